"""Every act on the closed list of the audit log, and an organisation in which it can be done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.support.acting import Hand
from tests.support.asking import PRACTITIONER, Help
from tests.support.figure_settings import OTHER, FiguresOffice
from tests.support.house import Home
from tests.support.policies import Office, with_line
from tests.support.sharing import Sharers
from tests.support.world import CHARACTERS, NOW
from wellbeing.accounts.people import Role
from wellbeing.accounts.sign_in import Door
from wellbeing.actions import passing_up, taking_out
from wellbeing.actions.log import Decision
from wellbeing.actions.passing_up import Said
from wellbeing.audit import service as audit
from wellbeing.audit.events import COMMAND
from wellbeing.audit.service import Kind
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.cli import parser
from wellbeing.clock import StandingClock
from wellbeing.commands import backup, jobs, keys, mail, person, publish, roster_links
from wellbeing.commands.common import any_settings_of
from wellbeing.cover.hours import USUAL_WEEK
from wellbeing.cover.service import ClosedDay
from wellbeing.cover.setting import Lead, close_day, reopen_day, set_week
from wellbeing.database import Row, writing
from wellbeing.records.my_code import What, make_code
from wellbeing.support import service as support
from wellbeing.two_people import BlockedError

# What says how jobs went and who may do them: a command takes the lease before it acts.
OF_ITSELF = {"lease", "job_run", "seen_clock"}
NEWER = with_line("in_force_from", "2026-03-09", with_line("max_gap_weeks", 4))
CLOSED = ClosedDay(NOW.date(), "Training day")
LEADS, REPRESENTS = Role.WELLBEING_LEAD.value, Role.STAFF_REPRESENTATIVE.value


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


def asks(place: Place) -> None:
    Help(place.home).ask()


def opens(place: Place) -> None:
    helping = Help(place.home)
    with helping.office() as office:
        support.look(office, PRACTITIONER, helping.inbox(PRACTITIONER)[0])


def shares(place: Place) -> None:
    Sharers(place.home).share()


def reads(place: Place) -> None:
    sharers = Sharers(place.home)
    sharers.look(sharers.mine()[0].id)


def proposes(place: Place) -> None:
    place.open_change = place.policies.propose(NEWER)


def proposes_figures(place: Place) -> None:
    place.open_change = place.figures.propose(OTHER)


def is_answered(place: Place) -> None:
    with place.home.session() as session:
        hand = Hand(session)
        hand.adds()
        passing_up.pass_up(hand.log, "a" * 32)
        above = Hand(session, "service manager", "help").log
        passing_up.answer(above, "a" * 32, 1, Said(Decision.NO, "Because of Ann."))


def hours_of(place: Place, act: Callable[[Lead], None]) -> None:
    with place.home.session() as session:
        lead = next(one.id for one in CHARACTERS if one.name == "wellbeing lead")
        act(Lead(session, place.home.vault, lead, NOW.date()))


def takes_out(place: Place, what: str = "answer-1", name: str = "supervisor") -> None:
    with place.home.session() as session:
        hand = Hand(session, name)
        version = hand.reads().version
        taking_out.take_out(hand.log, place.home.vault, "a" * 32, version, [what])


def begins_anew(place: Place) -> None:
    with place.home.session() as session:
        scribe = audit.Scribe(place.home.vault, audit.by_command(), NOW.date())
        own = place.home.settings.audit_anchors
        file = place.home.settings.data / "left"
        file.unlink(missing_ok=True)
        audit.begin_anew(session, scribe, file, own)


def backs_up(place: Place) -> None:
    backup.back_up(any_settings_of(Path(place.folder)), StandingClock(NOW))


def makes_code(what: What) -> Act:
    """Let somebody make a code for an act at their word."""

    def make(place: Place) -> None:
        with place.home.session() as session:
            door = Door(session, place.home.vault, NOW, NOW.date())
            place.open_change = make_code(door, CHARACTERS[0].id, what)

    return make


def acts_at_word(act: Callable[..., None], *words: str) -> Act:
    return lambda at: at.command(act, "person", *words, "--code", at.open_change)


LISTED: dict[Kind, Listed] = {
    Kind.LOOK_REQUEST: Listed(Role.PRACTITIONER, opens, asks),
    Kind.LOOK_SHARED: Listed(Role.PRACTITIONER, reads, shares),
    Kind.POLICY_PROPOSED: Listed(LEADS, proposes),
    Kind.POLICY_WITHDRAWN: Listed(LEADS, lambda at: at.policies.withdraw(at.open_change)),
    Kind.POLICY_DECLINED: Listed(
        REPRESENTS, lambda at: at.policies.decline(at.open_change, "No."), proposes
    ),
    Kind.POLICY_APPROVED: Listed(
        REPRESENTS, lambda at: at.policies.approve(at.open_change), proposes
    ),
    Kind.FIGURES_PROPOSED: Listed(LEADS, proposes_figures),
    Kind.FIGURES_WITHDRAWN: Listed(LEADS, lambda at: at.figures.withdraw(at.open_change)),
    Kind.FIGURES_DECLINED: Listed(
        REPRESENTS, lambda at: at.figures.decline(at.open_change, "No."), proposes_figures
    ),
    Kind.FIGURES_APPROVED: Listed(
        REPRESENTS, lambda at: at.figures.approve(at.open_change), proposes_figures
    ),
    Kind.FIGURES_STOPPED: Listed(REPRESENTS, lambda at: at.figures.stop(at.open_change)),
    Kind.WORDS_TAKEN_OUT: Listed(Role.SUPERVISOR, takes_out, is_answered),
    Kind.HOURS_SET: Listed(LEADS, lambda at: hours_of(at, lambda to: set_week(to, USUAL_WEEK, 0))),
    Kind.DAY_CLOSED: Listed(LEADS, lambda at: hours_of(at, lambda to: close_day(to, CLOSED))),
    Kind.DAY_REOPENED: Listed(
        LEADS, lambda at: hours_of(at, lambda to: reopen_day(to, CLOSED.day))
    ),
    Kind.CLOCK_CONFIRMED: Listed(
        COMMAND, lambda at: at.command(jobs.confirm, "jobs", "confirm-clock")
    ),
    Kind.JOB_RUN: Listed(
        COMMAND, lambda at: at.command(jobs.act, "jobs", "run", "forget-what-ended")
    ),
    Kind.LINKS_MADE: Listed(
        COMMAND,
        lambda at: at.command(
            roster_links.run_links, "roster", "links", "--to", "staff@example.org"
        ),
    ),
    Kind.PUBLISHED: Listed(COMMAND, lambda at: at.command(publish.act, "publish")),
    Kind.MOVE_CONFIRMED: Listed(
        COMMAND, lambda at: at.command(publish.act, "publish", "--confirm-moved")
    ),
    Kind.KEYS_ROTATED: Listed(COMMAND, lambda at: at.command(keys.run_rotate, "keys", "rotate")),
    Kind.BACKUP_MADE: Listed(COMMAND, backs_up),
    Kind.BACKUP_TRIED: Listed(
        COMMAND,
        lambda at: at.command(
            backup.run_drill, "backup", "drill", "--private-key", str(at.private_key)
        ),
    ),
    Kind.PERSON_EXPORTED: Listed(
        COMMAND,
        lambda at: acts_at_word(person.export, "export", "--to", f"{at.folder}/handed-out.zip")(at),
        makes_code(What.DOWNLOAD),
    ),
    Kind.PERSON_ERASED: Listed(
        COMMAND, acts_at_word(person.erase, "erase"), makes_code(What.DELETE)
    ),
    Kind.MAIL_TRIED_AGAIN: Listed(
        COMMAND, lambda at: at.command(mail.run_try_again, "mail", "try-again")
    ),
    Kind.MAIL_LET_GO: Listed(COMMAND, lambda at: at.command(mail.run_let_go, "mail", "let-go")),
    Kind.BEGUN_ANEW: Listed(COMMAND, begins_anew),
}
# Written where nothing was before: see tests/integration/backup/test_written_down.py.
OF_RESTORES = {Kind.PUT_BACK}
OF_ROSTERS = {
    Kind.ORGANISATION_FOUNDED,
    Kind.ROSTER_IMPORTED,
    Kind.ROLE_GIVEN,
    Kind.ROLE_ENDED,
    Kind.LEAD_GIVEN,
    Kind.LEAD_ENDED,
}


def refused(place: Place, act: Act) -> bool:
    """Say whether an act fails where no event can be written, and for no other reason."""
    with place.refusing_events():
        try:
            act(place)
        except (DBAPIError, BlockedError) as error:
            return "no event" in f"{error} {error.__cause__}"
    return False
