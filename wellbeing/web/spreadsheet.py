"""Texts in files for spreadsheets: nothing in them can act as a formula."""

# A cell that begins with one of these is read as a formula; the wide forms count too.
FORMULA_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    # Some programs drop the blanks before a formula, and then see one.
    starts = (text, text.lstrip())
    return f"'{text}" if any(each.startswith(FORMULA_STARTS) for each in starts) else text
