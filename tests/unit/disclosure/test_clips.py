"""Clips that may be chosen are those that were measured, and figures keep being read by their own."""

import json
from dataclasses import replace

import pytest
from pydantic import ValidationError

from tests.support.told_books import book_telling
from wellbeing.disclosure import ADOPTED, ITEMS, Indicator, Kind, Parameters, Rhythm
from wellbeing.disclosure.contributions import clip_of
from wellbeing.disclosure.parameters import BOUND, FIRST_PULSE_CLIPS, LEVEL_CLIPS, PULSE_CLIPS
from wellbeing.disclosure.scales import CONDITIONS, measured
from wellbeing.disclosure.told import told_by

CLIPS = {
    Kind.LEVEL: LEVEL_CLIPS,
    Kind.PULSE: PULSE_CLIPS,
    Kind.FIRST_PULSE: FIRST_PULSE_CLIPS,
}
INDICATORS = (Indicator.CONDITIONS, Indicator.SIGNS, Indicator.WORK_PRESSURE, *ITEMS)


def test_every_clip_that_may_be_chosen_is_measured_and_no_other():
    assert set(CONDITIONS) == {(kind, clip) for kind, clips in CLIPS.items() for clip in clips}
    for kind, clips in CLIPS.items():
        assert clip_of(ADOPTED, kind) in clips


@pytest.mark.parametrize("rhythm", [Rhythm.MONTH, Rhythm.WEEK])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_each_indicator_is_read_at_the_clip_of_levels_and_at_no_other(indicator, rhythm):
    for clip in LEVEL_CLIPS:
        assert measured(Kind.LEVEL, indicator, rhythm, clip).slope > 0
    with pytest.raises(KeyError):
        measured(Kind.LEVEL, indicator, rhythm, 0.75)


@pytest.mark.parametrize(
    "wrong", [{"pulse_clip": 0.1}, {"first_pulse_clip": 2.0}, {"level_clip": 0.5}], ids=str
)
def test_parameters_take_no_clip_that_nobody_measured(wrong):
    with pytest.raises(ValidationError, match="for other clips only"):
        Parameters(**wrong)
    text = json.dumps(json.loads(ADOPTED.as_json()) | wrong)
    with pytest.raises(ValidationError, match="for other clips only"):
        Parameters.model_validate_json(text)


def test_a_number_is_read_by_the_clip_of_its_own_cycle():
    """A change of the clip alters nothing of what came out before it."""
    book = book_telling({"S": {"A": 20}}, lambda *_: 2.6, cycles=2)
    old = next(cell for cell in book.cells if cell.kind is Kind.PULSE)
    wider = replace(old, clip=0.5, cycle=old.cycle + 1)

    before, after = told_by(old), told_by(wider)

    step = 1 / BOUND / old.people
    assert before.value == pytest.approx(
        old.released * 0.25 * step / 0.472 + (1 - 0.385 / 0.472) * old.centre
    )
    assert after.value == pytest.approx(
        old.released * 0.5 * step / 0.65 + (1 - 0.54 / 0.65) * old.centre
    )
    assert before.past == pytest.approx(0.385 / 0.472)
    assert after.past == pytest.approx(0.54 / 0.65)
