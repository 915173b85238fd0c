"""What a document is put together from: sentences, tables and blanks under a heading."""

from dataclasses import dataclass

Row = tuple[str, ...]
# So many characters are still a value and no sentence.
LONGEST_VALUE = 24


@dataclass(frozen=True)
class Table:
    """A table with a heading for each column; the first cell of a row is its own heading."""

    caption: str
    headings: Row
    rows: tuple[Row, ...]

    @property
    def is_wordy(self) -> bool:
        """Say whether cells are sentences: on a small screen these stand below each other."""
        # The first cell of two has room enough beside the other.
        first = 0 if len(self.headings) > 2 else 1
        return any(len(cell) > LONGEST_VALUE for row in self.rows for cell in row[first:])


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
