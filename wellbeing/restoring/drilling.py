"""The drill: the newest backup is put together in a folder of its own, looked at, and removed again."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from wellbeing.backup.carrying import listed_beside
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.key_ring import KeyRing
from wellbeing.restoring.checking import check
from wellbeing.restoring.opening import Chosen, decrypt, require_whole, staged
from wellbeing.settings import Settings

PREFIX = "wellbeing-drill-"


def drill(
    chosen: Chosen, private: PrivateKey, settings: Settings, now: datetime, under: Path | None
) -> None:
    """Raise BackupError unless this backup could be put back; nothing of it stays, nothing is shown."""
    ring = KeyRing.read(settings.key_file)
    require_whole(chosen, ring)
    listed_beside(chosen.shelf, None, ring.address)
    with _folder(under or Path(gettempdir())) as work:
        decrypt(chosen, private, work)
        check(staged(settings, work), chosen.manifest, work, now)


@contextmanager
def _folder(under: Path) -> Iterator[Path]:
    """Lend an empty folder until the block ends; what drills that were killed have left goes first."""
    for left in under.glob(f"{PREFIX}*"):
        # One that another drill holds, or another account's, stays.
        with suppress(OSError), _held(left):
            shutil.rmtree(left)
    with TemporaryDirectory(prefix=PREFIX, dir=under) as name, _held(Path(name)):
        yield Path(name)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder as long as this process lives; raise OSError for one that another drill holds."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)
