"""Everything of five years is handed out within a minute, and nothing in it acts as a formula."""

import csv
import io
import time

import pytest

from tests.support import proofs
from tests.support.five_years import ANN, FIVE_YEARS, somebody
from tests.support.my_data import data_in, files_in
from wellbeing.records.export_files import zip_of

A_MINUTE = 60
# What makes a spreadsheet reckon, or call a program.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    weeks = proofs.size(reduced=9, whole=FIVE_YEARS)
    with somebody(tmp_path_factory.mktemp("five-years"), weeks) as (_home, asked):
        began = time.perf_counter()
        packed = zip_of(asked)
        took = time.perf_counter() - began
    return weeks, packed, took


def test_five_years_are_handed_out_within_a_minute(handed_out, record_property):
    weeks, packed, took = handed_out
    parts = data_in(packed)["parts"]

    assert took < A_MINUTE
    assert len(parts["answers"]["rows"]) > weeks
    assert len(parts["steps"]["rows"]) > weeks
    figures = {
        "weeks": weeks,
        "seconds": round(took, 1),
        "rows": sum(len(part["rows"]) for part in parts.values()),
        "kilobytes": len(packed) // 1024,
    }
    proofs.report(record_property, "export", figures)


def test_no_cell_of_any_table_begins_as_a_formula_does(handed_out):
    tables = {name: text for name, text in files_in(handed_out[1]).items() if ".csv" in name}
    cells = [
        cell for text in tables.values() for row in csv.reader(io.StringIO(text)) for cell in row
    ]

    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []
    assert len(cells) > 500
    assert ANN not in "".join(cells)
