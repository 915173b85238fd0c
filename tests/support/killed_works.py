"""Acts of a whole installation that is killed at their named points, and what must hold after each kill.

Publishing a window, making a backup, and bringing the databases up to date.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import inspect

from tests.support import killed
from tests.support.backup_operator import FIRST, SECOND, Operator, settled_operator
from tests.support.databases import on_sqlite, settings_of
from tests.support.points import Act, Point, Seen
from tests.support.press import CALENDAR, Works, publication, works
from wellbeing.backup.making import make
from wellbeing.backup.shelf import UNFINISHED
from wellbeing.clock import SystemClock
from wellbeing.ledger import service as ledger
from wellbeing.migrations.runner import is_current, stores, upgrade_all
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import LedgerMismatchError
from wellbeing.settings import Settings
from wellbeing.week import Week

THIRD = CALENDAR.windows(1)[2]


class Publishing:
    """A window comes out; after each kill it is drawn anew, given up by a person, or out as it was."""

    points = killed.POINTS

    def __init__(self, made: Works, folder: Path) -> None:
        """Begin with one window that is out; that is put back before each kill."""
        self.works, self.folder = made, folder
        self.draws, self.aside = folder / "draws", folder / "aside"
        week = Week.of(FIRST.starts_on)
        made.answer_all([f"red-{number}" for number in range(4)], [week], 1)
        made.publish(publication(FIRST), discrete_gaussian)
        self._let_go()
        shutil.copytree(folder / "installation", self.aside)

    @classmethod
    @contextmanager
    def ready(cls, folder: Path) -> Iterator["Publishing"]:
        data = folder / "installation" / "instance"
        data.mkdir(mode=0o700, parents=True)
        with works(on_sqlite(data)) as made:
            made.found({"north": {"red": 9, "dot": 3}, "south": {"green": 12}})
            yield cls(made, folder)

    def begin(self) -> Act:
        """Put the first window's day back, and publish the second."""
        self._let_go()
        shutil.rmtree(self.folder / "installation")
        shutil.copytree(self.aside, self.folder / "installation")
        return killed.publishing(self.works, SECOND, self.draws)

    def faults(self, point: Point) -> list[str]:
        """Say where it did not go on as it must from this point."""
        figures, trouble = self.works.figures(SECOND), self.works.trouble()
        if point in killed.GIVEN_UP:
            found = self._given_up(trouble)
        elif figures:
            done = self.works.publish(publication(SECOND), discrete_gaussian).windows
            same = (done, self.works.figures(SECOND)) == (0, figures)
            found = [] if same and point in killed.OUT else ["what is out did not stay as it is"]
        else:
            done = self.works.publish(publication(SECOND), discrete_gaussian).windows
            found = [] if done == 1 and point not in killed.OUT else ["it was not drawn anew"]
        self.works.publish(publication(THIRD), discrete_gaussian)
        with self.works.ledger() as released:
            ledger.verify(released)
        return found if self.works.figures(THIRD) else [*found, "nothing comes out afterwards"]

    def _given_up(self, trouble: str | None) -> list[str]:
        if trouble is None:
            return ["what may have been seen would be drawn again"]
        try:
            self.works.publish(publication(SECOND), discrete_gaussian)
        except LedgerMismatchError:
            self.works.confirm(publication(SECOND), "here")
            return ["it came out after all"] if self.works.figures(SECOND) else []
        return ["what may have been seen was drawn again"]

    def _let_go(self) -> None:
        for engine in (self.works.main, self.works.keys, self.works.ledger_engine):
            engine.dispose()


class BackingUp:
    """A backup is made; after each kill there is a whole one more or none, and the next one cleans up."""

    points = (
        Point("nothing written", "file os.mkdir .unfinished"),
        Point("its folder is there", "file open data"),
        Point("data written, ledger not", "file open ledger"),
        Point("ledger written, key store not", "file open keys"),
        Point("all files written, manifest not", "file open manifest"),
        Point("manifest written, not in its place", "file os.rename manifest"),
        Point("whole, not in its place", "file os.rename .unfinished"),
        Point("in its place", "told made"),
    )

    def __init__(self, operator: Operator) -> None:
        """Begin with one backup."""
        self.operator, self.folder = operator, operator.folder.parent
        operator.back_up()
        self.before: set[str] = set()

    @classmethod
    @contextmanager
    def ready(cls, folder: Path) -> Iterator["BackingUp"]:
        with settled_operator(folder) as operator:
            operator.works.main.dispose()
            yield cls(operator)

    def begin(self) -> Act:
        """Make one more."""
        self.before, settings = set(self.operator.names()), self.operator.settings

        def back_up(tell: Seen) -> None:
            make(settings, SystemClock().now())
            tell("made")

        return back_up

    def faults(self, point: Point) -> list[str]:
        """Say which backup cannot be put back, and what the next one leaves behind."""
        there = set(self.operator.names())
        new = there - self.before
        # The oldest go by themselves once there are too many.
        wanted = sorted(there | self.before)[-self.operator.settings.backup.most :]
        found = [f"{name} is gone" for name in wanted if name not in there]
        if bool(new) != (point == self.points[-1]):
            found.append(f"{len(new)} are there that should not be, or are missing")
        new.add(self.operator.back_up())
        found += [f"{name} is no backup" for name in new if self.operator.drill("--backup", name)]
        left = [*self.operator.to.glob(f"{UNFINISHED}*"), self.operator.settings.data / ".backup"]
        return found + [f"{path.name} is left" for path in left if path.exists()]


class Migrating:
    """New databases get their tables; after each kill there is no half of any, and the next start ends it."""

    points = (
        Point("nothing there", "keys CREATE TABLE"),
        Point("key store written, not committed", "keys commits"),
        Point("key store there, database begun", "main CREATE TABLE"),
        Point("half of the database written", "main CREATE TABLE", time=30),
        Point("database written, not committed", "main commits"),
        Point("database there, ledger begun", "ledger CREATE TABLE"),
        Point("ledger written, not committed", "ledger commits"),
        Point("all there", "told all there"),
    )

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        self.folder, self.data = folder, folder / "instance"
        self.settings = self._fresh()

    @classmethod
    @contextmanager
    def ready(cls, folder: Path) -> Iterator["Migrating"]:
        yield cls(folder)

    def begin(self) -> Act:
        """Make all tables."""
        self.settings = self._fresh()

        def migrate(tell: Seen) -> None:
            upgrade_all(self.settings)
            tell("all there")

        return migrate

    def faults(self, point: Point) -> list[str]:
        """Say which database has some of its tables, and what a start does not mend."""
        found = [f"half of {name} is there" for name, share in self._tables().items() if share % 1]
        if is_current(self.settings) != (point == self.points[-1]):
            found.append("it would be taken for what it is not")
        upgrade_all(self.settings)
        is_whole = is_current(self.settings) and set(self._tables().values()) == {1.0}
        return found if is_whole else [*found, "the next start did not end it"]

    def _tables(self) -> dict[str, float]:
        """Return which share of its tables each database has."""
        shares = {}
        for store in stores(self.settings):
            engine = store.engine()
            there = set(inspect(engine).get_table_names())
            shares[store.name] = len(there & set(store.metadata.tables)) / len(
                store.metadata.tables
            )
            engine.dispose()
        return shares

    def _fresh(self) -> Settings:
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        return settings_of(on_sqlite(self.data))
