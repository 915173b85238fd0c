"""Which answers of a check-in bring something forward from the person's own kit."""

import pytest

from wellbeing.checkins.from_kit import answers_named
from wellbeing.content.loader import content
from wellbeing.first_aid_kit.lines import Kit, Line, Page
from wellbeing.first_aid_kit.service import brought_forward
from wellbeing.stepped_care import SIGNS, CheckIn, Event

QUIET = (0,) * len(SIGNS)


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_named_on_one_day_counts_and_one_that_is_usual_does_not(sign):
    signs = tuple(int(one == sign) for one in SIGNS)

    assert answers_named(CheckIn(signs=signs)) == {sign}
    assert answers_named(CheckIn(signs=signs, usual=frozenset({sign}))) == frozenset()


def test_skipped_answers_bring_nothing():
    assert answers_named(CheckIn(signs=(None,) * len(SIGNS))) == frozenset()
    assert answers_named(None) == frozenset()


@pytest.mark.parametrize(("support", "named"), [(0, {"support"}), (1, {"support"}), (2, set())])
def test_little_support_brings_the_people(support, named):
    assert answers_named(CheckIn(signs=QUIET, support=support)) == named


@pytest.mark.parametrize(
    ("event", "named"),
    [(Event.DIRECT, {"event"}), (Event.SECOND_HAND, {"event"}), (Event.NONE, set())],
)
def test_an_event_brings_the_plan_for_a_hard_day(event, named):
    assert answers_named(CheckIn(signs=QUIET, event=event)) == named


def test_every_answer_has_its_lists_in_the_shipped_kit():
    words = content().kit
    kit = Kit(
        tuple(
            Page(one.id, 1, tuple(Line(each.id, each.id, (each.id,)) for each in one.lists))
            for one in words.sections
        )
    )

    def lists(*answers):
        found = brought_forward(words, kit, answers)
        return [line.text for one in found for each in one.lists for line in each.lines]

    tank = ["exercise", "relax", "enjoy"]
    assert lists("alert") == ["body", *tank]
    assert lists("low", "worry") == ["feelings", *tank]
    assert lists("avoid") == ["behaviour", *tank]
    assert lists("support") == ["people"]
    assert lists("event") == ["straight-after", "evening", "next-days"]
    assert all(lists(sign) for sign in SIGNS)
    assert lists() == []
