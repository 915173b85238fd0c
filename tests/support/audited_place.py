"""An organisation in which everything that is written down can be done, and refused when it cannot be."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.figure_settings import FiguresOffice
from tests.support.house import Home
from tests.support.policies import Office
from tests.support.world import NOW
from wellbeing.audit import service as audit
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.cli import parser
from wellbeing.clock import StandingClock
from wellbeing.commands import jobs, person, publish
from wellbeing.database import Row, writing
from wellbeing.two_people import BlockedError

# What says how jobs went and who may do them: a command takes the lease before it acts.
OF_ITSELF = {"lease", "job_run", "seen_clock"}


@dataclass
class Place:
    """An organisation, everybody in it who can act, and what the database says of them."""

    home: Home
    folder: str
    open_change: str = ""

    @property
    def policies(self) -> Office:
        return Office(self.home)

    @property
    def figures(self) -> FiguresOffice:
        return FiguresOffice(self.home)

    @property
    def private_key(self) -> Path:
        return Path(self.folder).with_name("operator.key")

    def keeps_backups(self, patch: pytest.MonkeyPatch) -> None:
        """Set where backups go, and whose they are."""
        private = PrivateKey.fresh()
        self.private_key.write_text(private.as_text())
        to = Path(self.folder).with_name("backups")
        to.mkdir()
        patch.setenv("WELLBEING_BACKUP_TO", str(to))
        patch.setenv("WELLBEING_BACKUP_PUBLIC_KEY", private.public.as_text())

    def command(self, act: Callable[..., None], *words: str) -> None:
        arguments = parser().parse_args([*words, "--data", self.folder])
        act(arguments, *([StandingClock(NOW)] if act in CLOCKED else []))

    def events(self) -> list[audit.Event]:
        with self.home.session() as session:
            return list(audit.newest(session, self.home.vault, 1_000))[::-1]

    def held(self) -> dict[str, list[str]]:
        tables = [table for table in Row.metadata.sorted_tables if table.name not in OF_ITSELF]
        with self.home.session() as session:
            held = {
                table.name: sorted(map(repr, session.execute(table.select()))) for table in tables
            }
        return held | {"key file": [self.home.settings.key_file.read_text("utf-8")]}

    @contextmanager
    def refusing_events(self) -> Iterator[None]:
        self._run(
            "CREATE TRIGGER refused BEFORE INSERT ON audit_event "
            "BEGIN SELECT RAISE(ABORT, 'no event'); END"
        )
        try:
            yield
        finally:
            self._run("DROP TRIGGER refused")

    def _run(self, statement: str) -> None:
        with self.home.session() as session, writing(session):
            session.execute(text(statement))


CLOCKED = {jobs.act, jobs.confirm, person.erase, person.export, publish.act}
Act = Callable[[Place], object]


@dataclass(frozen=True)
class Listed:
    """An act: in which role it is done, what must be there before, and the act itself."""

    role: str
    do: Act
    before: Act = lambda _place: None


def refused(place: Place, act: Act) -> bool:
    """Say whether an act fails where no event can be written, and for no other reason."""
    with place.refusing_events():
        try:
            act(place)
        except (DBAPIError, BlockedError) as error:
            return "no event" in f"{error} {error.__cause__}"
    return False
