"""Texts in files for spreadsheets: nothing in them can act as a formula."""

import re

# A cell that begins with one of these is read as a formula; the wide forms count too.
_SIGNS = "=+-@＝＋－＠"
_DROPPED = ' "'
FORMULA_STARTS = (*_SIGNS, "\t", "\r", "\n", "\0")
# Where another sign than the comma parts cells, a program may begin a new one in the middle of a text,
# whatever stands in quotation marks; it drops blanks and those marks before a formula.
_NEW_CELL = re.compile(rf"([;\t\r\n][\s\"]*)(?=[{re.escape(_SIGNS)}])")


def harmless(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet would take for a formula."""
    guarded = _NEW_CELL.sub(r"\1'", text)
    # Some programs drop blanks and quotation marks before a formula, and then see one.
    starts = (guarded, guarded.lstrip(), guarded.lstrip(_DROPPED))
    return f"'{guarded}" if any(each.startswith(FORMULA_STARTS) for each in starts) else guarded
