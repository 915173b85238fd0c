"""Every change of the figure settings for the privacy report: numbers and days, nobody's words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.disclosure import ADOPTED, Parameters
from wellbeing.figure_settings import store
from wellbeing.figure_settings.bounds import BOUNDS
from wellbeing.figure_settings.reading import calendar_of, good, parameters_of
from wellbeing.two_people import Decision


@dataclass(frozen=True)
class Recorded:
    """A proposal: when it was made and decided, from when it holds, and each number it moves."""

    decision: Decision
    proposed_on: date
    # From this day on all staff can read what will hold, if it was agreed.
    decided_on: date | None
    holds_from: date | None
    # Taken back by one of the two after it was agreed, before it began.
    stopped_on: date | None
    # Key, before, after; None when the kept text is not what was proposed.
    numbers: tuple[tuple[str, float, float], ...] | None


def recorded(session: Session) -> Iterator[Recorded]:
    """Give every proposal, the latest first, against what held before it."""
    calendar = calendar_of(session)
    agreed = good(session, calendar)
    for change in store.every(session):
        first, found = change.from_cycle, parameters_of(change)
        begun = [
            cycle
            for cycle in agreed
            if (cycle < first if first else calendar.starts_on(cycle) <= change.proposed_on)
        ]
        before = agreed[max(begun)] if begun else ADOPTED
        yield Recorded(
            change.decision,
            change.proposed_on,
            change.decided_on,
            None if first is None or change.stopped_on else calendar.starts_on(first),
            change.stopped_on,
            None if found is None else _moved(before, found),
        )


def _moved(before: Parameters, after: Parameters) -> tuple[tuple[str, float, float], ...]:
    numbers = ((one.key, one.of(before), one.of(after)) for one in BOUNDS)
    return tuple(number for number in numbers if number[1] != number[2])
