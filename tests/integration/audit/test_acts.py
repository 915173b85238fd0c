"""Every kind of act on the closed list: done once with its event, and not done when that cannot be written.

Each act is tried first while the database refuses events: nothing may change then. A call that is
taken out of a service turns this red twice: the act is done all the same, and leaves no event.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.support.acting import Hand
from tests.support.asking import ASKER, PRACTITIONER, Help
from tests.support.canaries import found_in_tables
from tests.support.databases import on_sqlite
from tests.support.figure_settings import OTHER, FiguresOffice
from tests.support.house import Home, opened, prepare
from tests.support.policies import Office, with_line
from tests.support.roster_office import Office as RosterOffice
from tests.support.rosters import LEAD, changed, two_teams
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Organisation, Person, Role
from wellbeing.actions import keeping, passing_up, taking_out
from wellbeing.actions.log import Decision
from wellbeing.actions.passing_up import Said
from wellbeing.audit import service as audit
from wellbeing.audit.events import COMMAND
from wellbeing.audit.service import Kind
from wellbeing.cli import parser
from wellbeing.clock import StandingClock
from wellbeing.commands import jobs, keys, mail, publish, roster_links
from wellbeing.database import Row, writing
from wellbeing.support import service as support
from wellbeing.two_people import BlockedError

# What says how jobs went and who may do them: a command takes the lease before it acts.
OF_ITSELF = {"lease", "job_run", "seen_clock"}
NEWER = with_line("in_force_from", "2026-03-09", with_line("max_gap_weeks", 4))
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


CLOCKED = {jobs.act, jobs.confirm, publish.act}
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


LISTED: dict[Kind, Listed] = {
    Kind.LOOK_REQUEST: Listed(Role.PRACTITIONER, opens, asks),
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
    Kind.MAIL_TRIED_AGAIN: Listed(
        COMMAND, lambda at: at.command(mail.run_try_again, "mail", "try-again")
    ),
    Kind.MAIL_LET_GO: Listed(COMMAND, lambda at: at.command(mail.run_let_go, "mail", "let-go")),
    Kind.BEGUN_ANEW: Listed(COMMAND, begins_anew),
}
OF_ROSTERS = {
    Kind.ORGANISATION_FOUNDED,
    Kind.ROSTER_IMPORTED,
    Kind.ROLE_GIVEN,
    Kind.ROLE_ENDED,
    Kind.LEAD_GIVEN,
    Kind.LEAD_ENDED,
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    data = tmp_path_factory.mktemp("acts") / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    settings = prepare(database)
    with opened(settings, database, NOW) as home, pytest.MonkeyPatch.context() as patch:
        for name, value in home.environment.items():
            patch.setenv(name, value)
        with home.session() as session:
            settle(session)
        made = Place(home, str(data))
        made.policies.adopt()
        yield made


def refused(place: Place, act: Act) -> bool:
    """Say whether an act fails where no event can be written, and for no other reason."""
    with place.refusing_events():
        try:
            act(place)
        except (DBAPIError, BlockedError) as error:
            return "no event" in f"{error} {error.__cause__}"
    return False


def test_the_list_is_whole():
    assert set(LISTED) | OF_ROSTERS == set(Kind)


def test_no_act_is_done_without_its_event_and_each_act_leaves_one(place):
    for kind, listed in LISTED.items():
        listed.before(place)
        before = place.events()
        held = place.held()
        assert refused(place, listed.do), kind
        assert place.held() == held, kind

        listed.do(place)

        new = [event for event in place.events() if event not in before]
        assert [(one.kind, one.role) for one in new] == [(kind, listed.role)], kind
        assert new[0].on == NOW.date() or listed.role == COMMAND


def test_what_people_do_for_themselves_leaves_no_event(place):
    before = place.events()
    helping = Help(place.home)

    helping.ask(who=CHARACTERS[1].id)
    helping.mine(CHARACTERS[1].id)
    with helping.office() as office:
        support.withdraw(office, CHARACTERS[1].id, support.Kind.TALK)
    browser = place.home.browser_of(ASKER)
    for path in ("/this-week", "/my-step", "/my-kit", "/my-requests", "/account", "/consent"):
        assert browser.get(path).status_code < 500
    with place.home.session() as session:
        Hand(session).adds("b" * 32)
        passing_up.pass_up(Hand(session).log, "b" * 32)
        above = Hand(session, "service manager", "help").log
        passing_up.answer(above, "b" * 32, 1, Said(Decision.NO, "My own word."))
        own = Hand(session, "service manager").log
        version = keeping.Log.action(own, "b" * 32).version
        taking_out.take_out(own, place.home.vault, "b" * 32, version, ["answer-1"])

    assert place.events() == before


def test_nothing_in_the_log_names_anybody(place):
    words = [word for who in CHARACTERS for word in (who.id, who.name, who.work_email)]
    url = place.home.settings.database_url
    found = [one for one in found_in_tables(url, words) if one.endswith(("_event", "_head"))]
    shown = repr(place.events())

    assert [one for one in found if "audit" in one] == []
    assert [word for word in words if len(word.split()) > 1 and word in shown] == []
    assert [who.id for who in CHARACTERS if who.id in shown] == []


def test_an_import_writes_down_that_it_was_done_and_who_was_given_or_lost_what(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home, home.session() as session:
        office = RosterOffice(session, home.vault)
        _found(session, home, office)
        office.bring(two_teams())
        office.later(days=1)
        fewer = changed(two_teams(), "tom@example.org", roles=("practitioner",))
        office.bring(fewer)
        # Once more changes nothing, so it is no act.
        office.bring(fewer)
        office.bring(changed(fewer, "tom@example.org", roles=()))
        place = Place(home, str(data))
        session.rollback()
        events = place.events()

        assert {event.kind for event in events} == OF_ROSTERS
        assert [event.kind for event in events].count(Kind.ROSTER_IMPORTED) == 3
        tom = {event.subject for event in events if event.kind is Kind.LEAD_ENDED}
        given = [(one.subject, one.detail) for one in events if one.kind is Kind.ROLE_GIVEN]
        assert {(each, "practitioner") for each in tom} <= set(given)
        assert {event.role for event in events} == {COMMAND}

        held = place.held()
        assert refused(place, lambda _place: office.bring(two_teams()))
        assert place.held() == held


def _found(session: Session, home: Home, office: RosterOffice) -> None:
    lead = Person(accounts.new_id(), "Helen", LEAD, frozenset({LEADS}), office.today)
    scribe = audit.Scribe(home.vault, audit.by_command(), office.today)
    organisation = Organisation("Eastmere", "Europe/London", "england", office.today)
    assert refused(
        Place(home, ""),
        lambda _place: accounts.found_organisation(session, organisation, lead, scribe),
    )
    with pytest.raises(accounts.NoOrganisationError):
        accounts.organisation(session)
    session.rollback()
    accounts.found_organisation(session, organisation, lead, scribe)
