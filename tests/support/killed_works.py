"""Acts of a whole installation that is killed at their named points, and what must hold after each kill.

Publishing a window, making a backup, and bringing the databases up to date.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import inspect

from tests.support import killed
from tests.support.backup_operator import FIRST, SECOND, Operator, operator_of
from tests.support.databases import settings_of
from tests.support.grounds import Ground
from tests.support.points import Act, Point, Seen
from tests.support.press import CALENDAR, Works, publication, works
from wellbeing.backup.making import make
from wellbeing.backup.shelf import UNFINISHED
from wellbeing.clock import SystemClock
from wellbeing.ledger import service as ledger
from wellbeing.migrations.runner import is_current, stores, upgrade_all
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import LedgerMismatchError
from wellbeing.week import Week

THIRD = CALENDAR.windows(1)[2]


def _let_go(made: Works) -> None:
    """Close every connection: a process that begins here must make its own."""
    for engine in (made.main, made.keys, made.ledger_engine):
        engine.dispose()


class Publishing:
    """A window comes out; after each kill it is drawn anew, given up by a person, or out as it was."""

    points = killed.POINTS

    def __init__(self, made: Works, ground: Ground) -> None:
        """Begin with one window that is out; that is put back before each kill."""
        self.works, self.ground = made, ground
        week = Week.of(FIRST.starts_on)
        made.answer_all([f"red-{number}" for number in range(4)], [week], 1)
        made.publish(publication(FIRST), discrete_gaussian)
        _let_go(self.works)
        ground.keep_aside()

    @classmethod
    @contextmanager
    def ready(cls, ground: Ground) -> Iterator["Publishing"]:
        with works(ground.database) as made:
            made.found({"north": {"red": 9, "dot": 3}, "south": {"green": 12}})
            yield cls(made, ground)

    def begin(self) -> Act:
        """Put the first window's day back, and publish the second."""
        _let_go(self.works)
        self.ground.put_back()
        return killed.publishing(self.works, SECOND, self.ground.folder / "draws")

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
        self.operator = operator
        operator.back_up()
        self.before: set[str] = set()

    @classmethod
    @contextmanager
    def ready(cls, ground: Ground) -> Iterator["BackingUp"]:
        folder = ground.folder / "operator"
        folder.mkdir()
        with (
            pytest.MonkeyPatch.context() as patch,
            operator_of(ground.database, patch, folder, ground.server) as operator,
        ):
            operator.settle()
            _let_go(operator.works)
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
        Point("key store written, database begun", "main CREATE TABLE"),
        Point("half of the database written", "main CREATE TABLE", time=30),
        Point("database written, ledger begun", "ledger CREATE TABLE"),
        Point("all written, nothing committed", "keys commits"),
        Point("key store there, database not", "main commits", after="keys commits"),
        Point("database there, ledger not", "ledger commits"),
        Point("all there", "told all there"),
    )

    def __init__(self, ground: Ground) -> None:
        """Begin with nothing but an empty folder, and empty databases on the server."""
        self.ground, self.settings = ground, settings_of(ground.database)

    @classmethod
    @contextmanager
    def ready(cls, ground: Ground) -> Iterator["Migrating"]:
        yield cls(ground)

    def begin(self) -> Act:
        """Make all tables."""
        self.ground.put_back()
        self.settings.data.mkdir(mode=0o700)

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
