"""Acts of one process that is killed at their named points, and what must hold after each kill.

Submitting a check-in, deleting everything of a person, and a change of keys; those of the other three
are in `killed_works`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.support.crowd import Somebody, crowd
from tests.support.erasing import Everywhere, emptied
from tests.support.grounds import Ground
from tests.support.house import Home
from tests.support.my_data import asked_by
from tests.support.pages import Page
from tests.support.points import Act, Point, Seen
from tests.support.rotating import POINTS, Keys
from tests.support.sent import RECEIPT, SIGNS, Sent
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW, unit_id
from wellbeing.clock import local_day
from wellbeing.commands.serve import prepared
from wellbeing.database import make_engine
from wellbeing.extensions import db
from wellbeing.history.kept import Drawer
from wellbeing.key_ring import KeyRing
from wellbeing.records import erasing
from wellbeing.records.export_book import PARTS
from wellbeing.records.export_filling import filled
from wellbeing.sealed import Vault
from wellbeing.week import Week

SEND = "/this-week/send"
ANN = next(who.id for who in CHARACTERS if who.name == "staff")


def let_go(home: Home) -> None:
    """Close every connection: a process that begins here must make its own."""
    with home.app.app_context():
        db.session.remove()
        db.engine.dispose()
    for engine in (home._engine, home.parts.ledger.kw["bind"], home.parts.keys):
        engine.dispose()


class Submitting:
    """Somebody sends their check-in; after each kill they send the very same form again."""

    points = (
        Point("nothing written", "main INSERT INTO check_in"),
        Point("check-in written, its step not", "main INSERT INTO placement"),
        Point("all written, not committed", "main commits"),
        Point("committed, not acknowledged", "main committed"),
        Point("acknowledged", "told acknowledged"),
    )
    kept_from = "committed, not acknowledged"

    def __init__(self, home: Home, ground: Ground) -> None:
        """Begin with a world in which nobody of a crowd has answered yet."""
        self.home, self.ground = home, ground
        self.seen, self.number, self.form = ground.folder / "receipt", 0, {"": ""}
        self.who, self.client = Somebody("", ("", "")), home.app.test_client()

    @classmethod
    @contextmanager
    def ready(cls, ground: Ground) -> Iterator["Submitting"]:
        with settled_home(ground.database) as home:
            yield cls(home, ground)

    def begin(self) -> Act:
        """Let one more person fill in their form."""
        self.seen.unlink(missing_ok=True)
        (self.who,) = crowd(self.home, range(self.number, self.number + 1))
        self.number += 1
        self.client = self.home.app.test_client()
        self.client.set_cookie(*self.who.cookie)
        page = Page(self.client.get(SEND).text, SEND, 200)
        self.form = {**page.form("send").filled, **dict.fromkeys(SIGNS, str(self.number % 4))}
        let_go(self.home)
        return self._send

    def _send(self, tell: Seen) -> None:
        self.seen.write_text(self._post(), "ascii")
        tell("acknowledged")

    def sabotaged(self, _tell: Seen) -> None:
        """Acknowledge before the commit, as must never be."""

        def acknowledge(
            _connection: object, _cursor: object, statement: str, *_rest: object
        ) -> None:
            if statement.startswith("INSERT INTO check_in"):
                self.seen.write_text("7F3K-22", "ascii")

        event.listen(Engine, "after_cursor_execute", acknowledge)
        self._post()

    def faults(self, point: Point) -> list[str]:
        """Say what is wrong with what was acknowledged, and once the same form was sent again."""
        week = Week.of(local_day(NOW, self.home.zone))
        answer = self.number % 4
        names = [one.name for one in self.points]
        is_to_be_there = names.index(point.name) >= names.index(self.kept_from)
        found = [] if self._is_there(week) == is_to_be_there else ["kept by half, or too early"]
        if self.seen.exists():
            receipt = self.seen.read_text("ascii")
            found += Sent(self.who.id, answer, receipt).faults(self.home, week)
        again = Sent(self.who.id, answer, self._post())
        return found + again.faults(self.home, week)

    def _is_there(self, week: Week) -> bool:
        with self.home.session() as session:
            drawer = Drawer(session, self.home.vault, self.who.id)
            return drawer.check_in(week) is not None

    def _post(self) -> str:
        answer = self.client.post(SEND, data=self.form, follow_redirects=True)
        page = Page(answer.text, SEND, answer.status_code)
        receipt = RECEIPT.search(page.text)
        if receipt is None:
            raise AssertionError(f"{page.status}: {page.text[:300]}")
        return receipt[1]


class Erasing:
    """Everything of a person is deleted; after each kill a start finishes it."""

    points = (
        Point(str(erasing.Point.BEGUN), f"told {erasing.Point.BEGUN}"),
        Point(str(erasing.Point.LISTED), f"told {erasing.Point.LISTED}"),
        Point("rows deleted, not committed", "main commits", after=f"told {erasing.Point.LISTED}"),
        Point(str(erasing.Point.ROWS), f"told {erasing.Point.ROWS}"),
        Point("first key deleted, not committed", "keys commits"),
        Point(str(erasing.Point.KEYS), f"told {erasing.Point.KEYS}"),
        Point(str(erasing.Point.DONE), f"told {erasing.Point.DONE}"),
    )

    def __init__(self, home: Home, ground: Ground) -> None:
        """Begin with what stays for good, such as a notice to a contact that waits; then plant again."""
        self.home, self.ground = home, ground
        self._plant()
        self._erase(lambda _what: None)
        self.before = emptied(home)
        self._plant()
        let_go(home)
        ground.keep_aside()

    @classmethod
    @contextmanager
    def ready(cls, ground: Ground) -> Iterator["Erasing"]:
        with settled_home(ground.database) as home:
            yield cls(home, ground)

    def begin(self) -> Act:
        """Put back what stands everywhere of the person."""
        let_go(self.home)
        self.ground.put_back()
        return self._erase

    def faults(self, point: Point) -> list[str]:
        """Say which row lies there whose key is gone, and what a start left of the person."""
        found = []
        if point.name != erasing.Point.DONE:
            with self.home.session() as session:
                parts = filled(asked_by(self.home, session, ANN), PARTS)
                found += [f"a part cannot be opened: {one}" for one in parts if not one.is_whole]
        prepared(self.home.settings, self.home.clock)
        return found + ([] if emptied(self.home) == self.before else ["something is left"])

    def _plant(self) -> None:
        with self.home.session() as session:
            Everywhere(self.home, session, ANN).plant(unit_id("red"), with_account=False)

    def _erase(self, tell: Seen) -> None:
        settings, today = self.home.settings, self.home.clock.now().date()
        main = make_engine(settings.database_url, settings.main_journal)
        keys = make_engine(settings.keys_url, settings.side_journal)
        vault = Vault(KeyRing.read(settings.key_file), keys)
        with Session(main) as session:
            erasing.Eraser(session, vault, settings.erasures, today, tell).erase(ANN)
        main.dispose()
        keys.dispose()


class Rotating:
    """The keys are changed; after each kill everything opens, and the next change ends it."""

    points = POINTS

    def __init__(self, keys: Keys) -> None:
        """Begin with keys of an installation."""
        self.keys = keys

    @classmethod
    @contextmanager
    def ready(cls, ground: Ground) -> Iterator["Rotating"]:
        keys = Keys(ground.database, ground.folder)
        keys.plant(40)
        yield cls(keys)

    def begin(self) -> Act:
        """Change the keys."""
        return self.keys.rotate

    def faults(self, _point: Point) -> list[str]:
        """Say what cannot be opened, and what is on an old key once the change has ended."""
        found = [f"{name} cannot be opened" for name in self.keys.unreadable()]
        self.keys.rotate()
        found += [f"{name} cannot be opened" for name in self.keys.unreadable()]
        left = self.keys.on_old_keys()
        return found + ([f"{left} data keys are on an old key"] if left else [])
