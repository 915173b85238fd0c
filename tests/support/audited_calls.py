"""Acts of the audit log about responders: who is named, and a look at a call for contact now."""

from tests.support.audited_place import Act, Place
from tests.support.calling import ADDRESSES, FIRST, IDS, LEAD, Callers
from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind
from wellbeing.responders import roll


def names_another(place: Place) -> None:
    with Callers(place.home).desk() as desk:
        roll.name(desk, LEAD, ADDRESSES["auditor"])


def calls(place: Place) -> None:
    """Let somebody ask the one responder there is."""
    callers = Callers(place.home)
    with callers.desk() as desk:
        roll.remove(desk, LEAD, IDS["peer supporter"])
        roll.remove(desk, LEAD, FIRST)
    callers.set_up("practitioner")
    callers.ask()


def opens_call(place: Place) -> None:
    callers = Callers(place.home)
    callers.look(callers.mine()[0].id)


RESPONDING: dict[Kind, tuple[str, Act] | tuple[str, Act, Act]] = {
    Kind.LOOK_CALL: ("responder", opens_call, calls),
    Kind.RESPONDERS_SET: (Role.WELLBEING_LEAD.value, names_another),
}
