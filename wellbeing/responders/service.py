"""What the rest of the house may ask about responders and calls."""

from sqlalchemy.orm import Session

from wellbeing.responders import roll
from wellbeing.responders.answering import (
    Asked,
    SomebodyHasItError,
    act,
    asked_of,
    look,
    may_open,
)
from wellbeing.responders.calling import (
    Mine,
    OthersThereError,
    OverError,
    Wanted,
    ask,
    claimed,
    mine,
    not_so,
    notice_from,
    take_back,
    waiting,
)
from wellbeing.responders.desk import Desk
from wellbeing.responders.drawer import Drawer, NotThereError, key_of
from wellbeing.responders.keeping import after_restore, forget_old, keep_clock
from wellbeing.responders.reaching import Nobody, Offer, offer
from wellbeing.responders.record import KEPT_FOR, Call, Deed
from wellbeing.responders.roll import (
    MINUTES,
    FullError,
    OnRoll,
    UnknownAddressError,
    be_away,
    is_set_up,
    leave,
    minutes,
    name,
    on_roll,
    own,
    put_first,
    remove,
    set_minutes,
    take_on,
)
from wellbeing.responders.roll_store import Minutes, Named
from wellbeing.sealed import Vault

__all__ = [
    "KEPT_FOR",
    "MINUTES",
    "Asked",
    "Call",
    "Deed",
    "Desk",
    "FullError",
    "Mine",
    "Minutes",
    "Named",
    "Nobody",
    "NotThereError",
    "Offer",
    "OnRoll",
    "OthersThereError",
    "OverError",
    "SomebodyHasItError",
    "UnknownAddressError",
    "Wanted",
    "act",
    "after_restore",
    "ask",
    "asked_of",
    "be_away",
    "claimed",
    "forget_old",
    "forget_person",
    "is_set_up",
    "keep_clock",
    "leave",
    "look",
    "may_open",
    "mine",
    "minutes",
    "name",
    "not_so",
    "notice_from",
    "offer",
    "on_roll",
    "own",
    "put_first",
    "remove",
    "set_minutes",
    "take_back",
    "take_on",
    "waiting",
]


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove a person's calls and their place on the roll, in the caller's transaction.

    Return the names of the data keys that are to be destroyed after it.
    """
    roll.forget_person(session, person_id)
    drawer = Drawer(session, vault)
    found = drawer.ids_of_person(person_id)
    drawer.remove(found)
    drawer.close_to(person_id)
    return tuple(key_of(each) for each in found)
