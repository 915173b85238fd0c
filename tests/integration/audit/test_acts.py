"""Every kind of act on the closed list: done once with its event, and not done when that cannot be written.

Each act is tried first while the database refuses events: nothing may change then. A call that is
taken out of a service turns this red twice: the act is done all the same, and leaves no event.
"""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from tests.support.acting import Hand
from tests.support.asking import ASKER, Help
from tests.support.audited_acts import (
    LEADS,
    LISTED,
    OF_RESTORES,
    OF_ROSTERS,
)
from tests.support.audited_place import Place, refused
from tests.support.canaries import found_in_tables
from tests.support.databases import on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.roster_office import Office as RosterOffice
from tests.support.rosters import LEAD, changed, two_teams
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.accounts import roster
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Organisation, Person
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.actions import keeping, passing_up, taking_out
from wellbeing.actions.log import Decision
from wellbeing.actions.passing_up import Said
from wellbeing.audit import service as audit
from wellbeing.audit.events import COMMAND
from wellbeing.audit.service import Kind
from wellbeing.support import service as support


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
        made.keeps_backups(patch)
        yield made


def test_the_list_is_whole():
    assert set(LISTED) | OF_ROSTERS | OF_RESTORES == set(Kind)


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
        _ask_and_take_back(office, fewer)
        place = Place(home, str(data))
        session.rollback()
        events = place.events()

        assert {event.kind for event in events} == OF_ROSTERS
        assert [event.kind for event in events].count(Kind.ROSTER_IMPORTED) == 5
        tom = {event.subject for event in events if event.kind is Kind.LEAD_ENDED}
        given = [(one.subject, one.detail) for one in events if one.kind is Kind.ROLE_GIVEN]
        assert {(each, "practitioner") for each in tom} <= set(given)
        assert {event.role for event in events} == {COMMAND}

        held = place.held()
        assert refused(place, lambda _place: office.bring(two_teams()))
        assert place.held() == held


def _ask_and_take_back(office: RosterOffice, rows: Sequence[RosterRow]) -> None:
    ask = roster.Ask("aisha@example.org")
    office.bring(changed(rows, "dev@example.org", roles=("auditor",)), ask=ask)
    office.bring(rows, ask=ask)


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
