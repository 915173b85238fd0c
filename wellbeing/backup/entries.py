"""Several named files, one after the other, in one stream of bytes whose length nobody knows before."""

import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from wellbeing.backup.troubles import DamagedBackupError

NAME_LENGTH, PART_LENGTH = struct.Struct(">H"), struct.Struct(">I")
PART = 256 * 1024
Entry = tuple[str, Iterable[bytes]]


def parts_of(path: Path) -> Iterator[bytes]:
    """Read a file part by part."""
    with path.open("rb") as file:
        while part := file.read(PART):
            yield part


def packed(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the bytes of all entries."""
    for name, parts in entries:
        written = name.encode()
        yield NAME_LENGTH.pack(len(written)) + written
        for part in parts:
            if part:
                yield PART_LENGTH.pack(len(part)) + bytes(part)
        yield PART_LENGTH.pack(0)
    yield NAME_LENGTH.pack(0)


def unpack(content: Iterable[bytes], folder: Path) -> None:
    """Write every entry as a file into a folder that is new and closed to others."""
    source = _Source(content)
    while length := NAME_LENGTH.unpack(source.take(NAME_LENGTH.size))[0]:
        path = folder / _safe(source.take(length))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as file:
            while size := PART_LENGTH.unpack(source.take(PART_LENGTH.size))[0]:
                source.move(size, file.write)
    source.end()


def _safe(written: bytes) -> str:
    name = written.decode()
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or str(path) != name:
        raise DamagedBackupError("The backup holds a file of a name that no backup has.")
    return name


class _Source:
    """Gives as many bytes as are asked for, however they arrive."""

    def __init__(self, content: Iterable[bytes]) -> None:
        self._content, self._waiting = iter(content), b""

    def take(self, size: int) -> bytes:
        found = bytearray()
        self.move(size, found.extend)
        return bytes(found)

    def move(self, size: int, to: Callable[[bytes], object]) -> None:
        while size:
            if not self._waiting:
                self._waiting = next(self._content, b"")
                if not self._waiting:
                    raise DamagedBackupError("The backup ends too early.")
            part, self._waiting = self._waiting[:size], self._waiting[size:]
            to(part)
            size -= len(part)

    def end(self) -> None:
        """Read to the end: only there does the last piece prove that nothing was cut off."""
        if self._waiting or any(self._content):
            raise DamagedBackupError("The backup goes on after its end.")
