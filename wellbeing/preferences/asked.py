"""How a person is asked: how many questions stand on a page, and whether devices count as shared."""

from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing.preferences.kept import Slip
from wellbeing.sealed import Vault

PAGES, DEVICES, ONE_MORE = "check-in pages", "devices", "one more question"
ALL_SHARED = b"all shared"
WANTED = b"wanted"


class Pages(StrEnum):
    """What stands on one page of the check-in."""

    PARTS = "parts"
    ONE = "one"
    ALL = "all"


def pages_of(session: Session, vault: Vault, person_id: str) -> Pages:
    """Return how a person is asked; who said nothing, or what cannot be read, is asked in parts."""
    written = Slip(session, vault, person_id, PAGES).read()
    try:
        return Pages((written or b"").decode())
    except ValueError:
        return Pages.PARTS


def keep_pages(session: Session, vault: Vault, person_id: str, pages: Pages) -> None:
    """Keep how a person is asked; the usual way leaves nothing behind."""
    slip = Slip(session, vault, person_id, PAGES)
    if pages is Pages.PARTS:
        slip.remove()
    else:
        slip.keep(pages.value.encode())


def all_devices_shared(session: Session, vault: Vault, person_id: str) -> bool:
    """Say whether every device counts as shared, whatever is said when signing in there.

    Its being there says it: one that cannot be opened any more must not make a device less careful.
    """
    return Slip(session, vault, person_id, DEVICES).is_there


def keep_all_devices_shared(
    session: Session, vault: Vault, person_id: str, *, all_shared: bool
) -> None:
    slip = Slip(session, vault, person_id, DEVICES)
    if all_shared:
        slip.keep(ALL_SHARED)
    else:
        slip.remove()


def wants_one_more(session: Session, vault: Vault, person_id: str) -> bool:
    """Say whether a person switched the one more question of the check-in on; it is off at first."""
    return Slip(session, vault, person_id, ONE_MORE).read() is not None


def keep_one_more(session: Session, vault: Vault, person_id: str, *, wanted: bool) -> None:
    slip = Slip(session, vault, person_id, ONE_MORE)
    if wanted:
        slip.keep(WANTED)
    else:
        slip.remove()
