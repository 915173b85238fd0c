"""Lays figures out as rows and columns: a month covers its weeks where somebody has weekly figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wellbeing.disclosure import Figure, Indicator, Rhythm, Tally, Why, Window, Withheld
from wellbeing.heatmaps import words
from wellbeing.heatmaps.cells import Cell, cell_of
from wellbeing.heatmaps.pages import Heading, Month, TallyTable
from wellbeing.heatmaps.sources import Sources


@dataclass(frozen=True)
class About:
    """What a line is about, and what it says of months in which it was not there."""

    indicator: str = Indicator.CONDITIONS
    when_gone: str = ""


CONDITIONS = About()


def heading(window: Window) -> Heading:
    return Heading(
        began=words.short_day(window.starts_on),
        ended=words.short_day(window.ends_on),
        year=window.ends_on.year,
    )


def columns(sources: Sources, keys: Iterable[str], months: Sequence[Window]) -> tuple[Month, ...]:
    """Return a column for each month, or for each of its weeks when one of these units needs it."""
    everybody = tuple(keys)
    found = []
    for month in months:
        windows = [sources.windows_in(key, month) for key in everybody]
        finest = max(windows, key=len, default=(month,))
        weeks = tuple(map(heading, finest)) if len(finest) > 1 else ()
        found.append(Month(heading(month), weeks))
    return tuple(found)


@dataclass(frozen=True)
class Months:
    """The months of a map, and how many columns each has."""

    windows: tuple[Window, ...]
    spans: tuple[Month, ...]

    @classmethod
    def of(cls, sources: Sources, keys: Iterable[str], months: Sequence[Window]) -> "Months":
        return cls(tuple(months), columns(sources, keys, months))


def line(
    sources: Sources, key: str, months: Months, about: About = CONDITIONS
) -> Iterator[tuple[Cell, Figure]]:
    """Give a line's cells with their figures; a whole month covers the columns of its weeks."""
    for month, column in zip(months.windows, months.spans, strict=True):
        windows = sources.windows_in(key, month)
        for window in windows:
            figure = sources.figure(key, window, about.indicator)
            cell = cell_of(figure, column.span if len(windows) == 1 else 1)
            is_gone = isinstance(figure, Withheld) and figure.why is Why.NEXT_CYCLE
            yield (
                (replace(cell, words=about.when_gone) if is_gone and about.when_gone else cell),
                figure,
            )


def figures(
    sources: Sources, key: str, months: Sequence[Window], indicator: str = Indicator.CONDITIONS
) -> tuple[Figure, ...]:
    """Return a unit's figures, or those of the pool that stands for it, the oldest first."""
    return tuple(
        sources.standing_for(key, window, indicator) for window in sources.windows(key, months)
    )


def since_it_was_there(sources: Sources, key: str, months: Sequence[Window]) -> tuple[Window, ...]:
    """Leave out the months before a unit was first planned for, but never all of them."""
    for place, month in enumerate(months):
        known = sources.book.by_cycle.get(month.cycle)
        if known is None or key in known.by_key:
            return tuple(months[place:])
    return tuple(months[-1:])


def tally_table(sources: Sources, tallies: Sequence[Tally]) -> TallyTable | None:
    """Return the tallies with their cycles as columns; None where there are none."""
    if not tallies:
        return None
    cycles = [sources.calendar.windows(one.cycle, Rhythm.CYCLE)[0] for one in tallies]
    standings = [share.standing for share in tallies[-1].shares]
    percent = [{share.standing: share.percent for share in one.shares} for one in tallies]
    return TallyTable(
        cycles=tuple(map(heading, cycles)),
        lines=tuple(
            (
                words.STANDINGS[standing],
                tuple(words.share_in_words(shares[standing]) for shares in percent),
            )
            for standing in standings
        ),
    )
