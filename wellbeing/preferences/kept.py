"""What a person prefers beside their look, sealed under their own key: erased with all that is theirs.

No page of figures asks for it, so it needs no key of its own as the look does.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.key_ring import KeyFileError
from wellbeing.preferences import store
from wellbeing.preferences.store import PreferenceRow
from wellbeing.sealed import Label, SealBrokenError, Vault


@dataclass(frozen=True)
class Slip:
    """Where one preference of one person lies."""

    session: Session
    vault: Vault
    person_id: str
    kind: str

    @property
    def label(self) -> Label:
        return Label(self.kind, self.vault.row_key(self.kind, self.person_id))

    def read(self) -> bytes | None:
        """Return what was kept; None where nothing was, or where it cannot be opened any more."""
        label = self.label
        sealed = store.sealed_at(self.session, label.row, PreferenceRow)
        if sealed is None:
            return None
        try:
            return self.vault.boxes([self.person_id])[self.person_id].open(sealed, label)
        except (KeyError, KeyFileError, SealBrokenError):
            return None

    @property
    def is_there(self) -> bool:
        """Say whether something was kept, also where it cannot be opened any more."""
        return store.sealed_at(self.session, self.label.row, PreferenceRow) is not None

    def keep(self, written: bytes) -> None:
        label = self.label
        with writing(self.session, self.person_id):
            # In here: a key that is destroyed while this waits would leave what nobody can open.
            sealed = self.vault.box(self.person_id).seal(written, label)
            store.put(self.session, label.row, sealed, PreferenceRow)

    def remove(self) -> None:
        with writing(self.session, self.person_id):
            store.remove(self.session, self.label.row, PreferenceRow)
