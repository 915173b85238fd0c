"""The file of a person's own weeks: the numbers of the pictures, no formula, and no event."""

import csv
from dataclasses import replace
from io import StringIO

from tests.support.histories import default_policy
from wellbeing.content.loader import content
from wellbeing.history.service import OwnWeek
from wellbeing.looking_back.own_file import HEADINGS, as_csv
from wellbeing.stepped_care import SIGNS, CheckIn, Event, Step
from wellbeing.web.spreadsheet import FORMULA_STARTS
from wellbeing.week import Week

GIVEN = CheckIn(signs=(None,) * len(SIGNS), op=2, org=0, support=3)
A_WEEK = OwnWeek(Week(2026, 10), 7, 4.5, Step.REACTIVE, GIVEN)


def written(*weeks):
    return as_csv(weeks, content().pressures, default_policy())


def test_a_week_is_a_row_and_what_was_not_answered_is_empty():
    rows = list(csv.reader(StringIO(written(A_WEEK))))

    assert rows == [
        list(HEADINGS),
        ["2026-W10", "2026-03-02", "7", "4.5", "2", "0", "", "3", "Grouping of this service"],
    ]


def test_a_week_without_a_check_in_has_no_row():
    assert written(replace(A_WEEK, given=None)) == written()


def test_an_event_is_not_in_the_file():
    hard = replace(A_WEEK, given=replace(GIVEN, event=Event.DIRECT))

    assert written(hard) == written(A_WEEK)


def test_no_cell_can_act_as_a_formula():
    cells = [cell for row in csv.reader(StringIO(written(A_WEEK))) for cell in row]

    assert cells
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]
