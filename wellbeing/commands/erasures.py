"""Looks before a start whether anybody is back who had everything deleted, and finishes what was begun."""

from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.accounts.service import organisation
from wellbeing.backup import carrying
from wellbeing.backup.making import shelf_of
from wellbeing.backup.shelf import Shelf
from wellbeing.backup.troubles import BackupError
from wellbeing.clock import Clock, local_day
from wellbeing.commands import behind
from wellbeing.commands.common import CommandError, reading
from wellbeing.commands.findings import Finding
from wellbeing.key_ring import KeyFileError, KeyRing
from wellbeing.records import erasure_list, erasure_store
from wellbeing.records.erasing import Eraser
from wellbeing.records.erasure_list import Erased, ErasureListError
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

BACK = (
    "The list of erasures names some that this database does not know: it was put back from a backup, "
    "and holds people who had everything deleted. Run `wellbeing put-right`."
)


def eraser_of(settings: Settings, session: Session, vault: Vault, clock: Clock) -> Eraser:
    today = local_day(clock.now(), organisation(session).zone)
    return Eraser(session, vault, settings.erasures, today)


def settle(settings: Settings, session: Session, vault: Vault, clock: Clock) -> None:
    """Finish what was broken off; raise CommandError when the database was put back by hand."""
    behind.refuse(settings, session)
    refuse_unknown(settings, session, vault, clock)
    eraser = eraser_of(settings, session, vault, clock)
    here = erasure_list.read(settings.erasures, vault.row_key)
    for lost in set(erasure_store.known(session)) - set(here):
        # The list was lost, or an older one put in its place: what is known is written down again.
        erasure_list.append(settings.erasures, lost, vault.row_key)
    eraser.finish()


def refuse_unknown(settings: Settings, session: Session, vault: Vault, clock: Clock) -> None:
    """Raise CommandError when the list knows what the database does not, before answers are read."""
    found = listed(settings, vault)
    if found and eraser_of(settings, session, vault, clock).unknown(found):
        raise CommandError(BACK)


def listed(settings: Settings, vault: Vault) -> tuple[Erased, ...]:
    return carrying.listed(settings.erasures, _shelf(settings), vault.row_key)


def finding(settings: Settings) -> Finding:
    """Say whether the list of erasures can be read, and whether the database knows all of it."""
    name = "nobody is back who had everything deleted"
    try:
        ring = KeyRing.read(settings.key_file)
        found = carrying.listed(settings.erasures, _shelf(settings), ring.address)
        with reading(settings) as session:
            unknown = erasure_store.missing(session, found)
    except ErasureListError as error:
        return Finding("the list of erasures can be read", well=False, advice=str(error))
    except (KeyFileError, SQLAlchemyError):
        # Told by others.
        return Finding("the list of erasures could not be looked at", well=True)
    return Finding(name, well=not unknown, advice=BACK)


def _shelf(settings: Settings) -> Shelf | None:
    with suppress(BackupError):
        return shelf_of(settings)
    return None
