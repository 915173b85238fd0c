"""Makes a backup: data, ledger and key store as three encrypted files, and the manifest over them."""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from wellbeing.backup.carrying import carry
from wellbeing.backup.entries import Entry, packed, parts_of
from wellbeing.backup.manifest import Held, Kind, LedgerEnd, Manifest
from wellbeing.backup.operator_key import PublicKey
from wellbeing.backup.postgres_rows import PostgresSource
from wellbeing.backup.shelf import OWNER_ONLY, Shelf, name_of, work_folder
from wellbeing.backup.sqlite_copy import SqliteSource
from wellbeing.backup.stream import About, Sealer
from wellbeing.backup.troubles import NotSetUpError, told_of
from wellbeing.installation import MARKER, Installation
from wellbeing.key_ring import KeyRing
from wellbeing.settings import Settings

CONTENT = "content"
NOT_SET_UP = (
    "Backups are not set up. Run `wellbeing backup make-key --out FILE` on another machine, then set "
    "WELLBEING_BACKUP_TO to a folder on another disk and WELLBEING_BACKUP_PUBLIC_KEY to the key it prints."
)


class Source(Protocol):
    """All that is to be copied of the databases, as of one moment."""

    schemas: dict[str, str]
    end: LedgerEnd

    def entries(self, kind: Kind) -> Iterator[Entry]:
        """Give the files of one kind, data first and key store last."""


def shelf_of(settings: Settings) -> Shelf:
    """Return where the backups of an installation lie."""
    folder, keys_folder = settings.backup.folder, settings.backup.keys_folder
    if folder is None or not settings.backup.is_configured:
        raise NotSetUpError(NOT_SET_UP)
    return Shelf(folder, keys_folder or folder, installation_at(settings).id)


def installation_at(settings: Settings) -> Installation:
    found = Installation.read(settings.data)
    if found is None:
        raise NotSetUpError(f"{settings.data} holds no organisation: there is nothing to back up.")
    return found


def make(settings: Settings, now: datetime) -> Manifest:
    """Make one whole backup and remove old ones; whatever goes wrong, no part of a new one stays."""
    shelf, to = shelf_of(settings), PublicKey.parse(settings.backup.public_key)
    ring, installation = KeyRing.read(settings.key_file), installation_at(settings)
    name = name_of(installation.id, now, secrets.token_hex(3))
    with told_of(shelf.folder), work_folder(settings.data) as work:
        with shelf.unfinished(name), _source(settings, work) as found:
            files = {
                kind: _written(shelf, About(kind, name, installation.id), to, entries)
                for kind, entries in _all(settings, found)
            }
            manifest = Manifest(
                name,
                installation.id,
                installation.demo,
                now,
                "sqlite" if isinstance(found, SqliteSource) else "postgresql",
                found.schemas,
                found.end,
                to.id,
                {str(kind): held for kind, held in files.items()},
            )
            write_whole(shelf.draft_of(name, None), manifest.as_text(ring))
            # Whoever puts it back must find who is to be deleted again.
            carry(settings.erasures, shelf, ring.address)
            shelf.finish(name)
        shelf.prune(settings.backup, now)
    return manifest


@contextmanager
def _source(settings: Settings, work: Path) -> Iterator[Source]:
    if settings.database_url.startswith("sqlite"):
        yield SqliteSource(settings, work)
        return
    with ExitStack() as stack:
        yield PostgresSource(settings, stack)


def _all(settings: Settings, found: Source) -> Iterator[tuple[Kind, Iterator[Entry]]]:
    for kind in Kind:
        yield kind, _of_kind(settings, found, kind)


def _of_kind(settings: Settings, found: Source, kind: Kind) -> Iterator[Entry]:
    if kind is Kind.DATA:
        yield MARKER, parts_of(settings.data / MARKER)
        own = settings.data / CONTENT
        for path in sorted(path for path in own.rglob("*") if path.is_file()):
            yield path.relative_to(settings.data).as_posix(), parts_of(path)
    yield from found.entries(kind)


def _written(shelf: Shelf, about: About, to: PublicKey, entries: Iterator[Entry]) -> Held:
    path = shelf.draft_of(about.backup, Kind(about.kind))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        sealer = Sealer(file, about, to)
        for part in packed(entries):
            sealer.write(part)
        sealer.close()
        file.flush()
        os.fsync(file.fileno())
    return Held(sealer.sha256, sealer.size)


def write_whole(path: Path, text: str, mode: int = OWNER_ONLY) -> None:
    """Write a small file that reaches the disk before it has its name."""
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, mode)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
