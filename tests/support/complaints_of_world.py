"""What people of the small world said is wrong: to whom, and by hand who may open each."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.house import Home
from tests.support.saying import IDS, Sayers

NO_COMPLAINT = "no complaint"
UNKNOWN_COMPLAINT = {NO_COMPLAINT: "0" * 32}


@dataclass(frozen=True)
class Complained:
    """Who said something to whom, and the names of those who may open it."""

    who: str
    to: str
    open_to: frozenset[str]


COMPLAINTS: Mapping[str, Complained] = {
    "to an auditor": Complained("staff", "auditor", frozenset({"auditor"})),
    "to a wellbeing lead": Complained(
        "supervisor", "wellbeing lead", frozenset({"wellbeing lead"})
    ),
    "to a representative and answered": Complained(
        "moved", "staff representative", frozenset({"staff representative"})
    ),
}


def complain_around(home: Home) -> None:
    """Let everybody say something, and one of them be answered."""
    sayers = Sayers(home)
    for each in COMPLAINTS.values():
        sayers.say(IDS[each.to], IDS[each.who])
    answered = COMPLAINTS["to a representative and answered"]
    (said_id,) = sayers.to_read(IDS[answered.to])
    sayers.answer(said_id, IDS[answered.to])


def complaint_ids_of(home: Home) -> dict[str, str]:
    """Return the ids of all that was said by name, and one that nothing has."""
    sayers = Sayers(home)
    found = {name: sayers.mine(IDS[each.who])[0].id for name, each in COMPLAINTS.items()}
    return found | UNKNOWN_COMPLAINT
