"""Power cuts, replayed: what a disk may hold when the machine goes out, from a record of what was written.

A process runs under strace. Its record is walked act by act; what it wrote to a file counts as kept
once that file was brought to the disk, and a name once its folder was, or the new file itself. At any
moment the disk may hold what is kept and nothing else, or also any part of the rest: some writes and
not others, torn between sectors, and names up to some act.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from numpy.random import Generator

SECTOR = 512
ACTS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat,rename"
# strace's own limit would cut what was written.
LONGEST = 1_000_000
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Act(NamedTuple):
    """One call of the process, as far as it is about its files."""

    name: str
    file: str = ""
    handle: int = -1
    at: int = 0
    data: bytes = b""
    # What a file was called that is renamed.
    before: str = ""


@cache
def strace() -> str | None:
    """Return the program that records what another one writes, where it may be used."""
    found = shutil.which("strace")
    if found is None:
        return None
    tried = subprocess.run([found, "-o", "/dev/null", "true"], check=False, capture_output=True)
    return found if tried.returncode == 0 else None


def recorded(command: list[str], environment: dict[str, str], record: Path) -> list[Act]:
    """Run a command to its end and return what it did to files."""
    program = strace()
    if program is None:
        raise AssertionError("strace cannot be used")
    watch = [
        program,
        "-f",
        "--seccomp-bpf",
        "-xx",
        "-s",
        str(LONGEST),
        "-e",
        f"trace={ACTS}",
        "-o",
        str(record),
    ]
    done = subprocess.run(
        [*watch, *command], check=False, capture_output=True, text=True, env=environment
    )
    if done.returncode != 0:
        raise AssertionError(done.stderr[-2000:])
    with record.open(encoding="ascii") as lines:
        return list(_acts(lines))


def _acts(lines: Iterator[str]) -> Iterator[Act]:
    for line in lines:
        if "<unfinished" in line:
            raise AssertionError("two threads write at once: their order is not known")
        found = _LINE.match(line)
        if found is not None and int(found[3]) >= 0:
            yield _act(found[1], found[2], int(found[3]))


def _act(name: str, written: str, result: int) -> Act:
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(written)]
    plain = _TEXT.sub("", written).split(", ")
    if name == "openat":
        return Act("make" if "O_CREAT" in plain[2] else "open", texts[0].decode(), result)
    if name in {"unlink", "unlinkat"}:
        return Act("unlink", texts[0].decode())
    if name == "rename":
        return Act(name, texts[1].decode(), before=texts[0].decode())
    handle = int(plain[0])
    if name in {"fsync", "fdatasync"}:
        return Act("sync", handle=handle)
    if name == "ftruncate":
        return Act("truncate", handle=handle, at=int(plain[1]))
    at = int(plain[3]) if name == "pwrite64" else -1
    return Act("write", handle=handle, at=at, data=texts[0][:result])


class Change(NamedTuple):
    """Bytes written at a place of a file; without any, the file is cut there."""

    at: int
    data: bytes | None


def _apply(content: bytearray, change: Change) -> None:
    missing = change.at - len(content)
    if missing > 0:
        content.extend(bytes(missing))
    if change.data is None:
        del content[change.at :]
    else:
        content[change.at : change.at + len(change.data)] = change.data


@dataclass
class File:
    """What is kept of a file, and what was done to it since."""

    kept: bytearray = field(default_factory=bytearray)
    since: list[Change] = field(default_factory=list)

    def bring_to_disk(self) -> None:
        for change in self.since:
            _apply(self.kept, change)
        self.since.clear()

    def torn(self, chance: Generator) -> bytes:
        """Return what is kept with any part of the rest."""
        content = bytearray(self.kept)
        for change in self.since:
            if chance.random() < 1 / 2:
                _apply(content, change)
            elif change.data is not None and chance.random() < 1 / 2:
                for part in _some_sectors(change.at, change.data, chance):
                    _apply(content, part)
        return bytes(content)


def _some_sectors(at: int, data: bytes, chance: Generator) -> Iterator[Change]:
    first = -at % SECTOR
    edges = [0, *range(first or SECTOR, len(data), SECTOR), len(data)]
    for start, end in pairwise(edges):
        if chance.random() < 1 / 2:
            yield Change(at + start, data[start:end])


World = dict[str, bytes]
# What is called so from one act on; None is nothing any more.
Names = dict[str, int | None]


class Disk:
    """One folder on a disk that keeps only what it was made to keep."""

    def __init__(self, folder: Path) -> None:
        """Begin with the folder as it is: all of it is kept."""
        self._folder = str(folder)
        self._files = [File(bytearray(path.read_bytes())) for path in sorted(folder.iterdir())]
        self._names = {str(path): at for at, path in enumerate(sorted(folder.iterdir()))}
        self._kept_names = dict(self._names)
        self._renamed: list[Names] = []
        self._handles: dict[int, int | None] = {}
        # How far each was written that is written from its beginning to its end.
        self._written: dict[int, int] = {}

    def do(self, act: Act) -> bool:
        """Let the process do one more thing; say whether it was about this folder."""
        if act.name in {"open", "make"}:
            self._open(act)
            return act.handle in self._handles
        if act.name == "unlink" and self._names.pop(act.file, None) is not None:
            self._renamed.append({act.file: None})
            return True
        if act.name == "rename" and act.before in self._names:
            return self._rename(act)
        if act.handle not in self._handles:
            return False
        self._change(act)
        return True

    def _open(self, act: Act) -> None:
        if act.file == self._folder:
            self._handles[act.handle] = None
            return
        self._handles.pop(act.handle, None)
        if Path(act.file).parent != Path(self._folder) or act.file.endswith("-shm"):
            return
        if act.file not in self._names:
            self._files.append(File())
            self._names[act.file] = len(self._files) - 1
            self._renamed.append({act.file: len(self._files) - 1})
        self._handles[act.handle] = self._names[act.file]
        self._written[act.handle] = 0

    def _rename(self, act: Act) -> bool:
        """Give a file another name, in one act: no cut leaves it under both, or under none."""
        change: Names = {act.before: None, act.file: self._names[act.before]}
        _rename(self._names, [change])
        self._renamed.append(change)
        return True

    def _change(self, act: Act) -> None:
        number = self._handles[act.handle]
        if number is None:
            self._keep_names(len(self._renamed))
        elif act.name == "sync":
            self._files[number].bring_to_disk()
            # A new file that is brought to the disk has its name there, and what was named before it.
            made = [at for at, one in enumerate(self._renamed) if number in one.values()]
            self._keep_names(made[-1] + 1 if made else 0)
        else:
            data = act.data if act.name == "write" else None
            at = act.at
            if at < 0:
                at = self._written[act.handle]
                self._written[act.handle] += len(act.data)
            self._files[number].since.append(Change(at, data))

    def _keep_names(self, most: int) -> None:
        _rename(self._kept_names, self._renamed[:most])
        del self._renamed[:most]

    def without_the_rest(self) -> World:
        """Return the folder after a cut that lost everything that was not kept."""
        return {name: bytes(self._files[at].kept) for name, at in self._kept_names.items()}

    def torn(self, chance: Generator) -> World:
        """Return the folder after a cut that lost any part of what was not kept."""
        names = dict(self._kept_names)
        _rename(names, self._renamed[: int(chance.integers(len(self._renamed) + 1))])
        return {name: self._files[at].torn(chance) for name, at in names.items()}


def _rename(names: dict[str, int], renamed: list[Names]) -> None:
    for change in renamed:
        for name, number in change.items():
            if number is None:
                names.pop(name, None)
            else:
                names[name] = number


class Forgetful(Disk):
    """A folder of which nothing is brought to the disk, whatever was asked for: for a control."""

    def do(self, act: Act) -> bool:
        """Do all but that."""
        return act.name != "sync" and super().do(act)


class Disks:
    """Several folders, of which each keeps what it was made to keep, whatever the others do."""

    def __init__(self, *disks: Disk) -> None:
        """Name the folders; no file of one may be called like a file of another."""
        self._disks = disks

    def do(self, act: Act) -> bool:
        """Let the process do one more thing; say whether it was about any of these."""
        # Each has to hear of it.
        heard = [disk.do(act) for disk in self._disks]
        return any(heard)

    def without_the_rest(self) -> World:
        return {name: file for one in self._disks for name, file in one.without_the_rest().items()}

    def torn(self, chance: Generator) -> World:
        return {name: file for one in self._disks for name, file in one.torn(chance).items()}
