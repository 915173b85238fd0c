"""Prints what a week of mails costs, against smtplib sending the same mails that are written already.

    python benchmarks/reminders.py                      100,000 sent and 1,000,000 planned
    python benchmarks/reminders.py --send 10000 --plan 100000          other sizes
    python benchmarks/reminders.py --write              keeps the figures in docs/proofs/reminders.json

It needs a PostgreSQL, which it starts for itself and which waits for the disk at each commit, as in
earnest. Sending: the product plans the week of so many people, finds whose turn it is, opens their
rows, writes their mails and hands them over; the floor is smtplib with mails of the same size that
lie ready. Both use one connection to the same relay, which takes every mail at once, and take turns
some thousand mails at a time. Only ratios of one run mean anything: the machine may be shared.

The product plans two messages for each person, the invitation and the reminder, and sends one.

Planning: so many people are planned in one statement. Memory is the most that a process held while it
sent, or planned: with a tenth of the people and with all of them, planned with a hundredth too.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from smtplib import SMTP

import memory
from sqlalchemy import Connection, event, text
from sqlalchemy.orm import Session

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.support import postgres  # noqa: E402
from tests.support.sink import Sink, running_sink  # noqa: E402
from wellbeing.clock import StandingClock  # noqa: E402
from wellbeing.content.loader import content  # noqa: E402
from wellbeing.database import make_engine, writing  # noqa: E402
from wellbeing.installation import Installation  # noqa: E402
from wellbeing.key_ring import KeyRing  # noqa: E402
from wellbeing.messages.mailer import SmtpMailer  # noqa: E402
from wellbeing.migrations.runner import upgrade_all  # noqa: E402
from wellbeing.rhythm import service  # noqa: E402
from wellbeing.rhythm.delivery import Post, deliver_due  # noqa: E402
from wellbeing.rhythm.letters import Letter, Template  # noqa: E402
from wellbeing.rhythm.service import Desk, Quiet, Slot  # noqa: E402
from wellbeing.sealed import Label, Vault  # noqa: E402
from wellbeing.settings import Mail, Settings  # noqa: E402

KEPT = ROOT / "docs" / "proofs" / "reminders.json"
MONDAY = datetime(2026, 6, 8, 5, tzinfo=UTC)
ASKED = datetime(2026, 6, 10, 9, tzinfo=UTC)
# Whose turn it is grows through the hour: this often everybody whose second has come is sent to.
PARTS = 20
PART = timedelta(minutes=50) / PARTS
LEAST_RATIO, MOST_MORE_MB = 0.8, 24
# Everybody, and these parts of them: memory must be the same.
SIZES = {"send": (10, 1), "plan": (100, 10, 1)}
SENDER, ADDRESS = "no-reply@w.example", "https://w.example"
FILLED_AT_ONCE = 20_000
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--send", type=int, default=100_000)
    parser.add_argument("--plan", type=int, default=1_000_000)
    parser.add_argument("--write", action="store_true", help="keep the figures")
    parser.add_argument("--one", nargs=3, metavar=("WHAT", "PEOPLE", "DATABASE"))
    asked = parser.parse_args()
    if asked.one:
        what, people, database = asked.one
        print(json.dumps({"send": sent, "plan": planned}[what](int(people), database)))
        return
    with postgres.running_server(durable=True) as server:
        if server is None:
            sys.exit("There is no PostgreSQL here.")
        told = {
            what: [_process(server, what, most // part) for part in SIZES[what]]
            for what, most in (("send", asked.send), ("plan", asked.plan))
        }
    if asked.write:
        machine = {"cores": os.cpu_count(), "python": platform.python_version()}
        load = {"load average": round(os.getloadavg()[0], 1)}
        kept = {"proof": "reminders", **machine, **load, **told}
        KEPT.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")
    _judge(told)


def _judge(told: dict[str, list[Figures]]) -> None:
    if told["send"][-1]["ratio"] < LEAST_RATIO:
        sys.exit(f"less than {LEAST_RATIO} times as fast as smtplib alone")
    if any(one["planning_statements"] != 1 for one in told["plan"]):
        sys.exit("a week is planned in more than one statement")
    for few, *more in told.values():
        if any(each["most_memory_mb"] - few["most_memory_mb"] > MOST_MORE_MB for each in more):
            sys.exit("memory grows with people")


def _process(server: postgres.Server, what: str, people: int) -> Figures:
    with server.database() as database:
        command = [sys.executable, __file__, "--one", what, str(people), database]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: Figures = json.loads(ran.stdout)
    print(what, ", ".join(f"{name} {value:g}" for name, value in measured.items()), flush=True)
    return measured


@dataclass(frozen=True)
class Place:
    """An organisation on PostgreSQL, and a folder for its files."""

    desk: Desk
    folder: Path
    people: int

    def at(self, now: datetime) -> Desk:
        return replace(self.desk, now=now)


@contextmanager
def place(people: int, database: str) -> Iterator[Place]:
    """Write an organisation of so many people, each with a row of their own."""
    with tempfile.TemporaryDirectory(prefix="wellbeing-reminders-") as name:
        folder = Path(name)
        environment = {
            "WELLBEING_DATABASE_URL": database,
            "WELLBEING_KEY_FILE": f"{name}/k.json",
        }
        settings = Settings.of(folder, Installation.new(demo=False), environment)
        KeyRing.fresh().write(settings.key_file)
        upgrade_all(settings)
        main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
        with Session(main) as session:
            desk = Desk(session, Vault(KeyRing.read(settings.key_file), keys), MONDAY)
            _fill(desk, people)
            yield Place(desk, folder, people)
        main.dispose()
        keys.dispose()


def _fill(desk: Desk, people: int) -> None:
    session = desk.session
    with writing(session):
        session.execute(
            text(
                "INSERT INTO organisation (id, name, zone, nation, first_cycle_monday) "
                "VALUES (1, 'Large', 'Europe/London', 'england', :day)"
            ),
            {"day": date(2026, 1, 5)},
        )
        session.execute(
            text(
                "INSERT INTO person (id, name, work_email, email_key, joined_on) "
                "SELECT lpad(n::text, 32, '0'), '', 'p' || n || '@example.org', "
                "'p' || n || '@example.org', date '2024-01-01' FROM generate_series(1, :most) n"
            ),
            {"most": people},
        )
    box, slot = desk.vault.house_box(), str(Slot("Europe/London", 2, 10, quiet=Quiet(20, 8)))
    for first in range(1, people + 1, FILLED_AT_ONCE):
        rows = []
        for number in range(first, min(first + FILLED_AT_ONCE, people + 1)):
            person = f"{number:032d}"
            row = service.address_of(desk.vault, person)
            sealed = box.seal(json.dumps({"person": person}).encode(), Label("weekly-rhythm", row))
            rows.append((row, sealed, slot, int.from_bytes(row[:4], "big") % 3000, 1, "mail"))
        with writing(session):
            raw = session.connection().connection.cursor()
            columns = "id, person, slot, spread, version, channel"
            with raw.copy(f"COPY weekly_rhythm ({columns}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for each in rows:
                    copy.write_row(each)
    with session.get_bind().connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.exec_driver_sql("SET default_transaction_read_only = off")
        connection.exec_driver_sql("ANALYZE")


def sent(people: int, database: str) -> Figures:
    """Send the invitations of a week in parts, each beside the floor's."""
    with place(people, database) as here, running_sink(here.folder / "taken") as sink:
        begun = time.perf_counter()
        service.plan_due(here.desk)
        product = planning = time.perf_counter() - begun
        floor = most = 0.0
        memory.begin()
        for part in range(1, PARTS + 1):
            begun = time.perf_counter()
            left = _deliver(here, sink, ASKED + part * PART)
            product += time.perf_counter() - begun
            most = max(most, memory.most_mb())
            floor += _floor(sink, left, part)
            memory.begin()
        taken = [to for to in sink.taken() if to.startswith("p")]
        if len(taken) != people or len(set(taken)) != people:
            sys.exit("a mail was lost or doubled")
    return {
        "people": people,
        "planning_seconds": round(planning, 1),
        "product_seconds": round(product, 1),
        "floor_seconds": round(floor, 1),
        "ratio": round(floor / product, 2),
        "most_memory_mb": round(most),
    }


def _deliver(here: Place, sink: Sink, now: datetime) -> int:
    relay = Mail(host="127.0.0.1", port=sink.port, security="none", sender=SENDER)
    post = Post(ADDRESS, SENDER, content().mails.weekly)
    return deliver_due(here.at(now), post, SmtpMailer(relay), StandingClock(now)).left


def _floor(sink: Sink, many: int, part: int) -> float:
    """Return the seconds in which smtplib alone sends so many mails that are ready."""
    template = Template.of(content().mails.weekly, SENDER, ASKED, f"{ADDRESS}/this-week")
    marks = (f"{ADDRESS}/answer/{'x' * 64}", f"{ADDRESS}/messages/{'x' * 64}")
    addresses = [f"f{part}-{number}@example.org" for number in range(many)]
    ready = [template.letter(Letter(each, "0" * 32, *marks)) for each in addresses]
    begun = time.perf_counter()
    with SMTP("127.0.0.1", sink.port) as relay:
        for address, mail in zip(addresses, ready, strict=True):
            relay.sendmail(SENDER, address, mail)
    return time.perf_counter() - begun


def planned(people: int, database: str) -> Figures:
    """Plan a week of people who have their rows, and count the statements that write messages."""
    with place(people, database) as here:
        statements: list[float] = []
        engine = here.desk.session.get_bind()

        def before(connection: Connection, *_rest: object) -> None:
            connection.info["begun"] = time.perf_counter()

        def after(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.startswith("INSERT INTO weekly_nudge"):
                statements.append(time.perf_counter() - connection.info["begun"])

        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)
        memory.begin()
        begun = time.perf_counter()
        messages = service.plan_due(here.desk)
        seconds = time.perf_counter() - begun
    return {
        "people": people,
        "messages": messages,
        "planning_statements": len(statements),
        "statement_seconds": round(sum(statements), 1),
        "seconds_with_who_is_new": round(seconds, 1),
        "most_memory_mb": round(memory.most_mb()),
    }


if __name__ == "__main__":
    main()
