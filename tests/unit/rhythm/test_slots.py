"""A slot reads back as it was written, and nothing impossible can be one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.slots import slots
from wellbeing.rhythm.slots import Messages, Quiet, Slot, SlotError, usual

LONDON = "Europe/London"


@given(slots())
def test_a_slot_reads_back_as_it_was_written(slot):
    assert Slot.parse(str(slot)) == slot


def test_the_usual_slot_is_wednesday_at_ten_in_working_hours():
    assert str(usual(LONDON)) == "Europe/London 2 10 31 20-8 both"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Europe/London",
        "Europe/Nowhere 2 10 31 20-8 both",
        "../../etc/passwd 2 10 31 20-8 both",
        "Europe/London 7 10 31 20-8 both",
        "Europe/London 2 24 31 20-8 both",
        "Europe/London 2 10 0 20-8 both",
        "Europe/London 2 10 128 20-8 both",
        "Europe/London 2 10 -1 20-8 both",
        "Europe/London 2 10 1,1,1,1,1,1,1 20-8 both",
        "Europe/London 2 21 31 20-8 both",
        "Europe/London 2 10 31 20 both",
        "Europe/London 2 10 31 20-8 daily",
        "Europe/London 2 10 31 20-8 both ",
    ],
)
def test_what_no_week_could_keep_to_is_refused(written):
    with pytest.raises(SlotError):
        Slot.parse(written)


@given(st.integers(0, 23), st.integers(0, 23))
def test_quiet_hours_run_over_midnight_and_the_same_hour_twice_means_none(first, last):
    held = [hour for hour in range(24) if Quiet(first, last).holds(hour)]

    assert len(held) == (last - first) % 24
    assert (first in held) == (first != last)
    assert last not in held


def test_nobody_has_to_be_sent_anything():
    assert Slot(LONDON, 2, 10, messages=Messages.NONE).messages is Messages.NONE
