"""The link of a weekly message: one person, one week; it opens a form that can only send.

Like every mark it needs no row. The week is part of what the mark is for, so a mark of one week
opens no other, and it ends by itself when its week cannot be answered any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.accounts import service as accounts
from wellbeing.rhythm import store
from wellbeing.rhythm.desk import Desk
from wellbeing.rhythm.outgoing import person_in
from wellbeing.rhythm.tokens import make_mark, read_mark
from wellbeing.sealed import Vault
from wellbeing.week import Week

ANSWER = "answer"
PATH = "answer"


@dataclass(frozen=True)
class Opened:
    """Whose link it is, and for which week; `row` is the address of the person's wish."""

    person_id: str
    row: bytes
    week: Week


def answer_link(vault: Vault, address: str, rhythm_id: bytes, week: str) -> str:
    """Return the link by which a person can send their check-in of one week, without signing in.

    The same each time, so that an invitation and its reminder hold the same one.
    """
    return f"{address}/{PATH}/{make_mark(vault, _purpose(week), rhythm_id)}"


def open_link(desk: Desk, mark: str, weeks: Iterable[Week]) -> Opened | None:
    """Return whose mark this is and for which of these weeks; None for anything else.

    None too for somebody who does not work here today.
    """
    found = ((week, read_mark(desk.vault, _purpose(str(week)), mark)) for week in weeks)
    for week, row in found:
        person_id = None if row is None else who_works_here(desk, row)
        if row is not None and person_id is not None:
            return Opened(person_id, row, week)
    return None


def who_works_here(desk: Desk, row: bytes) -> str | None:
    """Return whose row it is; None for a row that is gone, and for somebody who does not work here today.

    A row outlives its person's last day until the timetable removes it.
    """
    sealed = store.sealed_person(desk.session, row)
    person_id = None if sealed is None else person_in(desk.vault.house_box(), row, sealed)
    if person_id is None or accounts.person(desk.session, person_id, desk.today) is None:
        return None
    return person_id


def _purpose(week: str) -> str:
    return f"{ANSWER} {week}"
