"""The two marks that end the weekly messages: a mail's own, and that of the page behind a link.

The mail's works as long as the mail is kept, as RFC 8058 asks. The page is for one week, and may be
open before somebody to whom its link was passed on: what it offers ends with the week after. Both
end with the links that their person makes useless.
"""

from wellbeing.rhythm.desk import Desk, address_of
from wellbeing.rhythm.links import links_of
from wellbeing.rhythm.tokens import make_mark, read_mark
from wellbeing.sealed import Vault
from wellbeing.week import Week

STOP = "stop-messages"
PATH = "messages"


def stop_link(vault: Vault, address: str, row: bytes, links: int) -> str:
    """Return the link in a mail by which the messages of a row's person are ended."""
    return f"{address}/{PATH}/{make_mark(vault, STOP, row, links)}"


def stop_link_of(desk: Desk, address: str, person_id: str) -> str:
    """Return the same link for a person: every mail to them has it, whatever it is about."""
    row = address_of(desk.vault, person_id)
    return stop_link(desk.vault, address, row, links_of(desk, row))


def stop_for_week(vault: Vault, row: bytes, week: Week, links: int) -> str:
    """Return the mark for the page of a week's link."""
    return make_mark(vault, _purpose(week), row, links)


def row_to_stop(desk: Desk, mark: str) -> bytes | None:
    """Return the address of the row whose messages a mark ends today; None for anything else."""
    this_week = Week.of(desk.today)
    for purpose in (STOP, _purpose(this_week), _purpose(this_week.plus(-1))):
        row = read_mark(desk.vault, purpose, mark, lambda row: links_of(desk, row))
        if row is not None:
            return row
    return None


def _purpose(week: Week) -> str:
    return f"{STOP} {week}"
