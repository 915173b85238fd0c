"""Removes a person's kit, when they have everything deleted."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy.orm import Session

from wellbeing.content.loader import content
from wellbeing.first_aid_kit import store
from wellbeing.first_aid_kit.lines import Kit, kit_from_bytes
from wellbeing.first_aid_kit.notebook import DRAFT, KEPT, KIT
from wellbeing.sealed import Label, SealBrokenError, Vault


def forget_person(session: Session, vault: Vault, person_id: str) -> None:
    """Remove the kit, what was typed and never added, and what can still be put back."""
    row = vault.row_key(KIT, person_id)
    kit = _opened(session, vault, person_id, row)
    for section in _sections(kit):
        store.remove(session, vault.row_key(DRAFT, person_id, section))
    names = {(one.section, one.name) for one in kit.kept}
    # Pages that are not offered any more lie there until the next tidying.
    names |= {(page.section, f"v{at}") for page in kit.pages for at in range(page.number + 1)}
    store.let_go(session, [vault.row_key(KEPT, person_id, *name) for name in sorted(names)])
    store.remove(session, row)


def _opened(session: Session, vault: Vault, person_id: str, row: bytes) -> Kit:
    """Return the kit, which alone knows what is kept back; an empty one where it cannot be opened."""
    sealed, box = store.sealed_at(session, row), vault.boxes([person_id]).get(person_id)
    if sealed is not None and box is not None:
        with suppress(SealBrokenError):
            return kit_from_bytes(box.open(sealed, Label(KIT, row)))
    return Kit()


def _sections(kit: Kit) -> Iterable[str]:
    offered = {section.id for section in content().kit.sections}
    return sorted(offered | {page.section for page in kit.pages})
