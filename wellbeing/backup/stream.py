"""One encrypted file: for whoever holds the private key, whole and in order, or not readable.

A new key for each file comes from X25519 between a pair made for it and the operator's public key
(HKDF-SHA-256, bound to the file's first line). The content follows in pieces of AES-256-GCM. The
number of a piece is its nonce, and the last byte of the nonce says which piece is the last: pieces
that are swapped, left out, repeated or cut off do not open.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wellbeing.backup.operator_key import PrivateKey, PublicKey
from wellbeing.backup.troubles import DamagedBackupError, OperatorKeyError

MAGIC = "wellbeing backup 1"
PIECE = 256 * 1024
TAG_BYTES = 16
NUMBER_BYTES = 11
LONGEST_LINE = 4096
DAMAGED = "A file of the backup is damaged or was cut short. Use another backup."


@dataclass(frozen=True)
class About:
    """What an encrypted file is: part of which backup, of which installation."""

    kind: str
    backup: str
    installation: str


class Sealer:
    """Encrypts what is written to it; `close` writes the piece that says it was the last."""

    def __init__(self, file: BinaryIO, about: About, to: PublicKey) -> None:
        """Begin the file with a line that says what it is and for which key."""
        own = X25519PrivateKey.generate()
        public = own.public_key().public_bytes_raw()
        line = _line(about, to, public)
        self._cipher = _cipher(own.exchange(to.key()), line)
        self._file, self._hash = file, hashlib.sha256()
        self._waiting, self._number, self.size = bytearray(), 0, 0
        self._put(line)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, plain: bytes) -> None:
        self._waiting += plain
        # The last piece is known as such only when all has been written.
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]

    def close(self) -> None:
        self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        self._put(self._cipher.encrypt(_nonce(self._number, is_last=is_last), plain, None))
        self._number += 1

    def _put(self, content: bytes) -> None:
        self._file.write(content)
        self._hash.update(content)
        self.size += len(content)


def opened(file: BinaryIO, about: About, private: PrivateKey) -> Iterator[bytes]:
    """Yield the content piece by piece; raise DamagedBackupError at the first that does not open."""
    line = file.readline(LONGEST_LINE)
    cipher = _cipher(private.key.exchange(_sender(line, about, private.public)), line)
    piece, number = file.read(PIECE + TAG_BYTES), 0
    while True:
        following = file.read(PIECE + TAG_BYTES)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not following), piece, None)
        except InvalidTag as error:
            raise DamagedBackupError(DAMAGED) from error
        if not following:
            return
        piece, number = following, number + 1


def _sender(line: bytes, about: About, to: PublicKey) -> X25519PublicKey:
    try:
        found = json.loads(line)
        public = base64.b64decode(found["from"], validate=True)
        meant = str(found["to"])
        is_it = line == _line(about, PublicKey(to.raw), public)
        sender = X25519PublicKey.from_public_bytes(public)
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedBackupError(DAMAGED) from error
    if meant != to.id:
        raise OperatorKeyError(
            f"The backup was made for the key {meant}, and this is the private key of {to.id}."
        )
    if not is_it:
        raise DamagedBackupError("A file lies where another one of the backups belongs.")
    return sender


def _line(about: About, to: PublicKey, public: bytes) -> bytes:
    written = {
        "what": MAGIC,
        **vars(about),
        "to": to.id,
        "from": base64.b64encode(public).decode("ascii"),
    }
    return json.dumps(written).encode() + b"\n"


def _cipher(shared: bytes, line: bytes) -> AESGCM:
    info = MAGIC.encode() + hashlib.sha256(line).digest()
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(NUMBER_BYTES, "big") + bytes([is_last])
