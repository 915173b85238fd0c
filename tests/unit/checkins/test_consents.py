"""How long an agreement holds, and what saying no means."""

from datetime import date, timedelta
from importlib.resources import files

import pytest

from wellbeing.checkins.consents import FOR_GOOD, Consent, Decision, Standing, standing
from wellbeing.content.loader import content, read_content
from wellbeing.week import Week

TEXT = content().consent
DAY = date(2026, 3, 4)
AGREED = Consent(Decision.AGREE, TEXT.version, DAY)


def test_nobody_takes_part_before_deciding():
    assert standing(None, TEXT, DAY) is Standing.NOT_ASKED


@pytest.mark.parametrize(
    ("days", "stands"),
    [(0, Standing.TAKES_PART), (364, Standing.TAKES_PART), (365, Standing.ASK_AGAIN)],
)
def test_an_agreement_holds_for_a_year(days, stands):
    assert standing(AGREED, TEXT, DAY + timedelta(days=days)) is stands


def test_a_new_version_of_the_text_is_asked_about_again():
    newer = TEXT.model_copy(update={"version": "the next"})

    assert standing(AGREED, newer, DAY) is Standing.ASK_AGAIN


def text_with(rule):
    """Return the consent text of an organisation with this rule about telling without asking."""

    def read(name):
        text = files("wellbeing.content").joinpath(name).read_text("utf-8")
        is_care = rule and name == "duty_of_care.toml"
        return f'without_asking = "{rule}"\n{text}' if is_care else text

    return read_content(read).consent


def test_a_rule_about_telling_without_asking_is_asked_about_again_whenever_it_changes():
    rule, other = text_with("Ann Lee may call 999."), text_with("Sam Lee may call 999.")
    agreed = Consent(Decision.AGREE, rule.version, DAY)

    assert standing(AGREED, text_with(""), DAY) is Standing.TAKES_PART
    assert standing(AGREED, rule, DAY) is Standing.ASK_AGAIN
    assert standing(agreed, rule, DAY) is Standing.TAKES_PART
    assert standing(agreed, other, DAY) is Standing.ASK_AGAIN
    assert standing(agreed, text_with(""), DAY) is Standing.ASK_AGAIN


@pytest.mark.parametrize(
    ("decision", "stands"),
    [(Decision.DECLINE, Standing.DECLINED), (Decision.WITHDRAW, Standing.WITHDRAWN)],
)
def test_a_no_stays_a_no(decision, stands):
    said = Consent(decision, TEXT.version, DAY)

    assert standing(said, TEXT, DAY + timedelta(days=1_000)) is stands


@pytest.mark.parametrize("decision", Decision)
@pytest.mark.parametrize("hidden", [None, Week(2026, 18), FOR_GOOD])
def test_a_decision_is_read_as_it_was_written(decision, hidden):
    made = Consent(decision, "7", DAY, hidden)

    assert Consent.from_bytes(made.to_bytes()) == made
