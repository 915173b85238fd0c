"""Reads of the ledger what some units' figures are made from, however large the organisation is.

That is more than their own rows: a team is read together with the teams under the same unit, with
those it came from and those that came from them, and with the organisation's own figures.
"""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wellbeing.database import in_chunks
from wellbeing.disclosure import DETAIL, Book, Level, Others
from wellbeing.ledger import others, store, written
from wellbeing.ledger.closed import closed_windows
from wellbeing.ledger.rows import ReleaseCellRow, ReleasePlanRow

_HAS_FIGURES = ReleasePlanRow.menu.in_([str(menu) for menu in DETAIL])
_IS_TEAM = ReleasePlanRow.level == str(Level.TEAM)
_IS_ORGANISATION = ReleasePlanRow.level == str(Level.ORGANISATION)


def book_of(session: Session, unit_keys: Collection[str], known: others.Known) -> Book:
    """Return a book in which these units, and the pools that stand for them, read as in the whole."""
    lines = _Lines(session)
    lines.add_with(ReleasePlanRow.unit_key, unit_keys)
    lines.add_with(ReleasePlanRow.unit_key, {row.shown_with for row in lines} - {""})
    groups = {_group_of(row) for row in lines if _has_figures(row)}
    roofs = {row.above for row in lines}
    lines.add_with(ReleasePlanRow.above, groups, _IS_TEAM, _HAS_FIGURES)
    _follow(lines)
    lines.add(_IS_ORGANISATION)
    lines.add_with(ReleasePlanRow.unit_key, roofs | groups)
    about = {row.unit_key for row in lines if _has_figures(row)}
    return Book(
        plans=tuple(written.as_plan(row, lines.of(row.id)) for row in store.cycles(session)),
        cells=tuple(map(written.as_cell, _cells(session, about))),
        others=Others(others.newest(session), others.makeups(session, groups, known)),
        closed=closed_windows(session),
    )


class _Lines:
    """Lines of all plans, each of them once."""

    def __init__(self, session: Session) -> None:
        """Begin with none."""
        self._session = session
        self._rows: dict[tuple[int, str], ReleasePlanRow] = {}

    def __iter__(self) -> Iterator[ReleasePlanRow]:
        """Give the lines as they are now."""
        return iter(tuple(self._rows.values()))

    def of(self, cycle: int) -> Iterator[ReleasePlanRow]:
        """Give the lines of one cycle."""
        return (row for row in self if row.cycle_id == cycle)

    def add(self, *which: ColumnElement[bool]) -> None:
        for row in self._session.scalars(select(ReleasePlanRow).where(*which)):
            self._rows[row.cycle_id, row.unit_key] = row

    def add_with(
        self,
        column: InstrumentedAttribute[str],
        values: Collection[str],
        *which: ColumnElement[bool],
    ) -> None:
        """Add the lines that have one of these values, a few values at a time."""
        for some in in_chunks(sorted(values)):
            self.add(column.in_(some), *which)


def _group_of(row: ReleasePlanRow) -> str:
    """Name the unit that a line is read together with: a team's roof, or any other unit itself."""
    return row.above if row.level == str(Level.TEAM) else row.unit_key


def _has_figures(row: ReleasePlanRow) -> bool:
    return row.menu in DETAIL


def _follow(lines: _Lines) -> None:
    """Add all teams and pools that these came from or that came from them, in every cycle.

    Several may come from one: only together do they show which of them goes on.
    """
    asked: set[str] = set()
    while new := _teams(lines) - asked:
        asked |= new
        lines.add_with(ReleasePlanRow.unit_key, new)
        lines.add_with(ReleasePlanRow.follows, new)


def _teams(lines: Iterable[ReleasePlanRow]) -> set[str]:
    cells = [row for row in lines if row.level == str(Level.TEAM) and _has_figures(row)]
    return {key for row in cells for key in (row.unit_key, row.follows) if key}


def _cells(session: Session, unit_keys: Collection[str]) -> list[ReleaseCellRow]:
    """Return these units' figures in the order of the chain."""
    found: list[ReleaseCellRow] = []
    for some in in_chunks(sorted(unit_keys)):
        found += session.scalars(select(ReleaseCellRow).where(ReleaseCellRow.unit_key.in_(some)))
    return sorted(found, key=store.entry_of)
