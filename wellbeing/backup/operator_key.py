"""The operator's pair of keys: backups are made with the public one and open with the private one.

The private key never needs to be on the machine of the service. Its file can have a passphrase.
"""

import base64
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from wellbeing.backup.troubles import OperatorKeyError
from wellbeing.backup_settings import MAKE_ONE, PUBLIC_KEY

PREFIX = "wellbeing-backup-1:"
WHAT = "private key for wellbeing backups"
FORMAT = 1
CHECK_BYTES = 4
SALT_BYTES, NONCE_BYTES = 16, 12
# About 128 MB and a third of a second for each guess.
COST, BLOCKS, LANES = 2**17, 8, 1
MOST_COST = 2**20
READ_ONLY_BY_OWNER = 0o400


@dataclass(frozen=True)
class PublicKey:
    """For whom backups are encrypted."""

    raw: bytes

    @classmethod
    def parse(cls, written: str) -> "PublicKey":
        """Read a key as `make-key` printed it; a slip while copying is noticed."""
        if not PUBLIC_KEY.fullmatch(written):
            raise OperatorKeyError(f"This is no public key for backups. {MAKE_ONE}")
        found = base64.urlsafe_b64decode(written.removeprefix(PREFIX))
        raw, check = found[:-CHECK_BYTES], found[-CHECK_BYTES:]
        if _check(raw) != check:
            raise OperatorKeyError(f"The public key for backups has a slip in it. {MAKE_ONE}")
        return cls(raw)

    @property
    def id(self) -> str:
        """Return a short name, to tell one key from another."""
        return hashlib.sha256(self.raw).hexdigest()[:12]

    def as_text(self) -> str:
        return PREFIX + base64.urlsafe_b64encode(self.raw + _check(self.raw)).decode("ascii")

    def key(self) -> X25519PublicKey:
        return X25519PublicKey.from_public_bytes(self.raw)


@dataclass(frozen=True)
class PrivateKey:
    """What opens backups."""

    key: X25519PrivateKey

    @classmethod
    def fresh(cls) -> "PrivateKey":
        return cls(X25519PrivateKey.generate())

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.key.public_key().public_bytes_raw())

    def as_text(self, passphrase: str = "") -> str:
        """Write the key, sealed with the passphrase where there is one."""
        raw = self.key.private_bytes_raw()
        about: dict[str, str | int] = {
            "what": WHAT,
            "format": FORMAT,
            "public_key": self.public.as_text(),
        }
        if not passphrase:
            return json.dumps({**about, "key": _text(raw)}, indent=2) + "\n"
        salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
        sealed = AESGCM(_stretched(passphrase, salt, COST)).encrypt(nonce, raw, self.public.raw)
        protected = {"cost": COST, "salt": _text(salt), "sealed": _text(nonce + sealed)}
        return json.dumps({**about, **protected}, indent=2) + "\n"

    @classmethod
    def parse(cls, written: str, passphrase: str = "") -> "PrivateKey":
        """Read what `as_text` wrote."""
        try:
            found = json.loads(written)
            public = _public_in(found)
            raw = _bytes(found["key"]) if "key" in found else _opened(found, public, passphrase)
            private = cls(X25519PrivateKey.from_private_bytes(raw))
        except (ValueError, KeyError, TypeError) as error:
            raise OperatorKeyError(
                "This is no private key for backups, or a damaged one. Use another copy of the file "
                "that `wellbeing backup make-key` wrote."
            ) from error
        if private.public != public:
            raise OperatorKeyError(
                "The private key for backups is damaged. Use another copy of it."
            )
        return private


def _public_in(found: dict[str, object]) -> PublicKey:
    if found["what"] != WHAT or found["format"] != FORMAT:
        raise ValueError("what")
    return PublicKey.parse(str(found["public_key"]))


def is_protected(written: str) -> bool:
    """Say whether a private key asks for a passphrase."""
    return '"sealed"' in written


def write_private_key(path: Path, private: PrivateKey, passphrase: str) -> None:
    """Write a new file that its owner alone can read; never over another one."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READ_ONLY_BY_OWNER)
    except FileExistsError as error:
        raise OperatorKeyError(
            f"{path} exists already. Choose another name for the new key."
        ) from error
    except OSError as error:
        raise OperatorKeyError(f"{path} cannot be written ({error.strerror}).") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(private.as_text(passphrase))
        file.flush()
        os.fsync(file.fileno())


def _opened(found: dict[str, str], public: PublicKey, passphrase: str) -> bytes:
    if not passphrase:
        raise OperatorKeyError(
            "The private key for backups has a passphrase. Say --passphrase-file."
        )
    cost = int(found["cost"])
    if not 1 < cost <= MOST_COST:
        raise ValueError("cost")
    sealed = _bytes(found["sealed"])
    key = AESGCM(_stretched(passphrase, _bytes(found["salt"]), cost))
    try:
        return key.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], public.raw)
    except InvalidTag as error:
        raise OperatorKeyError("The passphrase of the private key is wrong.") from error


def _stretched(passphrase: str, salt: bytes, cost: int) -> bytes:
    kdf = Scrypt(salt=salt, length=32, n=cost, r=BLOCKS, p=LANES)
    return kdf.derive(passphrase.encode())


def _check(raw: bytes) -> bytes:
    return hashlib.sha256(PREFIX.encode() + raw).digest()[:CHECK_BYTES]


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
