"""The drill: the newest backup is put together in a folder of its own, looked at, and removed again."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from wellbeing.backup.operator_key import PrivateKey
from wellbeing.key_ring import KeyRing
from wellbeing.restoring.checking import check
from wellbeing.restoring.opening import Chosen, decrypt, require_whole, staged
from wellbeing.settings import Settings


def drill(
    chosen: Chosen, private: PrivateKey, settings: Settings, now: datetime, under: Path | None
) -> None:
    """Raise BackupError unless this backup could be put back; nothing of it stays, nothing is shown."""
    require_whole(chosen, KeyRing.read(settings.key_file))
    with TemporaryDirectory(prefix="wellbeing-drill-", dir=under) as name:
        work = Path(name)
        decrypt(chosen, private, work)
        check(staged(settings, work), chosen.manifest, work, now)
