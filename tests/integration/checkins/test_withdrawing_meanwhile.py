"""Sending a check-in while another window withdraws: a page, not a fault, and nothing is kept."""

from tests.integration.checkins.visitor import SEND
from tests.support.meanwhile import meanwhile
from wellbeing.checkins import service
from wellbeing.checkins.service import Decision
from wellbeing.content.loader import content
from wellbeing.extensions import db
from wellbeing.week import Week

WEEK = Week(2026, 10)


def test_who_withdraws_in_another_window_is_led_to_the_page_of_consent(ann):
    def withdraw() -> None:
        with ann.desk() as desk:
            service.consent(desk, content().consent, ann.person_id, Decision.WITHDRAW)

    page = ann.answer({"sleep": "2"})
    with ann.home.app.app_context():
        engine = db.engine
    with meanwhile(engine, ann.person_id, withdraw):
        after = ann.press(page, {}, SEND)

    assert (after.status, after.url) == (200, "/consent")
    assert content().consent.withdrawn in after.text
    assert ann.sent(WEEK) is None

    again = ann.press(after, {"choice": "agree"}, "/consent")
    assert again.url == SEND
    ann.press(again, {}, SEND)
    assert ann.sent(WEEK).check_in.signs[0] == 2
