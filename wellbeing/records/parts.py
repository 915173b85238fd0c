"""What a document is put together from: sentences, tables and blanks under a heading."""

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column; the first cell of a row is its own heading."""

    caption: str
    headings: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Blank:
    """What only people can say: open, or filled in by them with who and when."""

    key: str
    who: str
    asks: str
    said: str = ""
    by: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a document: sentences, points or a table, then what people have to fill in."""

    title: str
    says: tuple[str, ...]
    table: Table | None = None
    blanks: tuple[Blank, ...] = ()
    points: tuple[str, ...] = ()
