"""Writes released figures as a file for a spreadsheet, in which nothing can act as a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from wellbeing.disclosure import Released

HEADINGS = ("unit", "from", "until", "people", "in words", "middle", "low", "high")
# A cell that begins with one of these is read as a formula; the wide forms count too.
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def as_csv(figures: Iterable[Released]) -> str:
    """Return one line for each figure under the headings; withheld months have no line."""
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow(HEADINGS)
    for figure in figures:
        lines.writerow(
            (
                harmless(figure.label),
                figure.window.starts_on.isoformat(),
                figure.window.ends_on.isoformat(),
                figure.people,
                harmless(figure.words),
                figure.estimate,
                figure.low,
                figure.high,
            )
        )
    return written.getvalue()


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
