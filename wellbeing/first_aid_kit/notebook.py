"""One person's kit opened at a moment: where its rows lie, and the box that seals them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.first_aid_kit import store
from wellbeing.first_aid_kit.lines import Kit, kit_from_bytes, kit_to_bytes
from wellbeing.sealed import Box, Label, Vault

KIT = "kit"
DRAFT = "kit-draft"
KEPT = "kit-kept"


@dataclass(frozen=True)
class Notebook:
    """One person's kit, and what it takes to open it."""

    session: Session
    vault: Vault
    person_id: str
    now: datetime

    @property
    def kit_row(self) -> bytes:
        return self.vault.row_key(KIT, self.person_id)

    def draft_row(self, section: str) -> bytes:
        return self.vault.row_key(DRAFT, self.person_id, section)

    def kept_row(self, section: str, name: str) -> bytes:
        return self.vault.row_key(KEPT, self.person_id, section, name)

    def box(self) -> Box:
        return self.vault.box(self.person_id)

    def opened(self, sealed: bytes | None) -> Kit:
        """Return what a sealed kit says; an empty kit where there is none."""
        if sealed is None:
            return Kit()
        return kit_from_bytes(self.box().open(sealed, Label(KIT, self.kit_row)))

    def put(self, kit: Kit) -> None:
        sealed = self.box().seal(kit_to_bytes(kit), Label(KIT, self.kit_row))
        store.put(self.session, self.kit_row, sealed)
