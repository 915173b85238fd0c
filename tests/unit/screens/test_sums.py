"""What answers add up to: every sum there is, the halves, and nothing that is not a sum."""

from itertools import product

import pytest

from tests.support.histories import policy_with
from wellbeing.content.loader import content
from wellbeing.screens.published import OFFERED, screen, switched_on
from wellbeing.stepped_care import Instrument, Policy

PHQ_4, PC_PTSD_5 = (screen(each) for each in OFFERED)


def sums(acts):
    return {act.instrument: act.score for act in acts}


def test_the_phq_4_adds_up_to_every_sum_from_0_to_12_with_its_halves():
    seen = set()
    for points in product(range(4), repeat=4):
        found = sums(PHQ_4.acts(points))

        assert found == {
            Instrument.PHQ_4: sum(points),
            Instrument.GAD_2: points[0] + points[1],
            Instrument.PHQ_2: points[2] + points[3],
        }
        seen.add(found[Instrument.PHQ_4])
    assert seen == set(range(13))


def test_the_pc_ptsd_5_counts_yes_and_has_no_halves():
    for points in product(range(2), repeat=5):
        assert sums(PC_PTSD_5.acts(points)) == {Instrument.PC_PTSD_5: sum(points)}


def test_without_such_an_event_the_result_is_0():
    assert sums(PC_PTSD_5.without_event) == {Instrument.PC_PTSD_5: 0}


def test_the_whole_comes_before_its_halves():
    acts = PHQ_4.acts((3, 3, 3, 3))

    assert acts[0].instrument is Instrument.PHQ_4


def test_a_missing_answer_gives_no_sum():
    with pytest.raises(ValueError, match="zip"):
        PHQ_4.acts((3, 3, 3))


@pytest.mark.parametrize("phq_4", [True, False])
@pytest.mark.parametrize("pc_ptsd_5", [True, False])
def test_the_policy_says_which_screens_there_are(phq_4, pc_ptsd_5):
    policy: Policy = policy_with(screens={"phq_4": phq_4, "pc_ptsd_5": pc_ptsd_5})

    wanted = [PHQ_4] * phq_4 + [PC_PTSD_5] * pc_ptsd_5
    assert switched_on(policy) == tuple(wanted)


@pytest.mark.parametrize("one", [PHQ_4, PC_PTSD_5])
def test_every_sum_lies_in_one_published_range(one):
    about = content().screens.about(one.id)

    for score in range(one.instrument.highest + 1):
        assert sum(each.holds(score) for each in about.ranges) == 1
    assert about.ranges[-1].high == one.instrument.highest


def test_the_published_ranges_are_the_published_ones():
    ranges = {
        one.id: [(each.low, each.high) for each in content().screens.about(one.id).ranges]
        for one in (PHQ_4, PC_PTSD_5)
    }

    assert ranges == {
        "phq_4": [(0, 2), (3, 5), (6, 8), (9, 12)],
        "pc_ptsd_5": [(0, 2), (3, 3), (4, 5)],
    }
