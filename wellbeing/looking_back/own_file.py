"""A person's own weeks as a file for a spreadsheet: the numbers of the pictures, and no more."""

import csv
from io import StringIO

from wellbeing.content.pressure_models import Pressures
from wellbeing.history.service import OwnWeek
from wellbeing.looking_back.trends import PRESSURES, SUPPORT
from wellbeing.stepped_care import Policies
from wellbeing.web.spreadsheet import harmless

NAME = "weeks.csv"
HEADINGS = (
    "week",
    "Monday",
    "warning signs (0 to 18)",
    "usual level in that week",
    "pressure from events in work (0 to 3)",
    "pressure from how work is organised (0 to 3)",
    "pressure from life outside work (0 to 3)",
    "support at work (0 to 3)",
    "grouping of pressures",
)
Cell = str | int | float


def as_csv(weeks: tuple[OwnWeek, ...], pressures: Pressures, policies: Policies) -> str:
    """Return one row for each week with answers; what was not answered is an empty cell."""
    written = StringIO()
    lines = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    lines.writerow(HEADINGS)
    for one in weeks:
        if one.given is not None:
            grouping = policies.at(one.week).pressures.grouping
            row = (*_numbers(one), pressures.grouping(grouping).name)
            lines.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return written.getvalue()


def _numbers(one: OwnWeek) -> tuple[Cell, ...]:
    asked = (getattr(one.given, name) for name in (*PRESSURES, SUPPORT))
    found = (one.w, one.baseline, *asked)
    told = ("" if value is None else value for value in found)
    return (str(one.week), one.week.monday.isoformat(), *told)
