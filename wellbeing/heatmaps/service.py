"""Finds what a person may see of the released figures, and lays it out window by window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Unit
from wellbeing.clock import local_day
from wellbeing.disclosure import (
    Calendar,
    Figure,
    Indicator,
    Level,
    Menu,
    Released,
    Window,
)
from wellbeing.heatmaps import grids, layout, reach, reading, words
from wellbeing.heatmaps.called import called_before
from wellbeing.heatmaps.cells import cell_of
from wellbeing.heatmaps.figures_file import rows
from wellbeing.heatmaps.pages import (
    Coming,
    Grid,
    Heatmap,
    Place,
    Topic,
    UnitPage,
    WindowRow,
)
from wellbeing.heatmaps.reach import Reach, Whose
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


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of a map: what it is about, under which unit, and which part of its units."""

    about: str = Indicator.CONDITIONS
    under: str = ""
    part: int = 1


def heatmap(ground: Ground, person_id: str, wanted: Wanted | None = None) -> Heatmap:
    """Return a map of units this person may see; raise NotForThisPersonError where there is none."""
    asked = wanted or Wanted()
    if asked.about not in words.INDICATORS:
        raise NotForThisPersonError
    found = _reach(ground, person_id, asked)
    home = accounts.home_unit(ground.session, person_id, ground.today)
    sources = sources_for(ground, [unit.id for unit in found.units])
    months = sources.months(MONTHS_ON_THE_MAP, ground.today)
    grid = grids.of_units(sources, found, grids.Asked(asked.about, months))
    home_id = home.id if home else ""
    own = layout.figures(sources, asked.under or home_id, months, asked.about)
    lines = (replace(line, is_home=line.unit_id == home_id != "") for line in grid.lines)
    return Heatmap(
        grid=Grid(grid.months, tuple(lines)),
        reading=reading.of_map(grid, own),
        about=_topic(asked.about, asked.about),
        topics=_topics(sources, found, months, asked.about),
        place=_place(found),
        coming=coming(sources, ground.today),
        has_figures=sources.newest_month >= 0,
        too_few_people=_too_few_people(sources),
    )


def unit_page(ground: Ground, person_id: str, unit_id: str) -> UnitPage:
    """Return two years of one unit; raise NotForThisPersonError when it is not theirs to see.

    Nothing in it depends on who asks: everybody who may see the unit is handed the same.
    """
    if not accounts.may_see_unit(ground.session, person_id, unit_id, ground.today):
        raise NotForThisPersonError
    unit, *above = _chain(ground, unit_id)
    sources = sources_for(ground, [unit_id])
    months = sources.months(MONTHS_ON_A_UNIT_PAGE, ground.today)
    since = layout.since_it_was_there(sources, unit_id, months)
    figures = layout.figures(sources, unit_id, since)
    released = tuple(_released(sources, unit_id, months))
    tallies = sources.tallies(unit_id, months)
    shown = figures if len(figures) <= len(since) else figures[-ROWS_ON_A_UNIT_PAGE:]
    detail = grids.of_indicators(sources, unit_id, months[-MONTHS_ON_THE_MAP:])
    return UnitPage(
        unit_id=unit.id,
        name=unit.name,
        kind=words.LEVELS[unit.level],
        above=tuple(each.name for each in above),
        called_before=tuple(called_before(ground.session, unit)),
        has_units_under=unit.level is not accounts.Level.TEAM,
        people=sources.people_in(unit_id),
        rows=tuple(_row(figure) for figure in reversed(shown)),
        is_weekly=len(figures) > len(since),
        released=released,
        file_rows=rows(released, tallies, sources.calendar),
        detail=detail,
        detail_reading=reading.of_detail(detail),
        tally_table=layout.tally_table(sources, tallies),
        reading=reading.of_unit(figures),
        coming=coming(sources, ground.today),
    )


def trail(ground: Ground, person_id: str, unit_id: str) -> tuple[tuple[str, str], ...]:
    """Return the units above one that this person may see, the highest first, with their ids."""
    whose = Whose(ground.session, person_id, ground.today)
    above = reach.trail(whose, _chain(ground, unit_id)[0])
    return tuple((unit.id, unit.name) for unit in above)


def _reach(ground: Ground, person_id: str, asked: Wanted) -> Reach:
    whose = Whose(ground.session, person_id, ground.today)
    found = (
        reach.under(whose, asked.under, asked.part)
        if asked.under
        else reach.at_first(whose, asked.part)
    )
    if found is None:
        raise NotForThisPersonError
    return found


def _chain(ground: Ground, unit_id: str) -> tuple[Unit, ...]:
    """Return a unit and those above it; raise NotForThisPersonError when it is not there."""
    unit = accounts.unit(ground.session, unit_id)
    if unit is None:
        raise NotForThisPersonError
    return accounts.units_above(ground.session, unit)


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


def _topics(
    sources: Sources, found: Reach, months: Sequence[Window], about: str
) -> tuple[Topic, ...]:
    """Return what some unit of a map has figures about, and what is shown now."""
    known = {one for unit in found.units for one in sources.indicators(unit.id, months)}
    return tuple(_topic(one, about) for one in words.INDICATORS if one in known or one == about)


def _topic(indicator: str, about: str) -> Topic:
    return Topic(indicator, words.INDICATORS[indicator], is_shown=indicator == about)


def _place(found: Reach) -> Place:
    return Place(
        unit_id=found.under.id if found.under else "",
        name=found.under.name if found.under else "",
        trail=tuple((unit.id, unit.name) for unit in found.trail),
        part=found.part,
    )


def _too_few_people(sources: Sources) -> bool:
    lines = sources.plan.units if sources.plan else ()
    return any(line.level is Level.ORGANISATION and line.menu is Menu.TOO_FEW for line in lines)
