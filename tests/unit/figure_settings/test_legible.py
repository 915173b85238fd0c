"""What a change of the numbers does to how well a team's figures can be read."""

import pytest

from wellbeing.disclosure import ADOPTED
from wellbeing.figure_settings.bounds import BOUNDS, outside
from wellbeing.figure_settings.legible import readable


def test_a_wider_clip_holds_more_of_a_change_and_more_noise():
    wider = ADOPTED.model_copy(update={"pulse_clip": 0.5})

    (held, *before_after), (noise, *roughness) = readable(ADOPTED, wider)

    assert "number of a month holds" in held
    assert before_after == ["0.47", "0.65"]
    assert "team of 8" in noise
    # 17.32 on the sum, times a step of a quarter of the clip, over 8 people and the slope.
    assert roughness == ["0.29", "0.42"]


def test_a_smaller_budget_is_rougher_and_holds_as_much():
    smaller = ADOPTED.model_copy(update={"rho_cycle": 0.25, "smallest_group": 12})

    lines = readable(ADOPTED, smaller)

    assert all("team of 12" in name and float(was) < float(becomes) for name, was, becomes in lines)
    assert len(lines) == 2


def test_what_leaves_teams_alone_changes_nothing():
    assert readable(ADOPTED, ADOPTED.model_copy(update={"smallest_tally": 600})) == ()


@pytest.mark.parametrize("key", ["level_clip", "pulse_clip", "first_pulse_clip"])
def test_a_clip_between_measured_ones_is_out_of_bounds(key):
    (bound,) = (one for one in BOUNDS if one.key == key)
    between = sum(bound.only) / len(bound.only) if len(bound.only) > 1 else bound.only[0] / 2

    assert outside(ADOPTED.model_copy(update={key: between})) == (bound,)
    assert not outside(ADOPTED.model_copy(update={key: bound.only[-1]}))
    assert all(bound.written(one) in bound.reason for one in bound.only)
