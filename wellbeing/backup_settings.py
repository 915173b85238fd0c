"""Where backups go, for whom they are encrypted and how long they are kept, read from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wellbeing.retention import span_of

DAYS, KEYS_DAYS = span_of("backups").days, span_of("backups-of-keys").days
MOST = 60
LONGEST_DAYS = 366
PUBLIC_KEY = re.compile(r"wellbeing-backup-1:[A-Za-z0-9_-]{48}")
MAKE_ONE = "Run `wellbeing backup make-key --out FILE` on another machine and copy the line that it prints."


@dataclass(frozen=True)
class Backup:
    """How backups are made; without a folder and a public key none are."""

    folder: Path | None = None
    # Where the copies of the key store go: elsewhere, so that they can have a shorter life.
    keys_folder: Path | None = None
    public_key: str = ""
    days: int = DAYS
    keys_days: int = KEYS_DAYS
    most: int = MOST

    @property
    def is_configured(self) -> bool:
        return self.folder is not None and bool(self.public_key)


def read_backup(environment: Mapping[str, str], data: Path) -> Backup:
    """Read `WELLBEING_BACKUP_*`; raise ValueError, in one line that says what to do, for half of it."""
    environment = {name: value.strip() for name, value in environment.items()}
    folder = environment.get("WELLBEING_BACKUP_TO", "")
    key = environment.get("WELLBEING_BACKUP_PUBLIC_KEY", "")
    if not folder and not key:
        return Backup()
    if not folder:
        raise ValueError("WELLBEING_BACKUP_PUBLIC_KEY needs WELLBEING_BACKUP_TO, a folder")
    if not PUBLIC_KEY.fullmatch(key):
        raise ValueError(f"WELLBEING_BACKUP_PUBLIC_KEY is missing or damaged. {MAKE_ONE}")
    keys_folder = environment.get("WELLBEING_BACKUP_KEYS_TO", "") or folder
    days = _number(environment, "WELLBEING_BACKUP_DAYS", DAYS)
    keys_days = _number(environment, "WELLBEING_BACKUP_KEYS_DAYS", min(KEYS_DAYS, days))
    if keys_days > days:
        # An old key store would open what an erased person's key has sealed.
        raise ValueError("WELLBEING_BACKUP_KEYS_DAYS must not be more than WELLBEING_BACKUP_DAYS")
    return Backup(
        _apart(folder, "WELLBEING_BACKUP_TO", data),
        _apart(keys_folder, "WELLBEING_BACKUP_KEYS_TO", data),
        key,
        days,
        keys_days,
        _number(environment, "WELLBEING_BACKUP_MOST", MOST),
    )


def _apart(written: str, name: str, data: Path) -> Path:
    folder = Path(written).resolve()
    if folder == data or data in folder.parents:
        raise ValueError(
            f"{name} must be outside the data folder: what is lost with it is no backup"
        )
    return folder


def _number(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    written = environment.get(name, "") or str(otherwise)
    if not written.isdecimal() or not 0 < int(written) <= LONGEST_DAYS:
        raise ValueError(f"{name} must be a number from 1 to {LONGEST_DAYS}, not {written!r}")
    return int(written)
