"""Looks at the keys: that they are whole, apart from what they open, and those that open it."""

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from wellbeing.address_settings import LOOPBACK
from wellbeing.audit import service as audit
from wellbeing.commands.common import reading
from wellbeing.commands.findings import Finding
from wellbeing.commands.places import files_at, folders_of
from wellbeing.database import existing, make_engine
from wellbeing.key_ring import KeyFileError, KeyRing, has_check
from wellbeing.sealed import SealBrokenError, Vault
from wellbeing.settings import Settings

_NO_CHECK = (
    "It is of an earlier version and has no checksum: damage to it may stay unseen. `wellbeing keys rotate` "
    "writes one; copy the file anew afterwards."
)
POSTGRES_PORT = 5432


def key_file(settings: Settings) -> Finding:
    try:
        KeyRing.read(settings.key_file)
    except KeyFileError as error:
        return Finding("key file", well=False, advice=str(error))
    return Finding("key file", well=True, advice=_NO_CHECK, warns=not has_check(settings.key_file))


def keys_belong(settings: Settings) -> Finding:
    name = "key file belongs to the key store"
    keys = make_engine(existing(settings.keys_url), settings.side_journal)
    try:
        Vault(KeyRing.read(settings.key_file), keys).check()
    except (KeyFileError, SealBrokenError, SQLAlchemyError):
        advice = "Put back the key file and the key store that belong together."
        return Finding(name, well=False, advice=advice)
    finally:
        keys.dispose()
    return Finding(name, well=True)


def database_belongs(settings: Settings) -> Finding:
    """Find the database of another organisation: nobody's answers would be found in it, and no fault."""
    name = "key file belongs to the database"
    try:
        ring = KeyRing.read(settings.key_file)
        with reading(settings) as session:
            is_ours = not audit.is_of_another(session, ring.audit_key)
    except (KeyFileError, SQLAlchemyError):
        # Told by others, or not there yet.
        return Finding(name, well=True)
    return Finding(
        name,
        is_ours,
        "No event of the audit log was written with this key file. Set WELLBEING_DATABASE_URL and "
        "WELLBEING_KEY_FILE to those that belong together. Where a lost audit_key was made anew, run "
        "`wellbeing audit begin-anew --keep FILE`.",
    )


def keys_apart(settings: Settings) -> Finding:
    return Finding(
        "key file outside the data folder",
        settings.demo or not _lies_in(settings.key_file, folders_of(settings)),
        "Move the key file out of the data folder, and out of every folder of a database, and set "
        "WELLBEING_KEY_FILE: a backup that holds both protects nothing.",
    )


def stores_apart(settings: Settings) -> Finding:
    others = {_place(url) for url in (settings.database_url, settings.ledger_url)}
    return Finding(
        "key store apart from the database",
        _place(settings.keys_url) not in others,
        "Set WELLBEING_KEYS_URL to a database of its own.",
    )


def witness_apart(settings: Settings) -> Finding:
    together = folders_of(settings) | _of_backups(settings)
    return Finding(
        "the witness of what was published outside folders of data and backups",
        settings.demo or not _lies_in(settings.witness_file, together),
        "Set WELLBEING_WITNESS_FILE to a file elsewhere, and take the file there: put back together with "
        "the data it would not notice that anything was put back, and figures would come out twice.",
    )


def keys_not_in_backups(settings: Settings) -> Finding:
    return Finding(
        "key file outside the folders of backups",
        not _lies_in(settings.key_file, _of_backups(settings)),
        "Move the key file, or set WELLBEING_BACKUP_TO and WELLBEING_BACKUP_KEYS_TO to other folders: "
        "whoever takes a backup would take the key file with it.",
    )


def _lies_in(file: Path, folders: set[Path]) -> bool:
    """Say whether a file lies in one of these folders, however deep."""
    return not folders.isdisjoint(file.resolve().parents)


def _of_backups(settings: Settings) -> set[Path]:
    folders = (settings.backup.folder, settings.backup.keys_folder)
    return {folder for folder in folders if folder is not None}


def _place(url: str) -> tuple[object, ...]:
    """Return which database it is, however its address is written."""
    if files := files_at(url):
        return tuple(files)
    parsed = make_url(url)
    host = parsed.host or parsed.query.get("host") or ""
    is_here = host in LOOPBACK or host == "::1" or str(host).startswith("/")
    return "" if is_here else host, parsed.port or POSTGRES_PORT, parsed.database
