"""Exact sums leave only with noise, once."""

import copy
import pickle
import re
import traceback
from dataclasses import replace

import pytest

from tests.support.cohorts import CALENDAR, FOUR_SERVICES, always, crowd_of, plan_of
from wellbeing.disclosure import ExactSums, NoiseError, Rhythm

PLAN = plan_of(FOUR_SERVICES)
WINDOW = CALENDAR.windows(1)[0]


def sums_of(*people):
    sums = ExactSums(PLAN, WINDOW)
    sums.add(crowd_of(people, WINDOW))
    return sums


def test_noise_is_drawn_once_for_all_numbers_of_a_level():
    asked = []

    def noise(sums, sigma):
        asked.append((len(sums), round(sigma, 2)))
        return [number + 100 for number in sums]

    released = sums_of(always("a1", 2.25)).release(noise)

    # The team of 50 keeps a pulse, a little rougher, beside its three domains.
    assert sorted(asked) == [(1, 20.0), (1, 89.44), (2, 69.28), (3, 48.99), (3, 60.0), (5, 17.32)]
    assert {cell.unit_key: cell.released for cell in released}["a1"] == 102
    assert {cell.released for cell in released} == {100, 101, 102}


def test_a_number_is_kept_with_all_that_is_needed_to_read_it():
    (cell,) = [one for one in sums_of().release(lambda sums, _: sums) if one.unit_key == "a2"]

    assert (cell.cycle, cell.window, cell.people, cell.centre, cell.clip) == (1, 0, 12, 2.0, 0.5)
    assert cell.indicator == "conditions"


def test_sums_are_forgotten_once_they_are_released():
    sums = sums_of(always("a1", 4.0))
    sums.release(lambda numbers, _: numbers)

    with pytest.raises(KeyError):
        sums.release(lambda numbers, _: numbers)


def test_sums_cannot_be_shown_copied_or_stored():
    sums = sums_of(always("a1", 4.0))

    assert repr(sums) == str(sums) == "ExactSums(never shown)"
    for leak in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError):
            leak(sums)


def test_an_error_of_the_noise_says_nothing_about_the_sums():
    def broken(sums, sigma):
        raise ValueError(f"cannot add noise to {sums}")

    with pytest.raises(NoiseError) as raised:
        sums_of(*[always("b1", 4.0)] * 17).release(broken)

    told = "".join(traceback.format_exception(raised.value))
    # A folder or a line of the code may have any number.
    assert "68" not in re.sub(r'File ".*", line \d+', "", told)


def test_noise_of_the_wrong_length_is_refused():
    with pytest.raises(NoiseError, match="length"):
        sums_of().release(lambda sums, _: [0])


LARGE = plan_of({"A": {"a": 300}, "B": {"b": 300}})
(CYCLE,) = CALENDAR.windows(1, Rhythm.CYCLE)


def test_a_tally_counts_everybody_once_and_nobody_twice():
    people = [replace(always("a", 2.0), standing=place) for place in (0, 1, 1, 2, 3, 3, 3)]
    sums = ExactSums(LARGE, CYCLE)
    sums.add(crowd_of(people, CYCLE))

    counted = {cell.indicator: cell for cell in sums.release(lambda numbers, _: numbers)}

    assert {each: cell.released for each, cell in counted.items()} == {
        "no-part": 1,
        "prevention": 2,
        "reactive": 1,
        "formal": 3,
    }
    assert {(cell.unit_key, cell.centre, cell.clip) for cell in counted.values()} == {
        ("organisation", 0.0, 4.0)
    }


def test_a_tally_without_knowing_where_people_stand_is_refused():
    nobody_knows = replace(crowd_of([always("a", 2.0)], CYCLE), standing=None)

    with pytest.raises(ValueError, match="where everybody stands"):
        ExactSums(LARGE, CYCLE).add(nobody_knows)
