"""The list of erasures: a file outside the databases, so that a backup brings nobody back.

One line for each: a number of its own, the keyed mark of the person, and the day. Each line carries a
check under the key file, so that nobody can make one up, nor change one unseen. Lines are only added;
what is older than any backup is taken away.
"""

import fcntl
import hmac
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

OWNER_ONLY = 0o600
ROOT = 0
# Makes keyed digests: `Vault.row_key`.
Mark = Callable[..., bytes]


class ErasureListError(Exception):
    """The list cannot be read or written; one line that says what to do."""


@dataclass(frozen=True)
class Erased:
    """One erasure, of one life of a person here."""

    entry: bytes
    person: bytes
    on: date

    def check(self, mark: Mark) -> str:
        parts = (self.entry.hex(), self.person.hex(), self.on.isoformat())
        return mark("erasure line", *parts).hex()

    def as_line(self, mark: Mark) -> str:
        written = {"erasure": self.entry.hex(), "person": self.person.hex(), "day": str(self.on)}
        return json.dumps({**written, "check": self.check(mark)}) + "\n"


def read(file: Path, mark: Mark) -> tuple[Erased, ...]:
    """Return what a list holds; nothing where there is none. Raise ErasureListError for a damaged one.

    A last line that was cut off while it was written counts for nothing: what it was about is begun
    in the database, and is written once more.
    """
    with _told(file):
        try:
            whole = _whole_lines(file.read_bytes())
        except FileNotFoundError:
            return ()
    return tuple(dict.fromkeys(_erased(line, mark, file) for line in whole.splitlines()))


def append(file: Path, erased: Erased, mark: Mark) -> None:
    """Add an erasure, so that it outlives a power cut; one that is there is not added again."""
    line = erased.as_line(mark).encode()
    with _told(file), _locked(file), _opened(file) as handle:
        content = _content(handle)
        whole = _whole_lines(content)
        if line in whole.splitlines(keepends=True):
            return
        os.ftruncate(handle, len(whole))
        os.lseek(handle, len(whole), os.SEEK_SET)
        _write_all(handle, line)
        _sync_folder(file)


def add_all(file: Path, listed: Iterable[Erased], mark: Mark) -> None:
    """Bring into a list what it lacks; it is made even where there is nothing to bring."""
    with _told(file), _locked(file):
        there = read(file, mark)
        both = together(there, listed)
        if both != there or not file.exists():
            write(file, both, mark)


@contextmanager
def one_at_a_time(file: Path) -> Iterator[None]:
    """Let one process at a time go through an erasure; one that is killed lets go of it."""
    with ExitStack() as stack:
        with _told(file):
            stack.enter_context(_locked(file.with_name("erasing")))
        yield


def write(file: Path, listed: Iterable[Erased], mark: Mark) -> None:
    """Write a whole list in place of another, of which it holds all that is still to be known."""
    lines = "".join(one.as_line(mark) for one in listed).encode()
    draft = file.with_name(f"{file.name}.new")
    with _told(file):
        draft.unlink(missing_ok=True)
        with _opened(draft) as handle:
            _write_all(handle, lines)
        draft.replace(file)
        _sync_folder(file)


def forget_before(file: Path, day: date, mark: Mark) -> None:
    """Take away what is older than a day."""
    with _told(file), _locked(file):
        listed = read(file, mark)
        kept = tuple(one for one in listed if one.on >= day)
        if kept != listed:
            write(file, kept, mark)


def together(*lists: Iterable[Erased]) -> tuple[Erased, ...]:
    """Return what any of these lists holds, each once."""
    return tuple(dict.fromkeys(one for each in lists for one in each))


def _erased(line: bytes, mark: Mark, file: Path) -> Erased:
    try:
        found = json.loads(line)
        entry, person = (bytes.fromhex(found[name]) for name in ("erasure", "person"))
        erased = Erased(entry, person, date.fromisoformat(found["day"]))
        is_ours = hmac.compare_digest(erased.check(mark), found["check"])
    except (ValueError, KeyError, TypeError):
        is_ours, erased = False, None
    if erased is None or not is_ours:
        raise ErasureListError(
            f"The list of erasures {file} is damaged, or another installation's. Put back the copy of "
            "it that lies beside the backups."
        )
    return erased


def _whole_lines(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]


def _write_all(handle: int, content: bytes) -> None:
    """Write all of it to the disk: a full one takes a part, and only the next try is an error."""
    with os.fdopen(os.dup(handle), "wb") as opened:
        opened.write(content)
    os.fsync(handle)


def _content(handle: int) -> bytes:
    with os.fdopen(os.dup(handle), "rb") as opened:
        opened.seek(0)
        return opened.read()


@contextmanager
def _opened(file: Path) -> Iterator[int]:
    handle = os.open(file, os.O_RDWR | os.O_CREAT, OWNER_ONLY)
    try:
        _leave_to_owner(file, handle)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Let one process at a time write, whoever made the file that is locked."""
    lock = file.with_name(f".{file.name}.lock")
    handle = os.open(lock, os.O_RDONLY | os.O_CREAT, OWNER_ONLY)
    try:
        _leave_to_owner(file, handle)
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _leave_to_owner(file: Path, handle: int) -> None:
    """A command that root runs must leave nothing that the service cannot open."""
    if os.geteuid() == ROOT:
        owner = file.parent.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ErasureListError(
            f"The list of erasures {file} cannot be read or written: {error.strerror}. Nothing can be "
            "deleted until it can."
        ) from error


def _sync_folder(file: Path) -> None:
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
