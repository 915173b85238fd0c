"""Lays a unit's released figures before and since something was done side by side, in words."""

from collections.abc import Iterable
from datetime import date

from wellbeing.accounts import service as accounts
from wellbeing.actions.comparing import Compared
from wellbeing.disclosure import (
    MADE_OF,
    Apart,
    BeforeAndAfter,
    Calendar,
    Indicator,
    Reader,
    Released,
    before_and_after,
)
from wellbeing.extensions import db, house
from wellbeing.heatmaps import words
from wellbeing.heatmaps.shelf import SHELF

SAID = {
    Apart.HIGHER: "The two ranges do not touch: the figure is higher than before, which is better.",
    Apart.LOWER: "The two ranges do not touch: the figure is lower than before, which is worse.",
    Apart.TOUCHING: "",
}


def since(unit_id: str, on: date, about: tuple[str, ...]) -> Compared | None:
    """Compare the finest figure that the unit has on this; the answer is the same for everybody."""
    calendar = Calendar(accounts.organisation(db.session()).first_cycle_monday)
    with house().ledger() as ledger:
        return compared(SHELF.reader(ledger, [unit_id]), calendar, unit_id, on, about)


def compared(
    reader: Reader, calendar: Calendar, unit_id: str, on: date, about: tuple[str, ...]
) -> Compared | None:
    for indicator in _finest_first(about):
        found = before_and_after(reader, calendar, unit_id, on, indicator)
        if found is not None:
            return _in_words(found)
    return None


def _finest_first(about: Iterable[str]) -> Iterable[str]:
    """Give the questions themselves, then what they are part of, then conditions at work."""
    items = tuple(about)
    yield from items
    for whole in (Indicator.WORK_PRESSURE, Indicator.SUPPORT):
        if set(MADE_OF[whole]) & set(items):
            yield whole
    if Indicator.LIFE not in items:
        yield Indicator.CONDITIONS


def _in_words(found: BeforeAndAfter) -> Compared:
    return Compared(
        about=words.INDICATORS[Indicator(found.before.indicator)],
        before=_figure(found.before),
        since=_figure(found.after),
        said=SAID[found.apart],
    )


def _figure(figure: Released) -> str:
    return f"{words.limits_in_words(figure)}, {words.window_and_year(figure.window)}"
