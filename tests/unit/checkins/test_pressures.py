"""What can be ticked about a pressure, and the actions for it."""

import pytest

from tests.support.histories import history, policy_with
from wellbeing.checkins.pressures import high_pressures
from wellbeing.content.loader import content

WORDS = content()


def asked(word: str, grouping: str = "default") -> dict[str, set[str]]:
    given = history(word)[0].check_in
    assert given is not None
    policy = policy_with(pressures={"grouping": grouping})
    return {
        one.question: {tag.id for tag in one.tags} for one in high_pressures(given, WORDS, policy)
    }


def test_only_a_pressure_of_a_lot_or_more_is_asked_about():
    assert set(asked("3+op=1+org=2+life=3")) == {"org", "life"}
    assert asked("3+op=1") == {}
    assert asked("3") == {}


def test_the_ticks_follow_the_grouping_of_the_week_s_policy():
    assert "amount-of-work" in asked("3+org=2")["org"]
    assert "amount-of-work" in asked("3+op=2", "article")["op"]
    assert "amount-of-work" not in asked("3+org=2", "article")["org"]


def test_every_tag_has_an_action_and_every_action_a_tag():
    tags = {tag.id for tag in WORDS.pressures.tags}

    assert {tag for each in WORDS.offers.about for tag in each.tags} == tags


@pytest.mark.parametrize("each", WORDS.offers.about, ids=lambda each: each.id)
def test_the_work_comes_first_in_every_action(each):
    """An action changes the work, or leads to somebody; none asks the person to change themself."""
    assert each.group in {"work", "talk"}
    assert each.title.startswith(("Ask", "Report", "Let", "Talk"))
