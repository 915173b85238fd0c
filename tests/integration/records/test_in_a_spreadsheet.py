"""Tables of a download in a real spreadsheet program: nothing is calculated, and nobody is called."""

import csv
import io

from tests.support import proofs, skips, spreadsheets
from tests.support.hostile_corpus import corpus
from wellbeing.records.export_files import table_of
from wellbeing.records.export_filling import Filled
from wellbeing.records.export_parts import Part, texts

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|' /C calc'!A0", '=DDE("soffice";"/etc/passwd";"A1")',
    '=WEBSERVICE("http://127.0.0.1:9/x")', '=HYPERLINK("http://127.0.0.1:9/x","look")',
    '=IMPORTXML("http://127.0.0.1:9/x","//a")', "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", '"=1+1', '" =1+1', "'=1+1",
    "\u00a0=1+1", "\u3000=1+1", "\u200b=1+1", "\ufeff=1+1", "\x0b=1+1", "\x85=1+1", "\u2028=1+1", "＝1+1", "＋1+1",
    "－1+1", "＠SUM(1)", "﹦1+1", "−1+1", "text\n=1+1", "text\r\n=1+1", "text;=1+1", 'text;"=1+1"', "text\t=1+1",
    'text",=1+1,"', "text,=1+1", 'a;""=1+1', '"\n=1+1\n"', "x;+1+1;@SUM(1);-1+1", "{=1+1}", '=1+1;"', "x =1+1",
)  # fmt: skip
LAST = "the end of a row"
EVERY_SIGN = {"any sign": ",;\t "}
EACH_SIGN = {"commas": ",", "semicolons": ";", "tabs": "\t", "bars": "|", "colons": ":"}
HEADINGS = texts(("said", "Said"), ("last", "Last"))


def as_it_stands(said):
    """Write the same table as a program would that knows of no formula."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows((each, LAST) for each in said)
    return written.getvalue().encode("utf-8-sig")


@proofs.cases("parted_at", EVERY_SIGN, EACH_SIGN)
def test_a_spreadsheet_calculates_nothing_that_somebody_wrote(tmp_path, record_property, parted_at):
    if spreadsheets.program() is None:
        skips.do_without(skips.SPREADSHEET, "Install LibreOffice Calc.")
    said = tuple(dict.fromkeys((*FORMULAS, *corpus())))
    part = Part("p", "P", (), HEADINGS, lambda _: (), "", ())
    table = table_of(Filled(part, tuple((each, LAST) for each in said), ""))

    found = spreadsheets.opened(
        {"guarded": table, "unguarded": as_it_stands(said)}, parted_at, tmp_path / "opened"
    )

    guarded, unguarded = found["guarded"], found["unguarded"]
    # Parted elsewhere, quotation marks end where nobody meant them to, and rows run together.
    rows = guarded.text.count(LAST)
    assert rows == len(said) if "," in parted_at else rows > 0
    assert guarded.formulas == []
    # The same program does calculate them where nothing stands before them.
    assert unguarded.formulas
    proofs.report_part(
        record_property,
        "spreadsheet",
        f"cells parted at {parted_at!r}",
        {"texts": len(said), "formulas": 0, "formulas without our mark": len(unguarded.formulas)},
    )
