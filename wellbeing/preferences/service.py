"""Keeps how pages look for a person, sealed under a key that opens nothing else of theirs.

Every page asks for it, pages of figures too, and those must never touch the key of anybody's
answers: hence a key of its own, which is destroyed when the person goes back to usual.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.key_ring import KeyFileError
from wellbeing.preferences import asked, contact, store
from wellbeing.preferences.looks import Contrast, Look, Motion, TextSize, Theme
from wellbeing.preferences.store import PreferenceRow
from wellbeing.sealed import Box, Label, SealBrokenError, Vault

__all__ = [
    "Contrast",
    "Drawer",
    "Look",
    "Motion",
    "TextSize",
    "Theme",
    "back_to_usual",
    "forget_person",
    "keep",
    "look_of",
]

KIND = "own-look"


@dataclass(frozen=True)
class Drawer:
    """Where one person's preferences lie."""

    session: Session
    vault: Vault
    person_id: str

    @property
    def key_name(self) -> str:
        return f"{KIND}:{self.person_id}"

    @property
    def label(self) -> Label:
        return Label(KIND, self.vault.row_key(KIND, self.person_id))


def look_of(drawer: Drawer) -> Look:
    """Return how pages look for a person; one that cannot be read is the usual one.

    No page may fail because of its look, and nothing is written by reading.
    """
    label = drawer.label
    sealed = store.sealed_at(drawer.session, label.row)
    if sealed is None:
        return Look()
    try:
        # Its key may be gone, or locked by one that the key file does not hold.
        box = drawer.vault.boxes([drawer.key_name])[drawer.key_name]
        return Look.from_bytes(box.open(sealed, label))
    except (KeyError, KeyFileError, SealBrokenError, ValueError):
        return Look()


def keep(drawer: Drawer, look: Look) -> None:
    """Keep a look; the usual one leaves nothing behind."""
    if look == Look():
        back_to_usual(drawer)
        return
    label = drawer.label
    with writing(drawer.session, drawer.person_id):
        sealed = _box_for(drawer).seal(look.to_bytes(), label)
        store.put(drawer.session, label.row, sealed)


def back_to_usual(drawer: Drawer) -> None:
    """Remove what was chosen, and its key."""
    with writing(drawer.session, drawer.person_id):
        store.remove(drawer.session, drawer.label.row)
        drawer.vault.destroy(drawer.key_name)


def forget_person(session: Session, vault: Vault, person_id: str) -> tuple[str, ...]:
    """Remove everything a person prefers, in the caller's transaction; return the key of their look.

    It is to be destroyed once that is committed.
    """
    drawer = Drawer(session, vault, person_id)
    store.remove(session, drawer.label.row)
    for kind in (contact.KIND, asked.PAGES, asked.DEVICES, asked.ONE_MORE):
        store.remove(session, vault.row_key(kind, person_id), PreferenceRow)
    return (drawer.key_name,)


def _box_for(drawer: Drawer) -> Box:
    """Return the box of a look that is to be kept; a key that cannot be used is replaced.

    It opens nothing but the look before, which is being written over.
    """
    try:
        return drawer.vault.box(drawer.key_name)
    except (KeyFileError, SealBrokenError):
        drawer.vault.destroy(drawer.key_name)
        return drawer.vault.box(drawer.key_name)
