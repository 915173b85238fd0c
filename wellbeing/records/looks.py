"""Counts looks at what people shared, from the audit log alone, without telling who shared anything.

A count has no noise. So it is told as a tally of steps is: of the whole organisation, where the roster
has as many people as a tally needs, and of cycles that are over, to which nothing is added any more.
The roster decides whether it is told, never the number.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from wellbeing.audit import service as audit
from wellbeing.audit.keeping import KEPT_FOR
from wellbeing.disclosure import CYCLE_WEEKS
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Fixed
from wellbeing.policies.service import Board
from wellbeing.records.facts import Looks

# Told in steps of so many: one look more or less seldom shows.
STEP = 10


def looks_at_shared(board: Board, released: Session, fixed: Sequence[Fixed]) -> tuple[Looks, ...]:
    """Give each cycle that is over and whose events are all kept still, the newest last."""
    kept = board.today - KEPT_FOR
    over = [one for one in fixed if one.starts_on >= kept and _last_day(one) < board.today]
    people = ledger.everybody(released) if over else {}
    enough = {one.cycle for one in over if people[one.cycle] >= one.parameters.smallest_tally}
    days: Counter[date] = Counter()
    if enough:
        since = over[0].starts_on
        days = audit.days_of(board.session, board.vault, audit.Kind.LOOK_SHARED, since)
    return tuple(
        Looks(
            one.cycle,
            one.starts_on,
            _last_day(one),
            tens=_in_tens(days, one) if one.cycle in enough else None,
        )
        for one in over
    )


def _last_day(one: Fixed) -> date:
    return one.starts_on + timedelta(weeks=CYCLE_WEEKS, days=-1)


def _in_tens(days: Counter[date], one: Fixed) -> int:
    count = sum(number for on, number in days.items() if one.starts_on <= on <= _last_day(one))
    return count // STEP * STEP
