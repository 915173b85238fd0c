"""What a report is put together from: sentences and tables under a heading."""

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column; the first cell of a row is its own heading."""

    caption: str
    headings: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A part of the report: sentences, then perhaps a table."""

    title: str
    says: tuple[str, ...]
    table: Table | None = None
