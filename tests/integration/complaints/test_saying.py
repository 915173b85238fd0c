"""What somebody says is wrong reaches whom they chose, and nobody else; its clock is kept and told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.support.asking import ASKER, Help, join, now_leads
from tests.support.saying import AUDITOR, IDS, LEAD, WORDS, Sayers
from tests.support.settled_home import settled_home
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import PersonRow, RoleRow
from wellbeing.complaints import service
from wellbeing.complaints.service import About
from wellbeing.database import writing
from wellbeing.sealed import SealBrokenError

REPRESENTATIVE = IDS["staff representative"]
A_DAY = timedelta(days=1)


@pytest.fixture
def sayers(database):
    with settled_home(database) as home:
        yield Sayers(home)


@pytest.fixture
def here(home):
    """The same on one database, for what databases cannot see differently."""
    return Sayers(home)


def notices(sayers):
    with sayers.home.session() as session, writing(session):
        found = session.execute(text("DELETE FROM outbox RETURNING id")).all()
    return len(found)


def test_it_is_received_read_and_answered_and_each_is_told_by_a_notice(sayers):
    said_id = sayers.say()
    received, told_first = sayers.mine()[0], notices(sayers)
    opened = sayers.look(said_id)
    read, told_read = sayers.mine()[0], notices(sayers)
    sayers.look(said_id)
    told_again = notices(sayers)
    sayers.after(A_DAY)
    sayers.answer(said_id)
    answered, told_answer = sayers.mine()[0], notices(sayers)

    assert (received.said.read_by, received.said.answer_by) == (
        date(2026, 3, 11),
        date(2026, 4, 3),
    )
    assert (told_first, told_read, told_again, told_answer) == (1, 1, 0, 1)
    assert opened.filed.said.words == WORDS
    assert opened.name == ""
    assert read.looks == (("Auditor", TODAY, 1),)
    assert (answered.said.answer, answered.answered_by) == ("We mended it.", "Auditor")
    assert answered.said.answered_on == TODAY + A_DAY


def test_nobody_reads_it_but_those_it_was_said_to(here):
    said_id = here.say()

    for who in set(IDS.values()) - {AUDITOR}:
        assert here.to_read(who) == ()
        with pytest.raises(service.NotThereError):
            here.look(said_id, who)
    assert here.mine()[0].looks == ()
    assert here.mine(LEAD) == ()


def test_who_leads_somebody_is_never_offered_and_loses_it_when_they_begin_to(here):
    here.say()
    with here.home.session() as session:
        now_leads(session, AUDITOR, "red", TODAY)
    with here.desk() as desk:
        offered = {one for each in service.choices(desk, ASKER, About.DATA) for one in each.ids}

    assert AUDITOR not in offered
    assert ASKER not in offered
    assert offered == {LEAD, REPRESENTATIVE}
    assert here.to_read(AUDITOR) == ()
    assert here.mine()[0].reaches_nobody
    with pytest.raises(service.NotThereError):
        here.say(to=AUDITOR)


def test_whose_matter_it_is_stands_first_and_all_of_a_role_can_be_chosen_together(here):
    with here.home.session() as session:
        join(session, "5" * 32, "Second Lead", "green", "wellbeing_lead")
    with here.desk() as desk:
        data, treated = (
            [one.value for one in service.choices(desk, ASKER, about)]
            for about in (About.DATA, About.TREATED)
        )

    assert data[0] == AUDITOR
    assert treated[0] == "wellbeing_lead"
    assert set(treated[1:3]) == {LEAD, "5" * 32}


def test_when_a_reader_leaves_the_role_its_person_is_told_and_chooses_another(sayers):
    said_id = sayers.say()
    notices(sayers)
    with sayers.home.session() as session, writing(session):
        session.query(RoleRow).filter_by(person_id=AUDITOR).update({"until_on": TODAY})
    sayers.tick()
    told = notices(sayers)
    sayers.tick()
    again = notices(sayers)
    with sayers.desk() as desk:
        service.choose_again(desk, ASKER, said_id, (LEAD,))

    assert (told, again) == (1, 0)
    assert sayers.to_read(AUDITOR) == ()
    assert sayers.to_read(LEAD) == (said_id,)
    assert sayers.mine()[0].said.answer_by == date(2026, 4, 3)


def test_the_clock_tells_readers_before_the_day_and_both_when_it_has_passed(here):
    here.say()
    notices(here)
    told = []
    for days in (22, 1, 1, 7, 1):
        here.after(A_DAY * days)
        here.tick()
        told.append(notices(here))

    # A week before to its reader; the day after to its reader and its person.
    assert told == [0, 1, 0, 2, 0]
    assert here.mine()[0].is_overdue


def test_it_can_be_taken_back_until_it_is_answered_and_is_gone_with_its_key(here):
    taken_back, answered = here.say(), here.say(words="Another thing")
    here.answer(answered)

    assert here.take_back(taken_back)
    assert not here.take_back(taken_back)
    assert not here.take_back(answered)
    assert not here.take_back(answered, LEAD)
    assert here.to_read() == (answered,)
    assert here.home.vault.boxes([f"complaint {taken_back}"]) == {}


def test_sent_twice_it_is_kept_once_and_a_person_has_so_many_open_at_most(here):
    key = here.say()
    here.say(press=key)
    for _ in range(service.MOST_OPEN - 1):
        here.say()

    assert len(here.mine()) == service.MOST_OPEN
    with pytest.raises(service.FullError):
        here.say()


def test_answered_once_it_is_not_answered_again(here):
    said_id = here.say()
    here.answer(said_id)

    with pytest.raises(service.AlreadyAnsweredError):
        here.answer(said_id, words="Something else")
    assert here.mine()[0].said.answer == "We mended it."


def test_six_years_after_the_answer_it_is_removed_with_its_key(here):
    said_id = here.say()
    here.answer(said_id)
    here.home.clock.standing_at = NOW.replace(year=NOW.year + 6) - A_DAY
    here.tick()
    before = len(here.mine())
    here.after(A_DAY)
    here.tick()

    assert (before, len(here.mine())) == (1, 0)
    assert here.home.vault.boxes([f"complaint {said_id}"]) == {}


def forget_asker(sayers):
    with sayers.home.session() as session:
        with writing(session, ASKER):
            keys = service.forget_person(session, sayers.home.vault, ASKER)
        for each in keys:
            sayers.home.vault.destroy(each)


def row_of(sayers):
    with sayers.home.session() as session:
        return dict(session.execute(text("SELECT * FROM complaint")).mappings().one())


def test_one_that_nobody_ever_answers_is_removed_as_if_it_had_been_on_its_day(here):
    said_id = here.say()
    by = here.mine()[0].said.answer_by
    here.home.clock.standing_at = NOW.replace(year=by.year + 6, month=by.month, day=by.day) - A_DAY
    here.tick()
    before = len(here.mine())
    here.after(A_DAY)
    here.tick()

    assert (before, len(here.mine())) == (1, 0)
    assert here.home.vault.boxes([f"complaint {said_id}"]) == {}


def test_who_came_to_lead_its_person_cannot_read_it_when_nothing_says_so_any_more(here):
    here.say()
    with here.home.session() as session:
        now_leads(session, AUDITOR, "red", TODAY)
    here.tick()
    to = here.mine()[0].to
    forget_asker(here)

    assert to == ()
    assert here.to_read(AUDITOR) == ()


def test_of_somebody_who_has_everything_deleted_it_stays_as_nobody_s(sayers):
    before = sayers.say(by_name=True)
    forget_asker(sayers)
    notices(sayers)
    (said_id,) = sayers.to_read()
    opened = sayers.look(said_id)
    sayers.answer(said_id)

    assert sayers.mine() == ()
    assert (opened.name, opened.has_person) == ("", False)
    assert opened.filed.said.words == WORDS
    assert notices(sayers) == 0
    with pytest.raises(service.NotThereError):
        sayers.look(before)


def test_what_a_backup_holds_of_it_is_opened_by_no_key_once_it_is_nobody_s(here):
    before = here.say(by_name=True)
    here.answer(before)
    in_backup = row_of(here)
    forget_asker(here)
    now = row_of(here)

    assert here.home.vault.boxes([f"complaint {before}"]) == {}
    assert set(now.values()).intersection(in_backup.values()) == {in_backup["remove_on"]}
    assert here.look(now["id"]).filed.said.answer == "We mended it."


def test_one_that_cannot_be_opened_stops_no_clock_and_no_deleting(here):
    broken, late = here.say(), here.say(to=LEAD, who=IDS["moved"])
    with here.home.session() as session, writing(session):
        damaged = {"sealed": b"broken" * 60, "id": broken}
        session.execute(text("UPDATE complaint SET sealed = :sealed WHERE id = :id"), damaged)
    notices(here)
    here.after(A_DAY * 31)
    with pytest.raises(SealBrokenError):
        here.tick()
    forget_asker(here)

    # Its reader and its person.
    assert notices(here) == 2
    assert row_of(here)["id"] == late


def test_no_count_of_it_stands_in_clear_and_no_row_names_anybody(here):
    here.say()
    with here.home.session() as session:
        columns = session.execute(text("SELECT * FROM complaint")).mappings().one()
        addressed = session.execute(text("SELECT * FROM complaint_reader")).mappings().one()

    assert set(columns) == {"id", "owner", "sealed", "remove_on"}
    assert columns["remove_on"] is None
    assert ASKER.encode() not in bytes(columns["owner"])
    assert AUDITOR.encode() not in bytes(addressed["reader"])
    assert WORDS.encode() not in bytes(columns["sealed"])


def test_a_leaver_s_complaint_can_still_be_answered(here):
    said_id = here.say()
    with here.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=ASKER).update({"left_on": TODAY + A_DAY})
    here.after(A_DAY * 2)
    here.answer(said_id)

    assert here.look(said_id).filed.said.answer == "We mended it."
    assert Help(here.home).waiting_mail() >= 1
