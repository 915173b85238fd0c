"""The rules of times: who wins when two act at once, and that nothing follows from a missed one."""

from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.contact.times import (
    FARTHEST,
    MOST_PAST,
    NO_TIMES,
    ChangedError,
    NotPossibleError,
    Said,
    Side,
    Slot,
)

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def slot(name, at=NOW + AN_HOUR, minutes=45):
    return Slot(name, at, minutes, "phone", "room 2")


EARLY, LATE = slot("early"), slot("late", NOW + 24 * AN_HOUR)


def offered(*slots):
    return NO_TIMES.offer(slots or (EARLY, LATE), 0, NOW)


def agreed(times=None):
    return (times or offered()).pick("late", NOW)


def test_one_of_the_offered_times_is_picked_and_the_others_are_gone():
    times = agreed()

    assert times.ahead(NOW) == LATE
    assert times.offered == ()


def test_a_time_that_has_passed_cannot_be_picked():
    later = NOW + AN_HOUR

    with pytest.raises(ChangedError):
        offered().pick("early", later)
    assert offered().still_offered(later) == (LATE,)


@pytest.mark.parametrize(
    "slots",
    [
        (),
        tuple(slot(str(each), NOW + each * AN_HOUR) for each in range(1, 7)),
        (slot("now", NOW),),
        (slot("past", NOW - AN_HOUR),),
        (slot("far", NOW + FARTHEST + AN_HOUR),),
        (slot("short", minutes=5),),
        (slot("long", minutes=500),),
    ],
    ids=["none", "six", "now", "past", "far", "short", "long"],
)
def test_what_cannot_be_is_not_offered(slots):
    with pytest.raises(NotPossibleError):
        NO_TIMES.offer(slots, 0, NOW)


def test_who_offers_on_what_they_no_longer_see_is_told_so():
    picked = agreed()

    with pytest.raises(ChangedError):
        picked.offer((slot("new"),), offered().version, NOW)


def test_who_picks_what_was_replaced_is_told_so():
    replaced = offered().offer((slot("new"),), 1, NOW)

    with pytest.raises(ChangedError):
        replaced.pick("late", NOW)


def test_offering_anew_gives_up_what_was_agreed_and_says_who_did():
    times = agreed()

    moved = times.offer((slot("new"),), times.version, NOW)

    assert moved.ahead(NOW) is None
    assert [(one.slot, one.called_off_by) for one in moved.past] == [(LATE, Side.CONTACT)]


def test_after_a_time_has_passed_the_next_is_offered_and_nobody_gave_it_up():
    after = LATE.starts_at + AN_HOUR
    times = agreed().say("late", Side.ASKER, Said.NOT_HELD, after)

    following = times.offer((slot("new", after + AN_HOUR),), times.version, after)

    (over,) = following.past
    assert (over.called_off_by, over.asker_says) == (None, Said.NOT_HELD)


def test_none_fits_keeps_which_would_until_others_are_offered():
    times = offered().refuse("Mondays", 1)

    assert (times.offered, times.none_fits, times.would_fit) == ((), True, "Mondays")
    again = times.offer((slot("new"),), times.version, NOW)
    assert (again.none_fits, again.would_fit) == (False, "")


def test_none_fits_is_not_said_of_times_that_were_replaced():
    replaced = offered().offer((slot("new"),), 1, NOW)

    with pytest.raises(ChangedError):
        replaced.refuse("", 1)


@pytest.mark.parametrize("side", list(Side))
def test_either_gives_up_an_agreed_time_and_the_first_one_stays_the_one_who_did(side):
    times = agreed().call_off("late", side, NOW)

    assert times.ahead(NOW) is None
    assert times.past[0].called_off_by is side
    with pytest.raises(ChangedError):
        times.call_off("late", side.other, NOW)


def test_a_time_that_has_begun_is_not_given_up_any_more():
    with pytest.raises(ChangedError):
        agreed().call_off("late", Side.ASKER, LATE.starts_at)


def test_asking_for_another_time_gives_up_the_agreed_one():
    times = agreed().ask_for_another("late", "After 15:00", NOW)

    assert times.ahead(NOW) is None
    assert (times.none_fits, times.would_fit) == (True, "After 15:00")
    assert times.past[0].called_off_by is Side.ASKER


def test_each_says_for_themselves_whether_they_talked_and_nothing_else_changes():
    after = LATE.starts_at
    times = agreed().say("late", Side.ASKER, Said.TALKED, after)
    times = times.say("late", Side.CONTACT, Said.NOT_HELD, after)

    assert times.agreed is not None
    assert times.agreed.says(Side.ASKER) is Said.TALKED
    assert times.agreed.says(Side.CONTACT) is Said.NOT_HELD
    assert (times.past, times.offered, times.none_fits) == ((), (), False)


def test_nothing_is_said_of_a_time_before_it_begins_or_of_another_one():
    for slot_id, at in (("late", NOW), ("early", LATE.starts_at)):
        with pytest.raises(ChangedError):
            agreed().say(slot_id, Side.ASKER, Said.TALKED, at)


def test_pressing_twice_is_the_same_as_pressing_once():
    times = offered()
    again = (slot("x", EARLY.starts_at), slot("y", LATE.starts_at))
    assert times.offer(again, 0, NOW) is times
    picked = agreed()
    assert picked.pick("late", NOW) is picked
    refused = times.refuse("", 1)
    assert refused.refuse("", 1) is refused
    off = picked.call_off("late", Side.CONTACT, NOW)
    assert off.call_off("late", Side.CONTACT, NOW) is off
    moved = picked.ask_for_another("late", "", NOW)
    assert moved.ask_for_another("late", "", NOW) is moved
    said = picked.say("late", Side.ASKER, Said.TALKED, LATE.starts_at)
    assert said.say("late", Side.ASKER, Said.TALKED, LATE.starts_at) is said


def test_offers_are_taken_back_only_as_they_are_seen():
    assert offered().take_back(1).offered == ()
    with pytest.raises(ChangedError):
        agreed().take_back(1)


def test_only_the_latest_times_that_are_over_are_kept():
    times = NO_TIMES
    for each in range(MOST_PAST + 3):
        times = times.offer((slot(f"s{each}"),), times.version, NOW).pick(f"s{each}", NOW)
        times = times.call_off(f"s{each}", Side.ASKER, NOW)

    assert len(times.past) == MOST_PAST
    assert times.past[-1].slot.id == f"s{MOST_PAST + 2}"
