"""The keys of one installation, what they sealed, a change of them, and a process that goes on meanwhile."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from sqlalchemy.orm import Session

from tests.support.databases import Database
from tests.support.house import prepare
from tests.support.points import Point
from wellbeing import sealed as seals
from wellbeing.commands import keys
from wellbeing.commands.common import opened
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KEY_BYTES, KeyRing, one_change_at_a_time
from wellbeing.sealed import Box, Label, Vault

LABEL = Label("kit", b"r" * 32)
POINTS = (
    Point("looked at what is there", f"told {keys.Point.LOOKED}"),
    Point("new key file written, not in its place", "file os.rename"),
    Point("new key file in its place", f"told {keys.Point.KEY_FILE}"),
    Point("some data keys wrapped, not committed", "keys commits"),
    Point("some data keys wrapped", f"told {keys.Point.SOME}"),
    Point("half of the data keys wrapped", f"told {keys.Point.SOME}", time=3),
    Point("all data keys wrapped", f"told {keys.Point.ALL}"),
)
PAUSE = 0.004


def _go_on(_what: str) -> None:
    """Tell nobody."""


class Keys:
    """An installation with data keys, and what each of them sealed."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Lay out an installation in which nothing is sealed yet."""
        self.settings = prepare(database)
        self.folder, self.stores = folder, database.names
        self.sealed: dict[str, bytes] = {}
        self.diary, self.stop = folder / "diary", folder / "stop"

    def plant(self, people: int) -> None:
        """Let there be a data key for each of these many people, and a value that it sealed."""
        with self.vault() as (vault, session), writing(session):
            for number in range(people):
                name, data_key = f"person {number}", os.urandom(KEY_BYTES)
                session.add(seals._row(vault._ring, vault._slot(name), data_key))
                self.sealed[name] = Box(data_key).seal(name.encode(), LABEL)

    @contextmanager
    def vault(self) -> Iterator[tuple[Vault, Session]]:
        """Open the key store as a process does that starts now."""
        engine = make_engine(self.settings.keys_url, self.settings.side_journal)
        ring = KeyRing.read(self.settings.key_file)
        try:
            with Session(engine) as session:
                yield Vault(ring, engine, self.settings.key_file), session
        finally:
            engine.dispose()

    def rotate(self, tell: Callable[[str], object] = _go_on) -> None:
        """Change the keys, as the command does."""
        with one_change_at_a_time(self.settings.key_file), opened(self.settings) as (_, vault):
            keys.rotate(self.settings, vault, tell)

    def unreadable(self) -> list[str]:
        """Return whose value a process that starts now cannot open."""
        whole = self.sealed | self.made_meanwhile()
        with self.vault() as (vault, _session):
            boxes = vault.boxes(list(whole))
        return [name for name, value in whole.items() if not _opens(boxes, name, value)]

    def on_old_keys(self) -> int:
        with self.vault() as (vault, _session):
            wrapped = vault.wrapped_by()
        return sum(wrapped.values()) - wrapped.get(KeyRing.read(self.settings.key_file).active, 0)

    def made_meanwhile(self) -> dict[str, bytes]:
        """Return what the process that goes on has sealed for people who are new."""
        told = self.diary.read_text("ascii").split("\n")[:-1] if self.diary.exists() else []
        return {name: bytes.fromhex(value) for name, value in map(json.loads, told)}

    def go_on_meanwhile(self) -> None:
        """Make new data keys and open old ones, with a key file that was read at the start."""
        names = list(self.sealed)
        with self.vault() as (vault, _session), self.diary.open("a", encoding="ascii") as diary:
            number = 0
            while not self.stop.exists():
                number += 1
                new, old = f"new {number}", names[number % len(names)]
                if not _opens({old: vault.box(old)}, old, self.sealed[old]):
                    raise AssertionError(f"{old} cannot be opened by a process that runs")
                value = vault.box(new).seal(new.encode(), LABEL)
                print(json.dumps((new, value.hex())), file=diary, flush=True)
                Event().wait(PAUSE)


def _opens(boxes: Mapping[str, Box], name: str, value: bytes) -> bool:
    return name in boxes and boxes[name].open(value, LABEL) == name.encode()
