"""How a person likes to be contacted, and when it is safe: theirs alone until they send a request.

Nothing here is told to anybody. The page on which a person asks for a talk fills itself in from it,
for that person, who sees and can change what is sent.
"""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from wellbeing.preferences.kept import Slip
from wellbeing.sealed import Vault

KIND = "contact-wishes"


class Way(StrEnum):
    """A way to reach somebody; text and e-mail are apart, since one of them may not be safe."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"
    EMAIL = "email"


class Interpreter(StrEnum):
    """Who should be there so that both understand each other."""

    NONE = ""
    BSL = "bsl"
    SPOKEN = "spoken"


@dataclass(frozen=True)
class ContactWishes:
    """What one person wishes; nothing said means no preference, and that no message may be left.

    `how` is a choice of the question "How would you like to talk?", or empty; `not_by` are the ways
    that should not be used; `language` says which one, where an interpreter of a spoken one is wished.
    """

    how: str = ""
    safe_times: str = ""
    may_leave_message: bool = False
    not_by: tuple[Way, ...] = ()
    interpreter: Interpreter = Interpreter.NONE
    language: str = ""

    @classmethod
    def from_bytes(cls, written: bytes) -> "ContactWishes":
        """Raise ValueError for what is no wish."""
        return _WISHES.validate_json(written)

    def to_bytes(self) -> bytes:
        return _WISHES.dump_json(self)


_WISHES = TypeAdapter(ContactWishes)


def contact_wishes_of(session: Session, vault: Vault, person_id: str) -> ContactWishes:
    """Return what a person wishes; what cannot be read is as if nothing were said."""
    written = _slip(session, vault, person_id).read()
    try:
        return ContactWishes.from_bytes(written) if written is not None else ContactWishes()
    except ValueError:
        return ContactWishes()


def keep_contact_wishes(
    session: Session, vault: Vault, person_id: str, wishes: ContactWishes
) -> None:
    """Keep what a person wishes; nothing said leaves nothing behind."""
    slip = _slip(session, vault, person_id)
    if wishes == ContactWishes():
        slip.remove()
    else:
        slip.keep(wishes.to_bytes())


def _slip(session: Session, vault: Vault, person_id: str) -> Slip:
    return Slip(session, vault, person_id, KIND)
