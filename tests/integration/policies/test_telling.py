"""Who hears of a trouble, or of what waits for them: by a log line and a mail without content."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from tests.support.outboxes import stop_link
from tests.support.policies import LEAD, REP, with_line
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.messages import service as messages
from wellbeing.messages.rows import OutboxRow
from wellbeing.policies import service
from wellbeing.sealed import Label


@pytest.fixture
def office(office):
    office.mails = True
    return office


def waiting(home):
    """Return the ids of those to whom a mail is on its way."""
    box = home.vault.house_box()
    with home.session() as session:
        rows = session.scalars(select(OutboxRow)).all()
        opened = [json.loads(box.open(row.sealed, Label("outbox", row.id))) for row in rows]
    assert all(one["kind"] == "policy" for one in opened)
    return sorted(one["person"] for one in opened)


def sent(home, office):
    """Deliver what waits, and return the mails."""
    mails = []

    class Relay:
        def open(self):
            """Nothing to connect."""

        def send(self, mail):
            mails.append(mail)

        def close(self):
            """Nothing to let go."""

    with home.session() as session:
        now = home.clock.now()
        desk = messages.Desk(
            session,
            home.vault,
            now,
            local_day(now, home.zone),
            "https://w.example",
            "no-reply@w.example",
            content().mails,
            stop_link,
        )
        messages.deliver_due(desk, Relay(), home.clock)
    return mails


def look_after(home, office):
    with home.session() as session, capture_logs() as lines:
        service.look_after(office.board(session))
    return lines


def test_a_proposal_calls_the_representative_and_the_decision_calls_the_proposer(home, office):
    change_id = office.propose(with_line("high", 10))
    assert waiting(home) == [REP]
    sent(home, office)

    office.approve(change_id)

    assert waiting(home) == [LEAD]


def test_taking_one_s_own_proposal_back_calls_nobody(home, office):
    change_id = office.propose(with_line("high", 10))
    sent(home, office)

    office.withdraw(change_id)

    assert waiting(home) == []


def test_every_mail_says_the_same_and_nothing_of_what_it_is_about(home, office):
    office.approve(office.propose(with_line("high", 10)))
    office.spoil(office.this_week, "nothing")
    look_after(home, office)

    mails = sent(home, office)

    assert {mail["To"] for mail in mails} >= {
        "wellbeing.lead@example.org",
        "staff.representative@example.org",
    }
    plain = {mail.get_body(("plain",)).get_content() for mail in mails}
    assert len({mail["Subject"] for mail in mails}) == len(plain) == 1
    said = plain.pop()
    assert "https://w.example/policy-changes" in said
    assert not any(word in said.lower() for word in ("policy ", "rule", "step", "wrong", "agree"))


def test_without_a_relay_no_mail_is_kept(home, office):
    office.mails = False

    office.propose(with_line("high", 10))
    office.spoil(office.this_week, "nothing")
    look_after(home, office)

    with home.session() as session:
        assert session.scalar(select(func.count()).select_from(OutboxRow)) == 0


def test_a_trouble_is_logged_each_hour_and_mailed_once_a_day(home, office):
    office.spoil(office.this_week, "nothing")
    days = []
    for _day in range(2):
        mails = 0
        for _hour in range(3):
            lines = look_after(home, office)
            assert [(line["event"], line["log_level"]) for line in lines] == [
                ("policy_trouble", "error")
            ] * 2
            mails += len(sent(home, office))
            home.clock.standing_at += timedelta(hours=1)
        days.append(mails)
        home.clock.standing_at += timedelta(hours=21)

    # Two troubles, one wellbeing lead: the copy itself, and that no copy is good.
    assert days == [2, 2]


def test_where_all_is_well_nothing_is_logged_or_mailed(home, office):
    assert look_after(home, office) == []
    assert waiting(home) == []


def test_a_log_line_names_a_week_or_a_file_and_nobody(home, office):
    office.agree_on(with_line("high", 10))
    office.spoil(office.this_week.plus(1), "nothing")

    (line,) = look_after(home, office)

    assert line["kind"] == f"copy-unreadable:{office.this_week.plus(1)}"
    assert set(line) == {"event", "kind", "log_level"}
