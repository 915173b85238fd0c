"""Writes sections as one dated document: the privacy report, and what is made from the settings."""

from collections.abc import Iterable, Iterator

from wellbeing.records.facts import PrivacyReport
from wellbeing.records.parts import Blank, Row, Section, Table
from wellbeing.records.wording import sections

# What would begin markup, or another cell: names come from a roster.
MEANS_SOMETHING = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"} | {"\n": " "})


def as_markdown(report: PrivacyReport) -> str:
    return document(
        f"Privacy report of {report.organisation}, {report.made_on}",
        (f"Written by the service on {report.made_at:%Y-%m-%d at %H:%M} UTC.",),
        sections(report),
    )


def document(title: str, leads: Iterable[str], parts: Iterable[Section]) -> str:
    """Write a document; what anybody wrote into a roster or a file stays plain words."""
    return "\n".join((f"# {_plain(title)}", *_lines(leads, parts), ""))


def _lines(leads: Iterable[str], parts: Iterable[Section]) -> Iterator[str]:
    for said in leads:
        yield from ("", _plain(said))
    for section in parts:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {_plain(section.title)}")
    for said in section.says:
        yield from ("", _plain(said))
    if section.points:
        yield from ("", *(f"- {_plain(point)}" for point in section.points))
    if section.table:
        yield from ("", *_table(section.table))
    for blank in section.blanks:
        yield from ("", *_blank(blank))


def _blank(blank: Blank) -> Iterator[str]:
    """Set what people fill in apart from what the service says."""
    yield f"> {_plain(blank.asks)}"
    yield ">"
    if blank.said:
        yield f"> **Filled in by {_plain(blank.by)}:** {_plain(blank.said)}"
    else:
        yield f"> **To be filled in by {_plain(blank.who)}** (`{blank.key}`): ____________________"


def _table(table: Table) -> Iterator[str]:
    yield _row(table.headings)
    yield "|" + " --- |" * len(table.headings)
    yield from map(_row, table.rows)


def _row(cells: Row) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    return text.translate(MEANS_SOMETHING)
