"""Says when team figures begin, where nobody was on the roster when a cycle began."""

from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.disclosure import Calendar
from wellbeing.ledger import service as ledger


def empty_cycle(session: Session, released: Session, now: datetime) -> str | None:
    """Return why this cycle stays empty, and when figures begin; None when it does not."""
    organisation = accounts.organisation(session)
    calendar = Calendar(organisation.first_cycle_monday)
    cycle = calendar.cycle_at(local_day(now, organisation.zone))
    plan = ledger.plan(released, cycle) if cycle >= 1 else None
    if plan is None or any(unit.people for unit in plan.units):
        return None
    begins, first = calendar.starts_on(cycle + 1), calendar.windows(cycle + 1)[0]
    return (
        f"Nobody was on the roster on {calendar.starts_on(cycle):%-d %B %Y}, when this cycle of 13 "
        f"weeks began: it stays without team figures. Figures begin with the cycle from "
        f"{begins:%-d %B %Y}, and the first come out on {first.published_on:%-d %B %Y}, if people "
        "are on the roster by then."
    )
