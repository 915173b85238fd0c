"""What a backup consists of, in a file that anybody may read and only the installation can have made.

Everybody who knows the public key could encrypt a made-up backup. So the manifest, which names the
hash of each file, is sealed with a key that comes from the installation's own key file.
"""

import hmac
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wellbeing.backup.troubles import DamagedBackupError
from wellbeing.key_ring import KeyRing

FORMAT = 1
NAME = "manifest.json"
INFO = b"wellbeing backup manifest 1"


class Kind(StrEnum):
    """The three files of a backup, each with a life of its own."""

    DATA = "data"
    LEDGER = "ledger"
    KEYS = "keys"

    @property
    def file(self) -> str:
        return f"{self}.sealed"


@dataclass(frozen=True)
class Held:
    """One encrypted file as it was written."""

    sha256: str
    size: int


@dataclass(frozen=True)
class LedgerEnd:
    """The newest entry of the ledger, and the highest number of a lease that anything has seen."""

    entry: int
    sha256: str
    fence: int


@dataclass(frozen=True)
class Manifest:
    """A whole backup; nothing in it is about anybody."""

    name: str
    installation: str
    demo: bool
    made_at: datetime
    # SQLite or PostgreSQL, and the revision of each database.
    database: str
    schemas: dict[str, str]
    ledger: LedgerEnd
    public_key: str
    files: dict[str, Held] = field(default_factory=dict)

    def as_text(self, ring: KeyRing) -> str:
        """Write it with its seal."""
        written = {
            "format": FORMAT,
            **asdict(self),
            "made_at": self.made_at.astimezone(UTC).isoformat(timespec="seconds"),
        }
        return json.dumps({**written, "seal": _seal(written, ring)}, indent=2) + "\n"

    @classmethod
    def parse(cls, written: str) -> "Manifest":
        """Read one, whoever made it."""
        try:
            found = _plain(written)
            if found.pop("format") != FORMAT:
                raise DamagedBackupError(
                    "The backup is of another version of wellbeing. Restore it with that version."
                )
            found.pop("seal")
            return cls(
                **{
                    **found,
                    "made_at": datetime.fromisoformat(found["made_at"]),
                    "ledger": LedgerEnd(**found["ledger"]),
                    "files": {Kind(kind): Held(**held) for kind, held in found["files"].items()},
                }
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DamagedBackupError("The manifest of the backup is damaged.") from error


def require_seal(written: str, ring: KeyRing) -> None:
    """Raise DamagedBackupError unless the installation of this key file wrote the manifest."""
    found = _plain(written)
    seal = found.pop("seal", "")
    if not isinstance(seal, str) or not hmac.compare_digest(
        seal.encode(), _seal(found, ring).encode()
    ):
        raise DamagedBackupError(
            "The manifest is not as the installation of this key file wrote it: it was changed, or "
            "the key file is another one's."
        )


def _plain(written: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written)
    return found


def _seal(written: dict[str, Any], ring: KeyRing) -> str:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=INFO).derive(ring.row_key)
    return hmac.new(key, json.dumps(written, sort_keys=True).encode(), "sha256").hexdigest()
