"""What may happen after figures are out, each thing as real as it can be made."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete

from tests.attacks.houses import SERVICES, Premises, everybody
from tests.support.press import CALENDAR, FIRST_MONDAY, without_noise
from wellbeing.accounts.rows import MembershipRow, PersonRow
from wellbeing.database import writing
from wellbeing.disclosure import ExactSums, Window
from wellbeing.history.kept import CARE_STATE
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.publishing import store
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.people import crowds
from wellbeing.publishing.rows import CohortRow
from wellbeing.week import Week

# A whole cycle, so that every rhythm has come out.
WINDOWS = CALENDAR.windows(1)
LAST = WINDOWS[-1]
ANSWERING = everybody(SERVICES)[::2]
# Of those who answered: some leave their memberships behind, ended; of others nothing is left.
ENDED, GONE = ("red-4", "dot-1"), ("green-5", "blue-5")
Act = Callable[[Premises], None]


def answer_and_publish(house: Premises) -> None:
    for window in WINDOWS:
        house.works.answer_all(ANSWERING, window.weeks[:2], 1)
        house.publish(window, discrete_gaussian)


def late_answers(house: Premises) -> None:
    for person in everybody(SERVICES)[::5]:
        house.works.answer(person, LAST.weeks[-1], 3)


def edited_answers(house: Premises) -> None:
    for person in everybody(SERVICES)[::5]:
        house.works.answer(person, LAST.weeks[-1], 0, again=True)


def moves(house: Premises) -> None:
    house.works.move("blue-1", "red", LAST.starts_on)
    house.works.move("green-1", "lone", LAST.ends_on)


def leavers_and_joiners(house: Premises) -> None:
    house.works.leave("blue-3", LAST.starts_on)
    house.works.join("somebody new", "green", LAST.starts_on)
    house.works.answer("somebody new", LAST.weeks[0], 3)


def erasures(house: Premises) -> None:
    for person in (*ENDED, *GONE):
        erase(house, person)
        house.works.leave(person, LAST.ends_on)
    with house.works.session() as session, writing(session):
        for row, column in (
            (CohortRow, CohortRow.person_id),
            (MembershipRow, MembershipRow.person_id),
            (PersonRow, PersonRow.id),
        ):
            session.execute(delete(row).where(column.in_(GONE)))


def second_runs(house: Premises) -> None:
    now = house.home.clock.now()
    for later in (timedelta(), timedelta(hours=5), timedelta(days=2)):
        done = house.works.publish(now + later, discrete_gaussian, fence=2)
        assert (done.cycles, done.windows) == (0, 0)


# In this order: each works on what the one before it left.
ON_RECORDS: tuple[Act, ...] = (late_answers, edited_answers, moves, leavers_and_joiners, erasures)
ACTS: tuple[Act, ...] = (*ON_RECORDS, second_runs)


def erase(house: Premises, person: str) -> None:
    """Destroy a person's data key, and remove every row that was sealed with it."""
    vault, weeks = house.works.vault, [Week.of(FIRST_MONDAY).plus(n) for n in range(13)]
    with house.works.session() as session, writing(session):
        removed = 0
        for row, kind in ((CheckInRow, "check-in"), (PlacementRow, "placement")):
            ids = [vault.row_key(kind, person, str(week)) for week in weeks]
            removed += session.connection().execute(delete(row).where(row.id.in_(ids))).rowcount
        care = delete(CareStateRow).where(CareStateRow.id == vault.row_key(CARE_STATE, person))
        removed += session.connection().execute(care).rowcount
    vault.destroy(person)
    # Six weeks, each with its placement, and the state.
    assert removed >= 6 + 6 + 1, "not everything was there to be erased"


def exact(house: Premises, window: Window = LAST) -> tuple[int, ...]:
    """Return what the sums of a window would be if somebody made them again now."""
    with house.works.session() as session:
        plan = store.frozen_plan(session, window.cycle)
        assert plan is not None
        sums = ExactSums(plan, window)
        for crowd in crowds(session, house.works.vault, plan, window):
            sums.add(crowd)
    return tuple(cell.released for cell in sums.release(without_noise))
