"""Looks up what hangs on units that an import would end: logs, agreements, figures that still come."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.roster_hanging import Hanging
from wellbeing.actions import service as actions
from wellbeing.agreements import service as agreements
from wellbeing.database import Journal, existing, make_engine
from wellbeing.disclosure import Calendar, CyclePlan, Menu
from wellbeing.ledger import service as ledger


def hanging_on(
    ledger_url: str, session: Session, unit_ids: Collection[str], today: date
) -> tuple[Hanging, ...]:
    """Return what hangs on each of these units, which end; nothing in it is about a person."""
    if not unit_ids:
        return ()
    calendar = Calendar(accounts.organisation(session).first_cycle_monday)
    cycle = calendar.cycle_at(today)
    running = _running(ledger_url, cycle)
    last = calendar.starts_on(cycle + 1) - timedelta(days=1)
    ended = frozenset(unit_ids)
    return tuple(
        _hanging(session, unit_id, ended, (today, last if unit_id in running else None))
        for unit_id in sorted(ended)
    )


def _hanging(
    session: Session, unit_id: str, ended: frozenset[str], days: tuple[date, date | None]
) -> Hanging:
    today, figures_until = days
    tied = actions.tied_to(session, unit_id)
    stay = [asked for asked in tied.asks if asked not in ended]
    names = (unit.name for each in stay if (unit := accounts.unit(session, each)))
    return Hanging(
        unit_id=unit_id,
        actions=tied.actions,
        open_actions=tied.open_actions,
        passed_up=tuple(names),
        asked=tied.asked,
        agreement=agreements.latest(agreements.Team(session, unit_id, today)).number > 0,
        figures_until=figures_until,
    )


def _running(ledger_url: str, cycle: int) -> frozenset[str]:
    """Return the units that have figures in a cycle, alone or in a pool."""
    engine = make_engine(existing(ledger_url), Journal.LEDGER)
    try:
        with Session(engine) as released:
            plan = ledger.plan(released, cycle)
    finally:
        engine.dispose()
    return frozenset(_with_figures(plan)) if plan else frozenset()


def _with_figures(plan: CyclePlan) -> Iterator[str]:
    return (line.unit_key for line in plan.units if line.is_cell or line.menu is Menu.POOLED)
