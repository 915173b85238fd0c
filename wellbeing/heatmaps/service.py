"""Finds what a person may see of the released figures, and lays it out window by window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.disclosure import (
    Calendar,
    Figure,
    Level,
    Menu,
    Released,
    Why,
    Window,
)
from wellbeing.heatmaps import grids, layout, words
from wellbeing.heatmaps.cells import cell_of
from wellbeing.heatmaps.figures_file import rows
from wellbeing.heatmaps.pages import (
    Coming,
    Grid,
    Heatmap,
    Latest,
    UnitPage,
    WindowRow,
)
from wellbeing.heatmaps.shelf import SHELF
from wellbeing.heatmaps.sources import Sources

MONTHS_ON_THE_MAP = 6
# Eight cycles of three months: the two years that pages show. The ledger itself keeps all.
MONTHS_ON_A_UNIT_PAGE = 24
# Of weekly figures the table shows half a year; the file holds the two years.
ROWS_ON_A_UNIT_PAGE = 26


class NotForThisPersonError(Exception):
    """The unit is not one whose figures this person may see."""


@dataclass(frozen=True)
class Ground:
    """Where a page stands: the databases it may read, and its day."""

    session: Session
    ledger: Session
    today: date


def ground(session: Session, released: Session, now: datetime) -> Ground:
    """Return where a page stands at a moment, on the organisation's own day."""
    zone = accounts.organisation(session).zone
    return Ground(session, released, local_day(now, zone))


def heatmap(ground: Ground, person_id: str) -> Heatmap:
    """Return every unit this person may see, in the order of the organisation."""
    visible = accounts.units_visible_to(ground.session, person_id, ground.today)
    home = accounts.home_unit(ground.session, person_id, ground.today)
    home_id = home.id if home else ""
    sources = sources_for(ground, [unit.id for unit in visible])
    months = sources.months(MONTHS_ON_THE_MAP, ground.today)
    grid = grids.of_units(sources, visible, months)
    lines = (replace(line, is_home=bool(home) and line.unit_id == home_id) for line in grid.lines)
    return Heatmap(
        grid=Grid(grid.months, tuple(lines)),
        latest=_latest(layout.figures(sources, home_id, months)),
        coming=coming(sources, ground.today),
        has_figures=sources.newest_month >= 0,
        too_few_people=_too_few_people(sources),
    )


def unit_page(ground: Ground, person_id: str, unit_id: str) -> UnitPage:
    """Return two years of one unit; raise NotForThisPersonError when it is not theirs to see.

    Nothing in it depends on who asks: everybody who may see the unit is handed the same.
    """
    visible = accounts.units_visible_to(ground.session, person_id, ground.today)
    unit = next((unit for unit in visible if unit.id == unit_id), None)
    if unit is None:
        raise NotForThisPersonError
    sources = sources_for(ground, [unit_id])
    months = sources.months(MONTHS_ON_A_UNIT_PAGE, ground.today)
    figures = _since_it_was_there(layout.figures(sources, unit_id, months))
    released = tuple(_released(sources, unit_id, months))
    tallies = sources.tallies(unit_id, months)
    shown = figures if len(figures) <= len(months) else figures[-ROWS_ON_A_UNIT_PAGE:]
    return UnitPage(
        unit_id=unit.id,
        name=unit.name,
        kind=words.LEVELS[unit.level],
        above=tuple(each.name for each in accounts.units_above(ground.session, unit)[1:]),
        people=sources.people_in(unit_id),
        rows=tuple(_row(figure) for figure in reversed(shown)),
        is_weekly=len(figures) > len(months),
        released=released,
        file_rows=rows(released, tallies, sources.calendar),
        detail=grids.of_indicators(sources, unit_id, months[-MONTHS_ON_THE_MAP:]),
        tally_table=layout.tally_table(sources, tallies),
        latest=_latest(figures),
        coming=coming(sources, ground.today),
    )


def sources_for(ground: Ground, unit_ids: Sequence[str]) -> Sources:
    """Return what was published about some units and the pools that stand for them."""
    organisation = accounts.organisation(ground.session)
    calendar = Calendar(organisation.first_cycle_monday)
    return Sources.of(SHELF.reader(ground.ledger, unit_ids), calendar, unit_ids)


def coming(sources: Sources, today: date) -> Coming:
    """Say when the next figures come out."""
    on = sources.coming(today).published_on
    return Coming(on, words.day_in_words(on), is_late=on < today)


def _row(figure: Figure) -> WindowRow:
    released = figure if isinstance(figure, Released) else None
    return WindowRow(
        heading=layout.heading(figure.window),
        shown_for=released.label if released else "",
        people=released.people if released else None,
        estimate=released.estimate if released else None,
        cell=cell_of(figure),
    )


def _released(sources: Sources, unit_id: str, months: Sequence[Window]) -> Iterator[Released]:
    """Give everything that came out about a unit, one indicator after the other."""
    for indicator in sources.indicators(unit_id, months):
        for figure in layout.figures(sources, unit_id, months, indicator):
            if isinstance(figure, Released):
                yield figure


def _since_it_was_there(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Leave out the months before a unit was first planned for, but never all of them."""
    for place, figure in enumerate(figures):
        if isinstance(figure, Released) or figure.why is not Why.NEXT_CYCLE:
            return tuple(figures[place:])
    return tuple(figures[-1:])


def _latest(figures: Sequence[Figure]) -> Latest | None:
    newest = figures[-1] if figures else None
    if not isinstance(newest, Released):
        return None
    return Latest(
        name=newest.label,
        words=newest.words,
        limits=words.limits_in_words(newest),
        window=words.window_in_words(newest.window),
        is_too_rough=newest.is_too_rough,
        change=str(newest.change) if newest.change else "",
    )


def _too_few_people(sources: Sources) -> bool:
    lines = sources.plan.units if sources.plan else ()
    return any(line.level is Level.ORGANISATION and line.menu is Menu.TOO_FEW for line in lines)
