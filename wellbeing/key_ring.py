"""The key file: the installation's secrets, kept apart from everything they protect."""

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

KEY_BYTES = 32
# So many different ones are in any key that was drawn, and in none that somebody typed to try something.
FEWEST_BYTES = 12
READ_ONLY_BY_OWNER = 0o400


_NO_AUDIT_KEY = (
    "The key file {path} is from before the audit log and holds no audit_key. Put back a newer copy of "
    "it; docs/operating.md says how one is added where there is none."
)


# Written by every version after 0.1.0: what is damaged may still look like a key.
_CHECK = "check"


class KeyFileError(Exception):
    """The key file is missing, damaged or readable by others; one line that says what to do."""


@dataclass(frozen=True)
class KeyRing:
    """The key-encryption keys by id, and the keys of row addresses, sessions and the audit log.

    Row addresses are computed with `row_key`, and old events of the audit log are checked with
    `audit_key`, so these never rotate; the others may.
    """

    active: str
    wrapping: dict[str, bytes]
    row_key: bytes
    session_key: bytes
    audit_key: bytes

    @classmethod
    def fresh(cls) -> Self:
        return cls(
            active="k1",
            wrapping={"k1": secrets.token_bytes(KEY_BYTES)},
            row_key=secrets.token_bytes(KEY_BYTES),
            session_key=secrets.token_bytes(KEY_BYTES),
            audit_key=secrets.token_bytes(KEY_BYTES),
        )

    def address(self, kind: str, *parts: str) -> bytes:
        """Return the 32-byte keyed address of something: without the key file it names nobody."""
        written = "\x1f".join((kind, *parts)).encode()
        return hmac.digest(self.row_key, written, "sha256")

    def with_new_active(self) -> Self:
        """Return a ring that wraps with a new key and can still open what the old ones wrapped."""
        name = f"k{max(map(_number, self.wrapping)) + 1}"
        wrapping = {**self.wrapping, name: secrets.token_bytes(KEY_BYTES)}
        return replace(self, active=name, wrapping=wrapping)

    def follows(self, other: "KeyRing") -> bool:
        """Say whether this is the other, or what a change of keys made of it."""
        same = (self.row_key, self.audit_key) == (other.row_key, other.audit_key)
        return same and _number(self.active) >= _number(other.active)

    def opens_all_of(self, other: "KeyRing") -> bool:
        """Say whether this opens whatever the other does: it is the same, or a later one."""
        return self.row_key == other.row_key and other.wrapping.items() <= self.wrapping.items()

    def write(self, path: Path) -> None:
        """Write the file whole, readable by its owner alone."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(path.name + ".new")
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READ_ONLY_BY_OWNER)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            _give_to_owner_of(path, handle)
            found = self._as_text()
            json.dump({**found, _CHECK: _check_of(found)}, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        # Data keys are wrapped with a new key next: its file must survive a power cut first.
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the file; raise KeyFileError when it is missing, damaged or open to others."""
        try:
            mode = path.stat().st_mode
            if stat.S_ISDIR(mode):
                raise KeyFileError(
                    f"The key file {path} is a folder. Set WELLBEING_KEY_FILE to the file."
                )
            if stat.S_IMODE(mode) & 0o077:
                raise KeyFileError(
                    f"The key file {path} can be read by others. Run: chmod 400 {path}"
                )
            return cls._from_text(path.read_text("utf-8"), path)
        except FileNotFoundError as error:
            raise KeyFileError(
                f"The key file {path} is missing. Put back your copy of it, "
                "or set WELLBEING_KEY_FILE to where it is."
            ) from error
        except PermissionError as error:
            raise KeyFileError(
                f"The key file {path} may not be read by this account. Run this as the account of the "
                f"service, or as root give it the file: chown ACCOUNT {path}"
            ) from error
        except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise KeyFileError(
                f"The key file {path} is damaged or was changed by hand. Put back your copy of it."
            ) from error

    @classmethod
    def _from_text(cls, text: str, path: Path) -> Self:
        found = json.loads(text)
        if "row_key" in found and "audit_key" not in found:
            raise KeyFileError(_NO_AUDIT_KEY.format(path=path))
        if _CHECK in found and found.pop(_CHECK) != _check_of(found):
            raise ValueError("the keys are not those that were written")
        wrapping = {name: _bytes(key) for name, key in found["wrapping"].items()}
        if found["active"] not in wrapping:
            raise ValueError("the active key is not among the keys")
        return cls(
            active=found["active"],
            wrapping=wrapping,
            row_key=_bytes(found["row_key"]),
            session_key=_bytes(found["session_key"]),
            audit_key=_bytes(found["audit_key"]),
        )

    def _as_text(self) -> dict[str, object]:
        return {
            "active": self.active,
            "wrapping": {name: _text(key) for name, key in self.wrapping.items()},
            "row_key": _text(self.row_key),
            "session_key": _text(self.session_key),
            "audit_key": _text(self.audit_key),
        }


def has_check(path: Path) -> bool:
    """Say whether damage to a file that can be read is always found; one of 0.1.0 has nothing for that."""
    return _CHECK in json.loads(path.read_text("utf-8"))


@contextmanager
def one_change_at_a_time(path: Path) -> Iterator[None]:
    """Let one process at a time change the file; one that is killed lets go of it.

    Two changes at once would each make a key of the same name, and one of the two would be lost with
    all that it wrapped.
    """
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        _take(folder)
        yield
    finally:
        os.close(folder)


def _take(folder: int) -> None:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise KeyFileError("Another change of keys runs. Wait until it has ended.") from error


def _give_to_owner_of(path: Path, handle: int) -> None:
    """Leave the file to whom it belonged: the service could not read one that became root's."""
    try:
        before = path.stat()
        if before.st_uid != os.fstat(handle).st_uid:
            os.fchown(handle, before.st_uid, before.st_gid)
    except FileNotFoundError:
        return
    except PermissionError as error:
        raise KeyFileError(
            f"The key file {path} belongs to another account. Run this as that account, or as root."
        ) from error


def _number(name: str) -> int:
    digits = name.removeprefix("k")
    return int(digits) if digits.isdecimal() else 0


def _check_of(found: dict[str, object]) -> str:
    """Return the hash of all that the file holds; it tells nothing about a key that was drawn."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _bytes(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    is_typed = len(set(key)) < FEWEST_BYTES or (key.isascii() and key.decode().isprintable())
    if len(key) != KEY_BYTES or is_typed:
        raise ValueError("a key has the wrong length, or nobody drew it")
    return key
