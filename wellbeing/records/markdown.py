"""Writes the privacy report as one dated document."""

from collections.abc import Iterator

from wellbeing.records.facts import PrivacyReport
from wellbeing.records.parts import Row, Table
from wellbeing.records.wording import sections

# What would begin markup, or another cell: names come from a roster.
MEANS_SOMETHING = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>|#"} | {"\n": " "})


def as_markdown(report: PrivacyReport) -> str:
    return "\n".join(_lines(report))


def _lines(report: PrivacyReport) -> Iterator[str]:
    yield f"# Privacy report of {_plain(report.organisation)}, {report.made_on}"
    yield ""
    yield f"Written by the service on {report.made_at:%Y-%m-%d at %H:%M} UTC."
    for section in sections(report):
        yield from ("", f"## {section.title}")
        for said in section.says:
            yield from ("", _plain(said))
        if section.table:
            yield from ("", *_table(section.table))
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield _row(table.headings)
    yield "|" + " --- |" * len(table.headings)
    yield from map(_row, table.rows)


def _row(cells: Row) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    return text.translate(MEANS_SOMETHING)
