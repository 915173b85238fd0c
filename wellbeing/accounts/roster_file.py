"""Reads a roster file strictly: every row of it, or every reason why not, by row and column."""

import csv
from collections.abc import Callable, Iterator

from wellbeing.accounts import roster_fields
from wellbeing.accounts.roster_checks import problems_between
from wellbeing.accounts.roster_fields import FieldError
from wellbeing.accounts.roster_rows import Problem, RosterRow

HEADER = (
    "work_email",
    "name",
    "directorate",
    "service",
    "team",
    "supervisor_email",
    "roles",
)
LARGEST_FILE = 2 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 12
_BOM = "\ufeff"

# What files of other kinds begin with, whatever they are called.
_OTHER_KINDS = (
    (b"PK\x03\x04", "a ZIP file or an Excel workbook"),
    (b"PK\x05\x06", "a ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xff\xfe", "a UTF-16 text"),
    (b"\xfe\xff", "a UTF-16 text"),
    (b"<", "a web page or XML"),
)

_FIELDS: dict[str, Callable[[str], str]] = {
    "work_email": roster_fields.address,
    "name": roster_fields.name,
    "directorate": roster_fields.name,
    "service": roster_fields.name,
    "team": roster_fields.name,
    "supervisor_email": roster_fields.address,
}
_REQUIRED = ("work_email", "name", "team")


class RosterFileError(Exception):
    """The file cannot be used; holds everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every problem, in the order of the file."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_roster(content: bytes) -> tuple[RosterRow, ...]:
    """Return every row, or raise RosterFileError with every problem; never some of the rows."""
    lines = _lines(content)
    _refuse(_problems_of_header(lines[0]))
    problems: list[Problem] = []
    rows = [row for row in _rows(lines[1:], problems) if row is not None]
    _refuse(problems)
    _refuse(problems_between(rows))
    return tuple(rows)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise RosterFileError(tuple(problems))


def _refuse_file(message: str) -> RosterFileError:
    return RosterFileError((Problem(None, None, message),))


def _lines(content: bytes) -> list[str]:
    lines = _text(content).replace("\r\n", "\n").rstrip("\n").split("\n")
    if len(lines) - 1 > MOST_ROWS:
        raise _refuse_file(f"the file has {len(lines) - 1} rows; at most {MOST_ROWS} can be read")
    if len(lines) < 2:
        raise _refuse_file(f"the file has no people; its first line is {','.join(HEADER)}")
    return lines


def _text(content: bytes) -> str:
    """Return the text, having looked at nothing but the size and the bytes."""
    if len(content) > LARGEST_FILE:
        raise _refuse_file(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB")
    head = content.removeprefix(_BOM.encode()).lstrip()
    for start, kind in _OTHER_KINDS:
        if head.startswith(start):
            raise _refuse_file(f"the file is {kind}, not CSV; save it as 'CSV UTF-8'")
    if b"\x00" in content:
        raise _refuse_file("the file holds NUL bytes; save it as 'CSV UTF-8'")
    try:
        return content.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        problem = Problem(row, None, "is not UTF-8; save the file as 'CSV UTF-8'")
        raise RosterFileError((problem,)) from error


def _problems_of_header(line: str) -> list[Problem]:
    if tuple(line.split(",")) == HEADER:
        return []
    return [Problem(1, None, f"the first line must be exactly: {','.join(HEADER)}")]


def _rows(lines: list[str], problems: list[Problem]) -> Iterator[RosterRow | None]:
    """One line is one row: a line break inside quotation marks is an unclosed quotation mark."""
    for number, line in enumerate(lines, start=2):
        fields = _fields_of(number, line, problems)
        yield None if fields is None else _row(number, fields, problems)


def _fields_of(number: int, line: str, problems: list[Problem]) -> list[str] | None:
    if not line.strip():
        problems.append(Problem(number, None, "is empty"))
        return None
    try:
        (fields,) = csv.reader([line], strict=True)
    except (csv.Error, ValueError):
        problems.append(
            Problem(number, None, "has a quotation mark or line break in the wrong place")
        )
        return None
    if len(fields) != len(HEADER):
        found = len(fields) if len(fields) <= MOST_COLUMNS else f"more than {MOST_COLUMNS}"
        problems.append(Problem(number, None, f"has {found} columns; {len(HEADER)} are needed"))
        return None
    return fields


def _row(number: int, fields: list[str], problems: list[Problem]) -> RosterRow | None:
    raw = dict(zip(HEADER, fields, strict=True))
    before = len(problems)
    read: dict[str, str] = {}
    for column, reader in _FIELDS.items():
        try:
            read[column] = reader(raw[column])
            if column in _REQUIRED and not read[column]:
                problems.append(Problem(number, column, "is empty"))
        except FieldError as error:
            problems.append(Problem(number, column, str(error)))
    try:
        roles = roster_fields.roles(raw["roles"])
    except FieldError as error:
        problems.append(Problem(number, "roles", str(error)))
        return None
    return RosterRow(number=number, roles=roles, **read) if len(problems) == before else None
