"""One unit over two years: everything its figures are about, month by month, beside what happened."""

from dataclasses import dataclass
from datetime import date

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Unit
from wellbeing.disclosure import Figure, Indicator, Released
from wellbeing.heatmaps import layout, service, words
from wellbeing.heatmaps.cells import Cell, cell_of
from wellbeing.heatmaps.happened import Happened, happened
from wellbeing.heatmaps.pages import Coming, Heading
from wellbeing.heatmaps.service import MONTHS_ON_A_UNIT_PAGE, Ground, NotForThisPersonError
from wellbeing.organisation_events import service as events


@dataclass(frozen=True)
class Line:
    """All figures of one kind, the oldest first; gaps are figures that say why."""

    indicator: Indicator
    figures: tuple[Figure, ...]

    @property
    def name(self) -> str:
        return words.INDICATORS[self.indicator]


@dataclass(frozen=True)
class Row:
    """One window of the table, with a cell for each line."""

    heading: Heading
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Trends:
    """What pictures and table of one unit are made from; nothing in it depends on who asks."""

    unit_id: str
    name: str
    kind: str
    people: int | None
    organisation: str
    lines: tuple[Line, ...]
    happened: Happened
    coming: Coming

    @property
    def has_figures(self) -> bool:
        return any(isinstance(each, Released) for line in self.lines for each in line.figures)

    @property
    def released_on(self) -> date | None:
        """Return the day on which the newest of these figures came out."""
        days = (
            each.window.published_on
            for line in self.lines
            for each in line.figures
            if isinstance(each, Released)
        )
        return max(days, default=None)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the table, the newest window first."""
        found = zip(*(line.figures for line in self.lines), strict=True)
        return tuple(
            Row(layout.heading(side[0].window), tuple(map(cell_of, side)))
            for side in reversed(tuple(found))
        )

    @property
    def is_weekly(self) -> bool:
        return any(words.rhythm_in_words(each.window) == "week" for each in self.lines[0].figures)


def trends(ground: Ground, person_id: str, unit_id: str) -> Trends:
    """Return two years of one unit; raise NotForThisPersonError when it is not theirs to see."""
    unit = accounts.unit(ground.session, unit_id)
    if unit is None or not accounts.may_see_unit(ground.session, person_id, unit_id, ground.today):
        raise NotForThisPersonError
    return of_unit(ground, unit)


def of_unit(ground: Ground, unit: Unit) -> Trends:
    sources = service.sources_for(ground, [unit.id])
    months = layout.since_it_was_there(
        sources, unit.id, sources.months(MONTHS_ON_A_UNIT_PAGE, ground.today)
    )
    return Trends(
        unit_id=unit.id,
        name=unit.name,
        kind=words.LEVELS[unit.level],
        people=sources.people_in(unit.id),
        organisation=accounts.organisation(ground.session).name,
        lines=tuple(
            Line(indicator, layout.figures(sources, unit.id, months, indicator))
            for indicator in sources.indicators(unit.id, months)
        ),
        happened=happened(events.every(ground.session), months[0].starts_on, months[-1].ends_on),
        coming=service.coming(sources, ground.today),
    )
