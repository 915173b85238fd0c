"""Where acts are killed: databases and files that can be put back to how they were, on either kind."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

from tests.support.databases import POSTGRES, Database
from tests.support.points import Act, Point, die_at
from tests.support.postgres import Server

SOON, OFTEN = 20, 0.005


@dataclass(frozen=True)
class Ground:
    """The databases of one act, a folder of its own, and the server they lie on, where they do."""

    database: Database
    folder: Path
    server: Callable[[], Server]
    copies: dict[str, str] = field(default_factory=dict)

    @property
    def is_on_server(self) -> bool:
        return self.database.kind == POSTGRES

    def kill(self, act: Act, point: Point) -> int:
        """Let the act die at a point; return how it ended, once the server has undone what it began."""
        ended = die_at(point, act, self.folder, self.database.names)
        self.wait_until_deserted()
        return ended

    def wait_until_deserted(self) -> None:
        """Wait until nobody is connected; a transaction that outlives its process is a fault."""
        if not self.is_on_server:
            return
        until = monotonic() + SOON
        while not self.server().is_deserted(self._addresses):
            if monotonic() > until:
                raise AssertionError("the server keeps a connection whose process is gone")
            Event().wait(OFTEN)

    def keep_aside(self) -> None:
        """Keep everything as it is; nobody may be connected."""
        self._copy_files(self.database.data.parent, self.aside)
        if self.is_on_server:
            self.wait_until_deserted()
            self.copies.update({one: self.server().copy_of(one) for one in self._addresses})

    def put_back(self) -> None:
        """Put everything back as it was kept; on the server nothing is left where nothing was kept."""
        self.remove_files()
        if self.aside.exists():
            self._copy_files(self.aside, self.database.data.parent)
        if self.is_on_server:
            for one in self._addresses:
                self.server().put_back(one, self.copies.get(one, ""))

    def remove_files(self) -> None:
        for path in self._files_in(self.database.data.parent):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def let_go(self) -> None:
        """Remove the copies on the server."""
        for name in self.copies.values():
            self.server().drop(name)

    @property
    def aside(self) -> Path:
        return self.folder / "aside"

    @property
    def _addresses(self) -> tuple[str, str]:
        return self.database.main, self.database.keys

    def _copy_files(self, source: Path, target: Path) -> None:
        target.mkdir(exist_ok=True)
        for path in self._files_in(source):
            copy = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, target / path.name)

    def _files_in(self, folder: Path) -> list[Path]:
        """Return the data folder, the key file and what lies beside it."""
        name = self.database.data.name
        return [path for path in folder.iterdir() if path.name.split(".")[0] == name]


@contextmanager
def ground_on(database: Database, folder: Path, server: Callable[[], Server]) -> Iterator[Ground]:
    ground = Ground(database, folder, server)
    try:
        yield ground
    finally:
        ground.let_go()
