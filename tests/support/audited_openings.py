"""The acts of opening check-ins that the audit log has: who does each, and what must be there before."""

from collections.abc import Callable, Mapping
from typing import Protocol

from tests.support.house import Home
from tests.support.policies import LEAD, REP
from tests.support.ready import Place as Closed
from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.going_live import service as going_live


class At(Protocol):
    """Where an act is done: an organisation, and what was proposed in it last."""

    home: Home
    open_change: str


Act = Callable[[At], object]
LEADS, REPRESENTS = Role.WELLBEING_LEAD.value, Role.STAFF_REPRESENTATIVE.value


def nothing(_at: At) -> None:
    pass


def makes_ready(at: At) -> None:
    place = Closed(at.home)
    # What the world was opened with would leave nothing to open.
    place.close()
    place.make_ready()


def proposes(at: At) -> None:
    at.open_change = Closed(at.home).propose()


def confirms(at: At) -> None:
    place = Closed(at.home)
    with at.home.session() as session:
        board, desk = place.board(session), place.desk(session)
        going_live.confirm_line(board, desk, LEAD, "phone", "01632 960000")


def ends(at: At) -> None:
    Closed(at.home).end(at.open_change, by=REP)


OPENINGS: Mapping[Kind, tuple[str, Act, Act]] = {
    Kind.READY_CONFIRMED: (LEADS, confirms, nothing),
    Kind.OPENING_PROPOSED: (LEADS, proposes, makes_ready),
    Kind.OPENING_WITHDRAWN: (LEADS, lambda at: Closed(at.home).withdraw(at.open_change), nothing),
    Kind.OPENING_DECLINED: (
        REPRESENTS,
        lambda at: Closed(at.home).decline(at.open_change),
        proposes,
    ),
    Kind.OPENING_APPROVED: (REPRESENTS, lambda at: Closed(at.home).agree(at.open_change), proposes),
    Kind.OPENING_ENDED: (REPRESENTS, ends, nothing),
}
