"""What may happen after figures are out, each thing as real as it can be made."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from tests.attacks.houses import SERVICES, Premises, everybody
from tests.support.press import CALENDAR, without_noise
from wellbeing.accounts.rows import MembershipRow, PersonRow
from wellbeing.database import writing
from wellbeing.disclosure import ExactSums, Window
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.publishing import store
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.people import crowds
from wellbeing.publishing.rows import CohortRow
from wellbeing.records.erasing import Eraser

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
    """Let a person have everything deleted, as the service does it."""
    vault, settings = house.works.vault, house.home.settings
    with house.works.session() as session:
        before = _rows_of(session)
        Eraser(session, vault, settings.erasures, house.home.clock.now().date()).erase(person)
        removed = before - _rows_of(session)
    # Six weeks, each with its placement, and the state.
    assert removed >= 6 + 6 + 1, "not everything was there to be erased"
    assert vault.boxes([person]) == {}


def _rows_of(session: Session) -> int:
    tables = (CheckInRow, PlacementRow, CareStateRow)
    return sum(session.scalar(select(func.count()).select_from(row)) or 0 for row in tables)


def exact(house: Premises, window: Window = LAST) -> tuple[int, ...]:
    """Return what the sums of a window would be if somebody made them again now."""
    with house.works.session() as session:
        plan = store.frozen_plan(session, window.cycle)
        assert plan is not None
        sums = ExactSums(plan, window)
        for crowd in crowds(session, house.works.vault, plan, window):
            sums.add(crowd)
    return tuple(cell.released for cell in sums.release(without_noise))
