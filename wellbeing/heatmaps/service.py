"""Finds what a person may see of the released figures, and lays it out month by month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Unit
from wellbeing.clock import local_day
from wellbeing.disclosure import Calendar, Figure, Level, Menu, Released, Why, Window, Withheld
from wellbeing.heatmaps import words
from wellbeing.heatmaps.cells import Cell, cell_of, in_a_row
from wellbeing.heatmaps.pages import Coming, Heatmap, Latest, Line, Month, MonthRow, UnitPage
from wellbeing.heatmaps.sources import Sources
from wellbeing.ledger import service as ledger

MONTHS_ON_THE_MAP = 6
# Eight cycles of three months: the two years that pages show. The ledger itself keeps all.
MONTHS_ON_A_UNIT_PAGE = 24


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
    sources = _sources(ground, [unit.id for unit in visible])
    months = sources.months(MONTHS_ON_THE_MAP, ground.today)
    lines = []
    for siblings in _in_order(visible):
        lines += [_line(sources, unit, months, is_home=unit.id == home_id) for unit in siblings]
        pools = sources.pools_of([unit.id for unit in siblings], months)
        lines += [_pool_line(sources, key, pools[key], months) for key in sorted(pools)]
    return Heatmap(
        months=tuple(_month(each) for each in months),
        lines=tuple(lines),
        latest=_latest(_figures(sources, home_id, months)),
        coming=_coming(sources, ground.today),
        has_figures=sources.newest >= 0,
        too_few_people=_too_few_people(sources),
    )


def unit_page(ground: Ground, person_id: str, unit_id: str) -> UnitPage:
    """Return two years of one unit; raise NotForThisPersonError when it is not theirs to see."""
    visible = accounts.units_visible_to(ground.session, person_id, ground.today)
    unit = next((unit for unit in visible if unit.id == unit_id), None)
    if unit is None:
        raise NotForThisPersonError
    sources = _sources(ground, [unit_id])
    months = sources.months(MONTHS_ON_A_UNIT_PAGE, ground.today)
    figures = _since_it_was_there(_figures(sources, unit_id, months))
    above = accounts.units_above(ground.session, unit)[1:]
    return UnitPage(
        unit_id=unit.id,
        name=unit.name,
        kind=words.LEVELS[unit.level],
        above=tuple(each.name for each in above),
        people=sources.people_in(unit_id),
        rows=tuple(_row(figure) for figure in reversed(figures)),
        released=tuple(figure for figure in figures if isinstance(figure, Released)),
        latest=_latest(figures),
        coming=_coming(sources, ground.today),
    )


def _sources(ground: Ground, unit_ids: Sequence[str]) -> Sources:
    organisation = accounts.organisation(ground.session)
    calendar = Calendar(organisation.first_cycle_monday)
    return Sources.of(ledger.book(ground.ledger), calendar, unit_ids)


def _in_order(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], ...]:
    """Put every unit after the one above it; the lowest units under one roof come together."""
    known = {unit.id for unit in units}
    below: dict[str, list[Unit]] = {}
    for unit in units:
        parent = unit.parent_id or ""
        below.setdefault(parent if parent in known else "", []).append(unit)
    return tuple(_down_from("", below))


def _down_from(parent: str, below: Mapping[str, Sequence[Unit]]) -> Iterator[tuple[Unit, ...]]:
    units = below.get(parent, ())
    lowest = tuple(unit for unit in units if unit.id not in below)
    if lowest:
        yield lowest
    for unit in units:
        if unit.id in below:
            yield (unit,)
            yield from _down_from(unit.id, below)


def _month(window: Window) -> Month:
    return Month(
        began=words.short_day(window.starts_on),
        ended=words.short_day(window.ends_on),
        year=window.ends_on.year,
    )


def _figures(sources: Sources, key: str, months: Sequence[Window]) -> tuple[Figure, ...]:
    return tuple(sources.standing_for(key, month) for month in months)


def _line(sources: Sources, unit: Unit, months: Sequence[Window], *, is_home: bool) -> Line:
    return Line(
        unit_id=unit.id,
        name=unit.name,
        kind=words.LEVELS[unit.level],
        people=sources.people_in(unit.id),
        is_home=is_home,
        cells=in_a_row(cell_of(sources.figure(unit.id, month)) for month in months),
    )


def _pool_line(sources: Sources, key: str, name: str, months: Sequence[Window]) -> Line:
    return Line(
        unit_id="",
        name=name,
        kind=words.TOGETHER,
        people=sources.people_in(key),
        is_home=False,
        cells=in_a_row(_pool_cell(sources.figure(key, month)) for month in months),
    )


def _pool_cell(figure: Figure) -> Cell:
    cell = cell_of(figure)
    if isinstance(figure, Withheld) and figure.why is Why.NEXT_CYCLE:
        return replace(cell, words=words.NOT_TOGETHER)
    return cell


def _row(figure: Figure) -> MonthRow:
    released = figure if isinstance(figure, Released) else None
    return MonthRow(
        month=_month(figure.window),
        shown_for=released.label if released else "",
        people=released.people if released else None,
        estimate=released.estimate if released else None,
        cell=cell_of(figure),
    )


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
        month=words.month_in_words(newest.window),
        is_too_rough=newest.is_too_rough,
    )


def _coming(sources: Sources, today: date) -> Coming:
    on = sources.coming(today).published_on
    return Coming(on, words.day_in_words(on), is_late=on < today)


def _too_few_people(sources: Sources) -> bool:
    plan = max(sources.book.plans, key=lambda plan: plan.cycle, default=None)
    if plan is None:
        return False
    return any(
        line.level is Level.ORGANISATION and line.menu is Menu.TOO_FEW for line in plan.units
    )
