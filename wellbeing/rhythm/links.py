"""The link of a weekly message: one person, one week; it opens a form that can only send.

Like every mark it needs no row. The week is part of what the mark is for, so a mark of one week
opens no other, and it ends by itself when its week cannot be answered any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.accounts import service as accounts
from wellbeing.rhythm import store
from wellbeing.rhythm.desk import Desk
from wellbeing.rhythm.owners import Owner, owner_in
from wellbeing.rhythm.tokens import make_mark, read_mark
from wellbeing.sealed import Vault
from wellbeing.week import Week

ANSWER = "answer"
PATH = "answer"


@dataclass(frozen=True)
class Opened:
    """Whose link it is, and for which week; `row` is the address of the person's wish.

    `links` is how often that person has ended the links they were sent.
    """

    person_id: str
    row: bytes
    week: Week
    links: int


def answer_link(vault: Vault, address: str, rhythm_id: bytes, week: str, links: int = 0) -> str:
    """Return the link by which a person can send their check-in of one week, without signing in.

    The same each time, so that an invitation and its reminder hold the same one.
    """
    return f"{address}/{PATH}/{make_mark(vault, _purpose(week), rhythm_id, links)}"


def open_link(desk: Desk, mark: str, weeks: Iterable[Week]) -> Opened | None:
    """Return whose mark this is and for which of these weeks; None for anything else.

    None too for somebody who does not work here today.
    """
    for week in weeks:
        row = read_mark(desk.vault, _purpose(str(week)), mark, lambda row: links_of(desk, row))
        owner = None if row is None else who_works_here(desk, row)
        if row is not None and owner is not None:
            return Opened(owner.person_id, row, week, owner.links)
    return None


def links_of(desk: Desk, row: bytes) -> int:
    """Return how often a row's person has ended the links they were sent."""
    owner = owner_of(desk, row)
    return 0 if owner is None else owner.links


def owner_of(desk: Desk, row: bytes) -> Owner | None:
    """Return whose row it is; None for one that is gone or damaged."""
    sealed = store.sealed_person(desk.session, row)
    return None if sealed is None else owner_in(desk.house_box, row, sealed)


def who_works_here(desk: Desk, row: bytes) -> Owner | None:
    """Return whose row it is; None for a row that is gone, and for somebody who does not work here today.

    A row outlives its person's last day until the timetable removes it.
    """
    owner = owner_of(desk, row)
    if owner is None or accounts.person(desk.session, owner.person_id, desk.today) is None:
        return None
    return owner


def _purpose(week: str) -> str:
    return f"{ANSWER} {week}"
