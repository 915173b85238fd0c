"""A code that a person makes here and tells whoever acts at their word: once, for one thing, for a time."""

import json
import secrets
from dataclasses import dataclass
from enum import StrEnum

from wellbeing.accounts.own import Door
from wellbeing.database import writing
from wellbeing.records import erasure_store
from wellbeing.retention import span_of
from wellbeing.sealed import Label, Vault

KIND = "person code"
# Without signs that are mistaken for one another when they are read out.
SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
GROUPS, GROUP = 4, 4


class What(StrEnum):
    """What a code allows: one of them alone."""

    DOWNLOAD = "download"
    DELETE = "delete"
    # Whoever has left cannot sign in to make one.
    DOWNLOAD_LATER = "download later"


LASTS = {
    What.DOWNLOAD: span_of("codes"),
    What.DELETE: span_of("codes"),
    What.DOWNLOAD_LATER: span_of("codes-for-later"),
}
_ALLOWED_BY = {
    What.DOWNLOAD: (What.DOWNLOAD, What.DOWNLOAD_LATER),
    What.DELETE: (What.DELETE,),
}


class CodeError(Exception):
    """The code is unknown, used, past its time, or allows something else."""


@dataclass(frozen=True)
class Allowed:
    """Whose everything a code is about, and what it allows."""

    person_id: str
    what: What


def make_code(door: Door, person_id: str, what: What) -> str:
    """Return a new code; an earlier one of this person works no more."""
    groups = ("".join(secrets.choice(SIGNS) for _ in range(GROUP)) for _ in range(GROUPS))
    code = "-".join(groups)
    row = _row(door, code)
    written = json.dumps({"person": person_id, "what": what}).encode()
    sealed = door.vault.house_box().seal(written, Label(KIND, row))
    owner = owner_of(door.vault, person_id)
    with writing(door.session, person_id):
        erasure_store.keep_code(door.session, row, owner, sealed, door.now + LASTS[what])
    return code


def owner_of(vault: Vault, person_id: str) -> bytes:
    """Return where a person's one code is found."""
    return vault.row_key("person code of", person_id)


def allowed_by(door: Door, code: str, what: What) -> Allowed:
    """Return whose code it is, as long as it is not used; raise CodeError."""
    row = _row(door, code)
    sealed = erasure_store.code(door.session, row, door.now)
    if sealed is None:
        raise CodeError
    found = json.loads(door.vault.house_box().open(sealed, Label(KIND, row)))
    allowed = Allowed(found["person"], What(found["what"]))
    if allowed.what not in _ALLOWED_BY[what]:
        raise CodeError
    return allowed


def use(door: Door, code: str) -> None:
    """Use a code up, in the caller's transaction; raise CodeError when another command was first."""
    if not erasure_store.use_code(door.session, _row(door, code)):
        raise CodeError


def _row(door: Door, code: str) -> bytes:
    said = "".join(sign for sign in code.upper() if sign in SIGNS)
    return door.vault.row_key("person code", said)
