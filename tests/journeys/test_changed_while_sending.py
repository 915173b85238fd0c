"""What changes between the last look and the sending is not sent: it is shown again first."""

import pytest

from tests.integration.checkins.visitor import SEND, Visitor
from tests.support.asking import ASKER, PRACTITIONER, SECOND, Help, join, join_second
from tests.support.meanwhile import meanwhile
from tests.support.settled_home import settled_home
from tests.support.world import TODAY
from wellbeing.accounts.rows import RoleRow
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.extensions import db
from wellbeing.week import Week

THIRD = "3" * 32
SAID = content().support
WISH = {"talk": "few_days", "talk_with": "practitioner", "talk_how": "phone"}


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        join_second(home)
        yield home


@pytest.fixture
def ann(home):
    visitor = Visitor(home, ASKER)
    visitor.agree()
    return visitor


@pytest.fixture
def somebody_begins(home):
    """A third practitioner begins just before the request writes."""

    def begin() -> None:
        with home.session() as session:
            join(session, THIRD, "Third Begins", "help", "practitioner")

    with home.app.app_context():
        engine = db.engine
    return lambda: meanwhile(engine, ASKER, begin)


def test_a_request_whose_readers_change_while_it_is_sent_is_shown_again(home, ann, somebody_begins):
    page = ann.get("/ask/someone")
    chosen = {"with_whom": "practitioner", "how": "phone", "when": "few_days", "stage": "look"}
    shown = ann.press(page, chosen, "")

    with somebody_begins():
        again = ann.press(shown, {"stage": "send"}, "")

    assert SAID.changed in again.text
    assert "Third Begins" in again.text
    assert {Help(home).inbox(who) for who in (PRACTITIONER, SECOND, THIRD)} == {()}
    assert Help(home).waiting_mail() == 0
    assert Help(home).current() is None
    assert ann.press(again, {"stage": "send"}, "").h1 == "My requests"
    assert len(Help(home).inbox(THIRD)) == 1


def test_a_request_that_reaches_nobody_by_the_time_it_is_sent_promises_nothing(home, ann):
    page = ann.get("/ask/someone")
    chosen = {"with_whom": "peer_supporter", "how": "phone", "when": "few_days", "stage": "look"}
    shown = ann.press(page, chosen, "")

    def end() -> None:
        with home.session() as session, writing(session):
            for row in session.query(RoleRow).filter(RoleRow.role == "peer_supporter"):
                row.until_on = TODAY

    with home.app.app_context():
        engine = db.engine
    with meanwhile(engine, ASKER, end):
        again = ann.press(shown, {"stage": "send"}, "")

    assert SAID.ask("talk").nobody in again.text
    assert Help(home).mine() == ()


def test_a_check_in_is_kept_and_says_that_its_wish_was_not_sent_and_why(home, ann, somebody_begins):
    last = ann.answer(WISH)

    with somebody_begins():
        page = ann.press(last, {}, SEND)

    assert "Saved. Receipt" in page.text
    assert SAID.not_sent in page.text
    assert SAID.not_passed_on in page.text
    assert ann.sent(Week(2026, 10)).talk_with == "practitioner"
    assert {Help(home).inbox(who) for who in (PRACTITIONER, SECOND, THIRD)} == {()}
    assert Help(home).waiting_mail() == 0


def test_a_check_in_whose_wish_was_sent_does_not_say_that_it_was_not(ann):
    page = ann.press(ann.answer(WISH), {}, SEND)

    assert "Saved. Receipt" in page.text
    assert SAID.not_sent not in page.text
