"""Plans the messages of each week, each once, and moves what missed its hour."""

from datetime import timedelta

from wellbeing.accounts import service as accounts
from wellbeing.database import in_chunks
from wellbeing.retention import weeks_of
from wellbeing.rhythm import number_store, plan_store, store
from wellbeing.rhythm.calendar import RunningWeek
from wellbeing.rhythm.desk import Desk, address_of, enrol, number_address_of
from wellbeing.rhythm.moments import Search
from wellbeing.rhythm.owners import KIND

# So long after its week it is kept what left, so that a clock that went ahead makes nobody asked twice.
KEPT_WEEKS = weeks_of("messages")
# A planned week further ahead was planned by a clock that was far off: it holds nothing up.
FAR_AHEAD = 4


def plan_due(desk: Desk) -> int:
    """Plan this week, and the next one a day ahead, where that was not done; return the new messages."""
    return sum(_plan_week(desk, running) for running in desk.weeks() if _may_plan(desk, running))


def _may_plan(desk: Desk, running: RunningWeek) -> bool:
    """Say whether a week was not planned yet, nor any week after it: the clock may have gone back."""
    until = str(running.frame.week.plus(FAR_AHEAD))
    highest = plan_store.highest_planned(desk.session, until)
    return highest is None or highest < running.name


def _plan_week(desk: Desk, running: RunningWeek) -> int:
    _enrol_all(desk, running)
    with desk.planning():
        if not _may_plan(desk, running):
            return 0
        slots = plan_store.slots_without_moments(desk.session, running.name)
        plan_store.add_moments(desk.session, running.name, running.moments_of(slots))
        planned = plan_store.plan(desk.session, running.name)
        plan_store.mark_planned(desk.session, running.name)
    return planned


def plan_missing(desk: Desk) -> int:
    """Plan who came after their week was planned, and who changed their wish meanwhile."""
    planned = 0
    for running in desk.weeks():
        if not plan_store.is_open(desk.session, running.name):
            continue
        _enrol_all(desk, running)
        with desk.planning():
            for slot in plan_store.slots_without_messages(desk.session, running.name):
                found = running.from_now(slot, Search(desk.now))
                planned += plan_store.plan_moments(desk.session, running.name, found)
            for row in plan_store.outdated(desk.session, running.name):
                plan_anew(desk, running, row)
    return planned


def plan_anew(desk: Desk, running: RunningWeek, row: bytes) -> None:
    """Plan by the wish of now what has not left yet; the caller's transaction commits it."""
    plan_store.unplan(desk.session, row, running.name)
    wish = store.wish(desk.session, row, running.home)
    written = store.written_slot(desk.session, row)
    if wish is None or written is None or not plan_store.is_open(desk.session, running.name):
        return
    left = plan_store.messages_of(desk.session, row, running.name, plan_store.LEFT)
    search = Search(desk.now, spare=True, away=wish.away)
    found = running.from_now(written, search, left)
    plan_store.plan_moments(desk.session, running.name, found, row)


def catch_up(desk: Desk) -> int:
    """Move what missed its hour to the next good moment of its week; leave out what has none.

    Returns how many missed it.
    """
    running = desk.running()
    late = plan_store.late(desk.session, running.name, desk.second)
    if not late:
        return 0
    missed = 0
    with desk.planning():
        for each in late:
            to = running.later(*each, desk.now)
            missed += plan_store.put_off(desk.session, running.name, each, desk.second, to)
    return missed


def leave_out_running_weeks(desk: Desk) -> None:
    """Send nothing more in the weeks that run: a copy that was lost may have sent it already."""
    with desk.planning():
        for running in desk.weeks():
            plan_store.close(desk.session, running.name)


def was_put_back(desk: Desk) -> bool:
    """Say whether messages were left out lately because this may be a copy put back from a backup."""
    oldest = desk.running().frame.week.plus(-KEPT_WEEKS)
    return plan_store.is_any_closed(desk.session, str(oldest))


def forget_past_weeks(desk: Desk) -> None:
    """Remove what belongs to weeks that are long over, rows of those who left, and past days away."""
    oldest = desk.running().frame.week.plus(-KEPT_WEEKS)
    with desk.planning():
        plan_store.forget_before(desk.session, str(oldest))
    for chunk in in_chunks(accounts.gone(desk.session, desk.today)):
        rows = [address_of(desk.vault, person_id) for person_id in chunk]
        if there := store.known(desk.session, rows):
            # Nobody plans meanwhile: a message that is planned for a row which goes would outlive it.
            with desk.planning():
                store.forget(desk.session, sorted(there))
                numbers = [number_address_of(desk.vault, person_id) for person_id in chunk]
                number_store.forget_all(desk.session, numbers)
    # Somebody far away may live a day behind.
    yesterday = desk.today - timedelta(days=1)
    with desk.planning(KIND):
        store.clear_absences_before(desk.session, yesterday)
        number_store.forget_codes_before(desk.session, desk.today)


def _enrol_all(desk: Desk, running: RunningWeek) -> None:
    """Give everybody a row who works here on any day until the end of a week."""
    sunday = running.frame.week.sunday
    for some in accounts.present_between(desk.session, desk.today, sunday):
        enrol(desk, some)
