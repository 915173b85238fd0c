"""What is kept about cover: hours and closed days by the wellbeing lead, cards and days away by supporters."""

from dataclasses import asdict
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.support.world import CHARACTERS, TODAY
from wellbeing.audit import service as audit
from wellbeing.cover import own, rows, service, setting, supporter_store
from wellbeing.cover.hours import USUAL_WEEK
from wellbeing.cover.kept import Away, Card, ClosedDay
from wellbeing.database import writing

IDS = {character.name: character.id for character in CHARACTERS}
SHORT = (*((time(8, 30), time(16)),) * 4, (time(8, 30), time(12, 15)), None, None)
TRAINING = ClosedDay(TODAY + timedelta(days=1), "Training day")
CARD = Card(
    "TRiM practitioner", "English, Welsh", "Mornings", "We listen.", "An hour", "Nothing", 2
)


@pytest.fixture
def at(home):
    with home.session() as session:
        yield Desk(session, home.vault)


class Desk:
    """Acts as people of the world in one session."""

    def __init__(self, session, vault):
        """Keep where to act."""
        self.session, self.vault = session, vault

    def lead(self, name="wellbeing lead"):
        return setting.Lead(self.session, self.vault, IDS[name], TODAY)

    def supporter(self, name="peer supporter"):
        return own.Supporter(self.session, IDS[name], TODAY)

    def noted(self):
        return [each.kind for each in audit.newest(self.session, self.vault, 9)][::-1]


def day(later):
    return TODAY + timedelta(days=later)


def test_until_somebody_sets_them_the_usual_hours_hold_and_are_told_apart(at):
    hours = service.staffed_hours(at.session)

    assert (hours.zone, hours.nation, hours.weekdays) == ("Europe/London", "scotland", USUAL_WEEK)
    assert not service.is_confirmed(at.session)


def test_hours_and_closed_days_that_were_set_hold_and_are_written_down(at):
    setting.set_week(at.lead(), SHORT, 0)
    setting.close_day(at.lead(), TRAINING)

    hours = service.staffed_hours(at.session)
    assert (hours.weekdays, hours.closed) == (SHORT, frozenset({TRAINING.day}))
    assert not hours.is_working_day(TRAINING.day)
    assert service.is_confirmed(at.session)
    found = service.week(at.session)
    assert (found.version, found.set_by, found.set_on) == (1, IDS["wellbeing lead"], TODAY)
    assert at.noted() == [audit.Kind.HOURS_SET, audit.Kind.DAY_CLOSED]


def test_the_usual_hours_can_be_confirmed_as_they_are_and_sending_twice_sets_them_once(at):
    for _ in range(2):
        setting.set_week(at.lead(), USUAL_WEEK, 0)

    assert service.is_confirmed(at.session)
    assert at.noted() == [audit.Kind.HOURS_SET]


def test_hours_that_somebody_else_set_meanwhile_are_not_lost(at):
    setting.set_week(at.lead(), SHORT, 0)

    with pytest.raises(setting.ChangedMeanwhileError) as raised:
        setting.set_week(at.lead(), (None,) * 7, 0)
    assert raised.value.now.weekdays == SHORT
    setting.set_week(at.lead(), (None,) * 7, raised.value.now.version)
    assert service.staffed_hours(at.session).in_words() == ()


def test_a_closed_day_gets_its_last_name_and_can_be_opened_again(at):
    for name in ("Training day", "Training day", "Moving"):
        setting.close_day(at.lead(), ClosedDay(TRAINING.day, name))
    assert service.closed_days(at.session) == (ClosedDay(TRAINING.day, "Moving"),)
    assert service.closed_days(at.session, TRAINING.day + timedelta(days=1)) == ()

    for _ in range(2):
        setting.reopen_day(at.lead(), TRAINING.day)
    assert service.closed_days(at.session) == ()
    kinds = audit.Kind
    assert at.noted() == [kinds.DAY_CLOSED, kinds.DAY_CLOSED, kinds.DAY_REOPENED]


@pytest.mark.parametrize("name", ["staff", "practitioner", "manager of everything", "left"])
def test_nobody_but_a_wellbeing_lead_sets_hours(at, name):
    for act in (
        lambda: setting.set_week(at.lead(name), SHORT, 0),
        lambda: setting.close_day(at.lead(name), TRAINING),
        lambda: setting.reopen_day(at.lead(name), TRAINING.day),
    ):
        with pytest.raises(setting.NotTheirsError):
            act()

    assert not service.is_confirmed(at.session)


@pytest.mark.parametrize("name", ["staff", "supervisor", "wellbeing lead", "left"])
def test_nobody_but_a_supporter_has_a_card_and_days_away(at, name):
    for act in (
        lambda: own.keep_card(at.supporter(name), CARD),
        lambda: own.go_away(at.supporter(name), Away(TODAY, TODAY)),
    ):
        with pytest.raises(own.NotASupporterError):
            act()


def test_a_card_is_found_by_its_person_as_they_wrote_it_last_and_nothing_is_written_down(at):
    own.keep_card(at.supporter(), Card("Other"))
    own.keep_card(at.supporter(), CARD)

    assert service.cards(at.session, list(IDS.values())) == {IDS["peer supporter"]: CARD}
    assert own.card(at.supporter()) == CARD
    assert own.card(at.supporter("practitioner")) is None
    assert service.cards(at.session, []) == {}
    assert at.noted() == []


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ([(2, 4), (8, 9)], [(2, 4), (8, 9)]),
        ([(2, 4), (5, 6)], [(2, 6)]),
        ([(5, 6), (2, 4)], [(2, 6)]),
        ([(2, 9), (4, 5)], [(2, 9)]),
        ([(2, 3), (8, 9), (3, 8)], [(2, 9)]),
        ([(2, 4), (2, 4)], [(2, 4)]),
        ([(2, 4), (2, 7)], [(2, 7)]),
    ],
)
def test_days_away_that_touch_are_one_time(at, entered, kept):
    for first, last in entered:
        own.go_away(at.supporter(), Away(day(first), day(last)))

    assert own.days_away(at.supporter()) == tuple(Away(day(f), day(n)) for f, n in kept)


def test_who_is_away_is_told_for_the_days_asked_and_of_the_people_asked_alone(at):
    own.go_away(at.supporter(), Away(day(2), day(4)))
    own.go_away(at.supporter("practitioner"), Away(day(4), day(4)))
    both = [IDS["peer supporter"], IDS["practitioner"]]

    assert set(service.away(at.session, both, day(4), day(9))) == set(both)
    assert set(service.away(at.session, both, day(0), day(3))) == {both[0]}
    assert service.away(at.session, both[1:], day(0), day(3)) == {}
    assert service.away(at.session, both, day(5), day(9)) == {}

    for _ in range(2):
        own.come_back(at.supporter(), day(2))
    assert service.away(at.session, both, day(0), day(9)) == {both[1]: (Away(day(4), day(4)),)}


def test_days_that_are_over_and_cards_of_who_left_are_removed(at):
    own.go_away(at.supporter(), Away(day(0), day(1)))
    own.go_away(at.supporter(), Away(day(3), day(3)))
    with writing(at.session):
        supporter_store.keep_card(at.session, IDS["left"], CARD)
        supporter_store.keep_card(at.session, IDS["peer supporter"], CARD)

    service.forget_past(at.session, day(3))

    assert set(service.cards(at.session, list(IDS.values()))) == {IDS["peer supporter"]}
    firsts = at.session.scalars(select(rows.SupporterAbsenceRow.first_on))
    assert list(firsts) == [day(3)]


def test_forgetting_a_person_leaves_the_hours_and_nothing_of_the_person(at):
    with writing(at.session):
        for name in ("peer supporter", "practitioner"):
            supporter_store.keep_card(at.session, IDS[name], CARD)
            supporter_store.add_away(at.session, IDS[name], Away(TODAY, TODAY))
    setting.set_week(at.lead(), SHORT, 0)
    setting.close_day(at.lead(), TRAINING)
    assert service.set_by(at.session, IDS["wellbeing lead"]) == (TODAY, (TRAINING,))

    with writing(at.session):
        for name in ("peer supporter", "wellbeing lead"):
            service.forget_person(at.session, IDS[name])

    others = IDS["practitioner"]
    assert set(service.cards(at.session, list(IDS.values()))) == {others}
    assert set(service.away(at.session, list(IDS.values()), TODAY, TODAY)) == {others}
    assert service.set_by(at.session, IDS["wellbeing lead"]) == (None, ())
    assert service.staffed_hours(at.session).weekdays == SHORT
    assert service.closed_days(at.session) == (TRAINING,)


def test_the_database_itself_refuses_what_cannot_be(either_home):
    person = IDS["peer supporter"]
    usual = {"id": 1, "version": 1, "set_by": None, "set_on": TODAY}
    card = asdict(CARD) | {"person_id": person}
    for row in (
        rows.ClosedDayRow(day=TODAY, name="", set_by=person, set_on=TODAY),
        rows.SupporterAbsenceRow(person_id=person, first_on=day(1), last_on=TODAY),
        rows.SupporterCardRow(**card | {"most_at_once": 0}),
        rows.SupporterCardRow(**card | {"most_at_once": 21}),
        rows.StaffedDayRow(weekday=0, opens=600, closes=600),
        rows.StaffedDayRow(weekday=0, opens=600, closes=1440),
        rows.StaffedDayRow(weekday=7, opens=600, closes=601),
        rows.StaffedWeekRow(**usual | {"id": 2}),
        rows.StaffedWeekRow(**usual | {"version": 0}),
    ):
        with (
            either_home.session() as session,
            pytest.raises(IntegrityError),
            writing(session),
        ):
            session.add(row)


def test_both_databases_keep_hours_cards_and_days_away(either_home):
    with either_home.session() as session:
        at = Desk(session, either_home.vault)
        for weekdays, read in ((USUAL_WEEK, 0), (SHORT, 1)):
            setting.set_week(at.lead(), weekdays, read)
        for name in ("Training day", "Moving"):
            setting.close_day(at.lead(), ClosedDay(TRAINING.day, name))
        own.keep_card(at.supporter(), CARD)
        own.go_away(at.supporter(), Away(day(2), day(4)))
        own.go_away(at.supporter(), Away(day(3), day(6)))
        service.forget_past(session, TODAY)

        hours = service.staffed_hours(session)
        assert (hours.weekdays, hours.closed) == (SHORT, frozenset({TRAINING.day}))
        assert own.card(at.supporter()) == CARD
        assert own.days_away(at.supporter()) == (Away(day(2), day(6)),)
