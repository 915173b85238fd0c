"""The wellbeing lead goes live by the pages, and staff whose team is not open are asked nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.integration.policies.reader import Reader
from tests.support.calling import Callers
from tests.support.databases import on_sqlite
from tests.support.policies import IDS, LEAD, REP
from tests.support.ready import ALL, closed
from tests.support.settled_home import settled_home
from tests.support.world import TODAY, unit_id
from wellbeing.accounts.people import Role
from wellbeing.accounts.rows import RoleRow
from wellbeing.checkins import service as checkins
from wellbeing.checkins.consents import Decision
from wellbeing.checkins.rows import ConsentRow
from wellbeing.checkins.visit import visit_by
from wellbeing.cover.rows import StaffedDayRow, StaffedWeekRow
from wellbeing.database import writing
from wellbeing.going_live import visit
from wellbeing.going_live.asked import ASKED
from wellbeing.going_live.facts import contacts
from wellbeing.going_live.rows import ConfirmedRow
from wellbeing.opening import service as opening
from wellbeing.opening.service import NotReadyError
from wellbeing.responders.rows import NamedResponderRow

HERE, OPEN, CONTACTS = "/going-live", "/going-live/open", "/going-live/help-contacts"
NOT_STARTED = "Checking in has not started in your team yet"
STAFF = IDS["staff"]


@pytest.fixture
def place(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home, closed(home) as place:
        yield place


def remove(*statements):
    def away(place):
        with place.home.session() as session, writing(session):
            for one in statements:
                session.execute(one)

    return away


def no_backups(place):
    visit.tell_by(place.home.app, lambda _now: ("No backups are set up.",))


def grow_old(place):
    place.home.clock.standing_at += timedelta(days=181)


ROLES = {
    Role.PRACTITIONER: "Practitioners",
    Role.PEER_SUPPORTER: "Peer supporters",
    Role.AUDITOR: "An auditor",
    Role.OPERATOR: "An operator, who runs the service",
}
TAKEN_AWAY = {
    **{
        said: remove(delete(RoleRow).where(RoleRow.role == role.value))
        for role, said in ROLES.items()
    },
    **{one.title: remove(delete(ConfirmedRow).where(ConfirmedRow.key == one.key)) for one in ASKED[:2]},
    "A telephone number": remove(delete(ConfirmedRow).where(ConfirmedRow.key == "phone")),
    "Staffed hours": remove(delete(StaffedDayRow), delete(StaffedWeekRow)),
    "Somebody is told when a person says that they are not safe": remove(delete(NamedResponderRow)),
    "Every number on “Help now” was checked": grow_old,
    "Backups are made and were tried, and the key file is kept apart": no_backups,
}  # fmt: skip


def test_each_missing_thing_refuses_to_open_and_is_named(place):
    for said, take_away in TAKEN_AWAY.items():
        place.home.clock.standing_at = place.home.clock.standing_at.replace(month=3, day=4)
        place.close()
        with place.home.session() as session, writing(session):
            session.execute(delete(ConfirmedRow))
            session.execute(delete(StaffedWeekRow))
            for role in ROLES:
                session.execute(delete(RoleRow).where(RoleRow.role == role.value))
                who = IDS[role.value.replace("_", " ")]
                session.add(RoleRow(person_id=who, role=role.value, from_on=TODAY))
        place.make_ready()
        assert place.missing() == ()

        take_away(place)
        with pytest.raises(NotReadyError) as refused:
            place.propose()
        assert said in refused.value.missing


def test_too_little_help_refuses_everybody_and_lets_a_pilot_of_that_size_open(place):
    place.make_ready()
    own = place.home.settings.data / "demand.json"
    rates = (
        '{"asking": 9, "offered": 400, "offered_busy": 500, "suggested": 1, "suggested_busy": 1}'
    )
    own.write_text(f'{{"policy_sha256": "x", "people": 9, "of_1000_people_a_week": {rates}}}')

    lead = Reader(place.home, LEAD)
    refused = lead.send(OPEN, who="everybody", why="We want to.")
    assert "Enough help for so many people" in refused.text
    assert "What is there fits 7 people" in refused.text
    assert refused.status == 409

    opened = lead.send(OPEN, who="some", units=unit_id("blue"), why="A pilot.")
    assert "Your proposal is kept." in opened.text


def test_the_lead_fills_the_list_in_proposes_and_the_representative_agrees(place):
    visit.tell_by(place.home.app, lambda _now: ())
    lead, rep = Reader(place.home, LEAD), Reader(place.home, REP)
    assert "Check-ins are closed" in lead.get(HERE).text
    lead.send("/cover/hours", opens_0="9:00")
    Callers(place.home).set_up()
    for asked in ASKED:
        lead.send(f"{HERE}/lines/{asked.key}", said=f"Ann Lee sees to {asked.key}.", is_there="y")
    with place.home.session() as session:
        marks = [one.mark for one in contacts(place.desk(session))]
    pages = [lead.send(CONTACTS, mark=mark) for mark in marks]
    assert "Wellbeing Lead" in pages[-1].text
    assert "Never checked" not in pages[-1].text
    ready = lead.get(HERE)
    assert "Everything on the list is there." in ready.text
    assert "Ann Lee sees to phone." in ready.text

    proposed = lead.send(OPEN, who="some", units=unit_id("red"), why="The red team asked for it.")
    where = f"{HERE}/openings/{proposed.url.rpartition('/')[2]}"
    agreed = rep.send(f"{where}/decide", verdict="approve")

    assert "You agreed. Check-ins open on Monday 9 March 2026." in agreed.text
    assert "Agreed: check-ins open on Monday 9 March" in lead.get(HERE).text
    closed_again = rep.send(f"{where}/end", why="Nobody is there.")
    assert "Closed. From now on nothing is asked" in closed_again.text


def test_a_line_is_kept_only_with_words_and_the_tick(place):
    lead = Reader(place.home, LEAD)
    page = lead.send(f"{HERE}/lines/phone", said="01632 960000")

    assert page.status == 422
    assert "Tick it once you have looked." in page.text
    assert "A telephone number" in place.missing()


def test_words_that_change_need_another_look(place):
    place.make_ready()
    with place.home.session() as session, writing(session):
        for row in session.query(ConfirmedRow).where(ConfirmedRow.key == "prevention"):
            row.mark = "of other words"

    assert place.missing() == ("Prevention: reflective supervision and time for the kit",)


@pytest.mark.parametrize("path", ["/this-week", "/welcome", "/consent", "/this-week/send"])
def test_staff_of_a_team_that_is_not_open_are_asked_nothing(place, path):
    page = Reader(place.home, STAFF).get(path)

    assert NOT_STARTED in page.text
    assert "My kit" in page.text
    assert "Help now" in page.text
    assert not any(form.method == "post" and "sign-out" not in form.action for form in page.forms)


def test_nothing_can_be_sent_by_whoever_agreed_before_check_ins_closed(place):
    place.make_ready()
    place.agree(place.propose(ALL))
    place.home.clock.standing_at += timedelta(days=5)
    staff = Reader(place.home, STAFF)
    assert NOT_STARTED not in staff.get("/this-week").text
    staff.send("/consent", choice="agree")
    (opened,) = [one for one in _openings(place) if one.from_day]
    place.end(opened.id)

    assert NOT_STARTED in staff.get("/this-week").text
    with place.home.app.test_request_context():
        here = visit_by(STAFF)
        assert not checkins.takes_part(here.desk, here.words.consent, STAFF)
    # Who agreed can still take it back.
    assert staff.send("/consent", choice=Decision.WITHDRAW.value).status == 200
    with place.home.session() as session:
        assert session.query(ConsentRow).count() == 1


def _openings(place):
    with place.home.session() as session:
        return opening.every(session)


def test_nobody_else_sees_the_pages(place):
    for name in ("staff", "manager of everything", "practitioner", "operator", "roster admin"):
        for path in (HERE, CONTACTS, OPEN, f"{HERE}/lines/phone"):
            assert Reader(place.home, IDS[name]).get(path).status == 404
    rep = Reader(place.home, REP)
    assert rep.get(HERE).status == 200
    assert rep.get(OPEN).status == 404
    assert rep.get(f"{HERE}/lines/phone").status == 404
