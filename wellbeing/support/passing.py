"""What the clock does with a request nobody has taken: it passes on, and the person is told plainly.

One rule, so that it can be said in a sentence: what nobody has taken passes on when its moment has
come, whether it was opened or not, and at once when nobody who can open it is there.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from wellbeing.support.cases import Case


@dataclass(frozen=True)
class Standing:
    """One moment: whether it is staffed time, who may answer, and who of them is not away today."""

    now: datetime
    is_staffed: bool
    able: frozenset[str]
    there: frozenset[str]


def concerns_the_clock(case: Case) -> bool:
    """Say whether there is anything left for the clock to do; nothing is asked of the database."""
    return case.ending is None and (case.told_at is None or bool(case.queue))


def kept(case: Case, at: Standing) -> Case:
    """Return the request as it has to stand at a moment; the same one when nothing is due."""
    if not concerns_the_clock(case) or _is_looked_after(case, at.able, at.now):
        return case
    if at.is_staffed and not _has(case, at.able):
        # A contact at home could do nothing with it, and a notice at night says that it is urgent.
        case = _passed_on(case, at)
    return _told(case, at)


def _passed_on(case: Case, at: Standing) -> Case:
    while (to := _next(case, at.there)) and (
        _is_time(case, at.now) or not _readers(case, at.there)
    ):
        case = case.handed_to(to, at.now)
    return case


def _told(case: Case, at: Standing) -> Case:
    if case.told_at is not None or _has(case, at.there):
        return case
    reaches_nobody = not _has(case, at.able) and not at.able & case.asked
    # Once both have talked the promise was kept: all that is left to tell is that nobody is left.
    is_late = case.talked_on is None and at.now >= case.promised.due_at
    if not is_late and not reaches_nobody:
        return case
    return replace(case, told_at=at.now)


def _next(case: Case, there: AbstractSet[str]) -> str:
    """Return the next in order; who is away today keeps their place for when they are back."""
    return next((one for one in case.queue if one in there), "")


def _is_time(case: Case, now: datetime) -> bool:
    given = len(case.handed_on)
    moments = case.promised.moments
    return given < len(moments) and moments[given] <= now


def _readers(case: Case, there: AbstractSet[str]) -> AbstractSet[str]:
    return there & set(case.contacts) & case.asked


def _has(case: Case, among: AbstractSet[str]) -> bool:
    return case.taken is not None and case.taken.by in among


def _is_looked_after(case: Case, able: AbstractSet[str], now: datetime) -> bool:
    return _has(case, able) and (case.talked_on is not None or now < case.promised.due_at)
