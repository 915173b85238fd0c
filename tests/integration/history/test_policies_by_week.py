"""Each week is judged by its own policy, however late it is judged and however long silence lasts."""

from dataclasses import replace

import pytest

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office
from tests.support.histories import default_policy, history, policy_with
from wellbeing.history.kept import Drawer, placed
from wellbeing.history.service import PastWeek
from wellbeing.stepped_care import InForce, Rulebook, Step, place
from wellbeing.week import Week

OLD = default_policy()
STRICTER = policy_with(reactive={"spike": 12}, down={"stale_weeks": 4})
CHANGE = WEEK.plus(2)
BOOK = Rulebook((InForce(WEEK.plus(-9), OLD), InForce(CHANGE, STRICTER)))


@pytest.fixture
def office(office: Office) -> Office:
    return replace(office, policies=BOOK)


def told(weeks: tuple[PastWeek, ...]) -> list[tuple[Week, Step | None]]:
    return [(one.week, one.step) for one in weeks]


def test_a_late_check_in_is_judged_by_the_policy_of_its_own_week(office: Office) -> None:
    late = office.send("ada", CHANGE.plus(-1), "12", today=CHANGE)
    punctual = office.send("grace", CHANGE, "12")

    assert (late.placement.step, late.placement.policy_hash) == (Step.PREVENTION, OLD.sha256)
    assert punctual.placement.step is Step.REACTIVE
    assert punctual.placement.policy_hash == STRICTER.sha256


def test_a_past_week_that_is_sent_again_keeps_its_policy(office: Office) -> None:
    office.send("ada", CHANGE.plus(-1), "3")
    office.send("ada", CHANGE, "12")

    again = office.send("ada", CHANGE.plus(-1), "12", "again", today=CHANGE)

    assert again.placement.step is Step.PREVENTION
    current = office.current("ada", CHANGE)
    assert current is not None
    assert (current.placement.step, current.placement.rules) == (Step.REACTIVE, ("U1", "U3"))


def test_missed_weeks_are_judged_by_the_policy_of_each(office: Office) -> None:
    last = office.live("ada", "3", WEEK.plus(-3))

    weeks = office.past("ada", last.plus(6), 6)

    # Four silent weeks are over in the week before the change; only from then on are they enough.
    before_change = [last.plus(count) for count in range(5)]
    assert told(weeks) == [*((week, Step.PREVENTION) for week in before_change), (CHANGE, None)]


def test_a_check_in_after_a_silence_across_the_change_starts_afresh(office: Office) -> None:
    last = office.live("ada", "14", WEEK.plus(-3))
    back = last.plus(6)

    recorded = office.send("ada", back, "5")

    assert recorded.placement.step is Step.REACTIVE
    # The new policy ends the old stay after four silent weeks: its review is counted anew.
    assert recorded.placement.review_week == back.plus(8)


def test_what_is_kept_replays_byte_for_byte_across_a_change(office: Office) -> None:
    weeks = "9 12 – 12 – 5 – – – – – 12 11+direct 3"
    last = office.live("ada", weeks, WEEK)

    with office.session() as session:
        drawer = Drawer(session, office.vault, "ada")
        kept = drawer.placed(WEEK.plus(count) for count in range(last.since(WEEK) + 1))

    assert {one.placement.policy_hash for one in kept} == {OLD.sha256, STRICTER.sha256}
    for one in kept:
        again = placed(one.before, one.given, BOOK)
        assert again.placement.to_bytes() == one.placement.to_bytes()
        assert again.after.to_bytes() == one.after.to_bytes()
    straight = {one.week: one for one in place(history(weeks, WEEK), BOOK)}
    assert [one.placement for one in kept] == [straight[one.given.week] for one in kept]
    assert list(straight.values()) != list(place(history(weeks, WEEK), OLD))


def test_the_desk_knows_the_policy_of_this_week(office: Office) -> None:
    with office.session() as session:
        assert office.desk(session, CHANGE.plus(-1)).policy == OLD
        assert office.desk(session, CHANGE).policy == STRICTER
