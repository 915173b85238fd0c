"""Says figures in sentences, and never more than their ranges carry.

A direction is named only where the newest figure has an arrow; a comparison with the past only where
the two ranges do not touch; both only between figures of the same group.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeGuard

from wellbeing.disclosure import HIGHEST, Change, Figure, Indicator, Released
from wellbeing.heatmaps import words

# What a lower figure means differs by name: less support, but more pressure.
OF_BURDENS = {Change.RISING: "easing", Change.FALLING: "growing"}
OF_SLEEP = {Change.RISING: "getting better", Change.FALLING: "getting worse"}
NOT_BURDENS = frozenset({Indicator.CONDITIONS, Indicator.SUPPORT, Indicator.SUPPORT_ITEM})
ARROWS = frozenset({Change.RISING, Change.FALLING})
# More arrows than these are left to the map, in whose order they are told.
MOST_TOLD = 5
NO_ARROWS_YET = "Nothing is said of a direction in the first 13 weeks of a group."
NO_ARROW = "Nothing on this map shows a clear change now. That does not mean that nothing changed."
STILL = " There is no clear change over the last four months."


@dataclass(frozen=True)
class Sentence:
    """A sentence, with whose figure it is about in front."""

    subject: str
    rest: str


@dataclass(frozen=True)
class Told:
    """One line of a map that ends with a figure: what may be said of it."""

    name: str
    newest: Released
    # Figures of the same group, the oldest first; `run` is its end that carries the same arrow.
    own: tuple[Released, ...]
    run: tuple[Released, ...]

    @classmethod
    def of(cls, figures: Sequence[Figure], name: str = "") -> "Told | None":
        """Return what can be told; None where the newest window has no figure."""
        newest = figures[-1] if figures else None
        if not isinstance(newest, Released):
            return None
        own = tuple(figure for figure in figures if _is_of(figure, newest))
        unbroken = takewhile(
            lambda figure: _is_of(figure, newest) and _change(figure) is newest.change,
            reversed(figures),
        )
        run = own[len(own) - len(list(unbroken)) :]
        return cls(name or newest.label, newest, own, run)

    @property
    def has_arrow(self) -> bool:
        return self.newest.change in ARROWS


def in_full(told: Told | None) -> tuple[Sentence, ...]:
    """Say the newest figure of a group with its weeks and its range."""
    if told is None:
        return ()
    when = f", {words.window_in_words(told.newest.window)}"
    limits = (
        f" The range is {words.limits_in_words(told.newest)} on a scale from 0 to {HIGHEST:.0f},"
        " where higher is better."
    )
    return (Sentence(told.name, when + _said(told) + limits),)


def in_short(told: Told | None) -> tuple[Sentence, ...]:
    """Say the newest figure in words alone."""
    return () if told is None else (Sentence(told.name, _said(told)),)


def changes(lines: Iterable[Told | None], but: Told | None = None) -> tuple[Sentence, ...]:
    """Tell the arrows of a map in its own order, but for a line told before; without any, say why."""
    told = [line for line in lines if line is not None]
    if not told:
        return ()
    if all(line.newest.change is None for line in told):
        return (Sentence("", NO_ARROWS_YET),)
    moved = [line for line in told if line.has_arrow]
    if not moved:
        return (Sentence("", NO_ARROW),)
    told_before = but.newest.unit_key if but else ""
    moved = [line for line in moved if line.newest.unit_key != told_before]
    said = [Sentence(line.name, f": {_direction(line)}.") for line in moved[:MOST_TOLD]]
    left = len(moved) - len(said)
    more = f"{left} more on the map {'carries' if left == 1 else 'carry'} an arrow."
    return (*said, *([Sentence("", more)] if left else []))


def _said(told: Told) -> str:
    """Return the word, then the arrow and the distance from the past where there are any."""
    direction = f", and {_direction(told)}" if told.has_arrow else ""
    still = STILL if told.newest.change is Change.NOT_CLEAR else ""
    return f": {told.newest.words.lower()}{direction}.{still}{_beside_the_past(told)}"


def _direction(told: Told) -> str:
    """Name the direction as the arrow does, and what it means where the name says the opposite."""
    change = told.newest.change or Change.NOT_CLEAR
    began = (told.run or (told.newest,))[0].window.starts_on
    since = (
        f"since {words.short_day(began)} {began.year} or before"
        if len(told.run) > 1
        else "within the last four months"
    )
    if told.newest.indicator in NOT_BURDENS:
        return f"{change} {since}"
    meaning = OF_SLEEP if told.newest.indicator == Indicator.SLEEP else OF_BURDENS
    return f"{meaning[change]} {since} (the figure is {change})"


def _beside_the_past(told: Told) -> str:
    """Compare with the group's first window shown; as with arrows, never in its first 13 weeks."""
    first, last = told.own[0], told.newest
    if last.change is None:
        return ""
    when = words.window_and_year(first.window)
    if last.low > first.high:
        return f" Its range lies wholly above that of {when}."
    if last.high < first.low:
        return f" Its range lies wholly below that of {when}."
    return ""


def _is_of(figure: Figure, newest: Released) -> TypeGuard[Released]:
    """Say whether this is a figure of the same group."""
    return isinstance(figure, Released) and figure.unit_key == newest.unit_key


def _change(figure: Figure) -> Change | None:
    return figure.change if isinstance(figure, Released) else None
