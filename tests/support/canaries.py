"""Strings that must be found nowhere, and a search that knows how things hide."""

import base64
import json
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote_plus

from sqlalchemy import create_engine, inspect, text

MARK = "canary-"


def disguises(word: str) -> Iterator[bytes]:
    """Yield the ways a text is commonly written to a disk: plain, wide, escaped, base64, hex."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield plain.hex().encode()
    yield plain.hex().upper().encode()
    yield quote_plus(word).encode()
    yield json.dumps(word)[1:-1].encode()
    for before in range(3):
        # As it looks inside a longer base64 value: the signs that nothing around it can change.
        inside = base64.b64encode(bytes(before) + plain)
        yield inside[-(-before * 8 // 6) : (before + len(plain)) * 8 // 6]


def new_word() -> str:
    """Return a word that occurs nowhere else."""
    return f"{MARK}{secrets.token_hex(9)}"


def found_in(content: bytes, words: Iterable[str]) -> list[str]:
    """Return the words that occur in the content in any disguise."""
    # Hundreds of megabytes are searched: where not even the mark occurs, no marked word does.
    marked = any(form in content for form in disguises(MARK))
    wanted = [word for word in words if marked or not word.startswith(MARK)]
    return [word for word in wanted if any(form in content for form in disguises(word))]


def found_in_folder(folder: Path, words: Iterable[str]) -> list[str]:
    """Return every word found in a file or file name of the folder."""
    wanted = list(words)
    found: list[str] = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = str(path.relative_to(folder)).encode() + _read(path)
            found += [f"{word} in {path.name}" for word in found_in(content, wanted)]
    return found


def found_in_tables(url: str, words: Iterable[str]) -> list[str]:
    """Return every word found in any column of any table of a database."""
    wanted = list(words)
    engine = create_engine(url)
    found: list[str] = []
    with engine.connect() as connection:
        for schema in inspect(connection).get_schema_names():
            if schema in {"information_schema", "pg_catalog"}:
                continue
            for table in inspect(connection).get_table_names(schema):
                rows = connection.execute(text(f'SELECT * FROM "{schema}"."{table}"'))
                content = b"\n".join(_as_bytes(value) for row in rows for value in row)
                found += [f"{word} in {table}" for word in found_in(content, wanted)]
    engine.dispose()
    return found


class Watch:
    """Looks at a folder again and again while something happens in it: journals live for moments."""

    def __init__(self, folder: Path, words: Iterable[str]) -> None:
        """Prepare to watch."""
        self.found: set[str] = set()
        self.journals = 0
        self._folder, self._words, self._done = folder, words, Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Watch":
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop looking."""
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.is_set():
            for path in (*self._folder.glob("*-journal"), *self._folder.glob("*-wal")):
                content = _read(path)
                self.journals += bool(content)
                self.found |= {
                    f"{word} in {path.name}" for word in found_in(content, list(self._words))
                }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""  # Gone between finding and reading.


def _as_bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
