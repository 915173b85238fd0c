"""The two marks that end the weekly messages: a mail's own, and that of the page behind a link.

The mail's works as long as the mail is kept, as RFC 8058 asks. The page is for one week, and may be
open before somebody to whom its link was passed on: what it offers ends with the week after.
"""

from wellbeing.rhythm.delivery import STOP
from wellbeing.rhythm.desk import Desk
from wellbeing.rhythm.tokens import make_mark, read_mark
from wellbeing.sealed import Vault
from wellbeing.week import Week


def stop_for_week(vault: Vault, row: bytes, week: Week) -> str:
    """Return the mark for the page of a week's link."""
    return make_mark(vault, _purpose(week), row)


def row_to_stop(desk: Desk, mark: str) -> bytes | None:
    """Return the address of the row whose messages a mark ends today; None for anything else."""
    this_week = Week.of(desk.today)
    for purpose in (STOP, _purpose(this_week), _purpose(this_week.plus(-1))):
        row = read_mark(desk.vault, purpose, mark)
        if row is not None:
            return row
    return None


def _purpose(week: Week) -> str:
    return f"{STOP} {week}"
