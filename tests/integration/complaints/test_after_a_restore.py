"""What is said is open to nobody after a restore, until its person says that they still want it."""

import pytest
from sqlalchemy import delete, select

from tests.support.asking import ASKER
from tests.support.saying import AUDITOR, LEAD, WORDS, Sayers
from tests.support.walking import Walker
from wellbeing.complaints import service
from wellbeing.complaints.rows import ComplaintRow
from wellbeing.database import writing
from wellbeing.messages.rows import OutboxRow

ASKED = "Do you still want this?"


@pytest.fixture
def sayers(home):
    return Sayers(home)


def put_back(sayers):
    with sayers.desk() as desk:
        service.after_restore(desk.session, desk.vault, desk.today)


def test_nobody_reads_it_until_its_person_chooses_again(home, sayers):
    said = sayers.say()
    sayers.look(said)
    put_back(sayers)

    assert sayers.to_read() == ()
    with pytest.raises(service.NotThereError):
        sayers.look(said)
    ann = Walker(home.browser_of(ASKER))
    page = ann.get("/say")
    assert ASKED in page.text
    assert "Nobody it went to can read it any more" not in page.text
    assert WORDS in page.text

    choose = f"/say/{said}/reader"
    ann.post(choose, {**ann.get(choose).form(choose).filled, "to": LEAD})
    assert ASKED not in ann.get("/say").text
    assert (sayers.to_read(LEAD), sayers.to_read(AUDITOR)) == ((said,), ())


def test_it_can_be_taken_back_and_the_days_go_on(sayers):
    said = sayers.say()
    (before,) = sayers.mine()
    put_back(sayers)
    (after,) = sayers.mine()
    assert (after.said.answer_by, after.said.is_open) == (before.said.answer_by, True)

    assert sayers.take_back(said)
    assert sayers.mine() == ()


def test_its_person_is_told_once(sayers):
    sayers.say()
    put_back(sayers)
    with sayers.desk() as desk, writing(desk.session):
        desk.session.execute(delete(OutboxRow))

    for _ in range(2):
        sayers.tick()

    with sayers.desk() as desk:
        assert len(desk.session.scalars(select(OutboxRow)).all()) == 1
    assert sayers.mine()[0].said.told_nobody


def test_what_was_answered_and_what_is_nobodys_stays_as_it_was(sayers):
    answered = sayers.say()
    sayers.answer(answered)
    nobodys = sayers.say()
    with sayers.desk() as desk, writing(desk.session):
        service.forget_person(desk.session, desk.vault, ASKER)
    put_back(sayers)

    assert len(sayers.to_read()) == 2
    assert nobodys not in sayers.to_read()


def test_what_nobody_confirmed_goes_with_its_person(sayers):
    sayers.say()
    put_back(sayers)
    with sayers.desk() as desk:
        with writing(desk.session):
            service.forget_person(desk.session, desk.vault, ASKER)
        assert desk.session.scalars(select(ComplaintRow.id)).all() == []
