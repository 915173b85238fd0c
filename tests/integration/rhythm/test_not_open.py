"""No message goes to anybody whose team cannot check in."""

from datetime import UTC, date, datetime

from tests.integration.rhythm.relays import deliver
from tests.support.opened import close_everything
from tests.support.world import CHARACTERS, unit_id
from wellbeing.database import writing
from wellbeing.opening import store
from wellbeing.opening.openings import Opening, Wanted
from wellbeing.rhythm import service
from wellbeing.two_people import Decision

ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
LONG_AGO = date(2025, 1, 6)


def test_while_check_ins_are_closed_nobody_is_invited(rooms, post, relay_and_mailer):
    relay, mailer = relay_and_mailer
    close_everything(rooms.desk.session)
    service.plan_due(rooms.desk)

    assert deliver(rooms.at(ASKED), post, mailer).left == 0
    assert relay.mails == []


def test_in_a_pilot_its_people_alone_are_invited(rooms, post, relay_and_mailer):
    relay, mailer = relay_and_mailer
    session = rooms.desk.session
    close_everything(session)
    pilot = Opening(
        "b" * 32, Wanted((unit_id("care"),)), "A pilot.", None, LONG_AGO, Decision.FOUNDING,
        decided_on=LONG_AGO, from_day=LONG_AGO,
    )  # fmt: skip
    with writing(session):
        store.add(session, pilot)
    service.plan_due(rooms.desk)

    deliver(rooms.at(ASKED), post, mailer)

    # Some are asked at other hours of their choice; those of other teams never.
    beneath = {who.work_email for who in CHARACTERS if who.home in {"care", "green"}}
    assert relay.recipients
    assert set(relay.recipients) <= beneath
