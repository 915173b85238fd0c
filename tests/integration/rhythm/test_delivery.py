"""Weekly mails against a real relay: the same bytes for everyone, never one twice."""

import re
import socket
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email import policy as rules

import pytest
from sqlalchemy import func, select

from tests.integration.rhythm.relays import deliver
from tests.integration.rhythm.test_planning import BEA, HERE, theirs
from tests.support.world import CHARACTERS
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.messages.mailer import CannotSendError, SmtpMailer
from wellbeing.rhythm import service
from wellbeing.rhythm.delivery import WAITS
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.rhythm.rows import NudgeRow, RhythmRow
from wellbeing.rhythm.stop_links import STOP
from wellbeing.rhythm.tokens import read_mark
from wellbeing.settings import Mail

ASKED = datetime(2026, 6, 10, 9, 51, tzinfo=UTC)
NEVER, LATER = "550 no such mailbox", "451 come back later"


@pytest.fixture
def desk(rooms):
    service.plan_due(rooms.desk)
    return rooms.at(ASKED)


def waiting_invitations(desk):
    rows = select(func.count()).where(NudgeRow.kind == "invitation", NudgeRow.state == "waiting")
    return desk.session.scalar(rows)


def read(mail):
    return message_from_bytes(mail, policy=rules.default)


def without_the_differences(mail, to):
    links = re.sub(rb"/(messages|answer)/[\w-]{64}", rb"/\1/-", mail)
    return re.sub(rb"<[0-9a-f]{32}@", b"<-@", links.replace(to.encode(), b"-"))


def test_all_mails_of_a_week_are_the_same_bytes_but_address_name_and_link(
    desk, post, relay_and_mailer
):
    relay, mailer = relay_and_mailer

    outcome = deliver(desk, post, mailer)

    assert outcome.left == len(relay.mails) == len(set(relay.recipients)) > 10
    pairs = zip(relay.mails, relay.recipients, strict=True)
    assert len({without_the_differences(mail, to) for mail, to in pairs}) == 1
    assert len({read(mail)["Message-ID"] for mail in relay.mails}) == len(relay.mails)


def test_an_invitation_and_a_reminder_cannot_be_told_apart(rooms, desk, post, relay_and_mailer):
    relay, mailer = relay_and_mailer
    deliver(desk, post, mailer)
    invitation = dict(zip(relay.recipients, relay.mails, strict=True))[BEA.work_email]
    relay.mails.clear()
    relay.recipients.clear()

    deliver(rooms.at(ASKED + timedelta(days=2)), post, mailer)

    reminder = dict(zip(relay.recipients, relay.mails, strict=True))[BEA.work_email]
    dates = re.compile(rb"Date: [^\r\n]+")
    assert dates.sub(b"", without_the_differences(invitation, BEA.work_email)) == dates.sub(
        b"", without_the_differences(reminder, BEA.work_email)
    )


def test_a_mail_says_the_same_in_plain_text_and_html_and_can_be_ended_by_one_press(
    desk, post, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    deliver(desk, post, mailer)
    mail = read(relay.mails[0])

    plain, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    words = re.sub(r"<[^>]+>", " ", html.partition("</head>")[2]).split()
    assert words == plain.split()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = mail["List-Unsubscribe"].strip("<>")
    assert link in plain
    row = read_mark(desk.vault, STOP, link.rsplit("/", 1)[1])
    assert row is not None
    assert service.stop_messages(desk, row)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == post.words.subject


@pytest.mark.parametrize("address", ["ann@example.org", "o'neil+x@a.example"])
def test_the_quick_way_of_writing_a_mail_writes_what_the_library_writes(post, address):
    letter = Letter(address, "0" * 32, "https://w.example/answer/y", "https://w.example/m/x")
    template = Template.of(post.words, post.sender, ASKED, "https://w.example/this-week")

    assert template.letter(letter) == template.in_full(letter)


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: c@d.example", "a@b.example>, <c@d"])
def test_no_address_can_write_a_header(post, address):
    letter = Letter(address, "0" * 32, "https://w.example/answer/y", "https://w.example/m/x")

    template = Template.of(post.words, post.sender, ASKED, "https://w.example/this-week")
    try:
        written = template.letter(letter)
    except ValueError:
        written = None
    honest = read(template.letter(replace(letter, to="a@b.example")))
    # Either no mail at all, or one with the same headers, each once.
    assert written is None or sorted(read(written).keys()) == sorted(honest.keys())


def test_a_relay_that_cannot_be_reached_leaves_everything_waiting(desk, post):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = SmtpMailer(
            Mail(host="127.0.0.1", port=probe.getsockname()[1], security="none", sender="x@y")
        )
        with pytest.raises(CannotSendError):
            deliver(desk, post, nobody)
    assert len(service.take_due(desk, 1_000)) == HERE


def test_a_relay_that_refuses_everybody_for_some_minutes_costs_nobody_their_week(
    rooms, desk, post, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    relay.answers = lambda to: LATER if to == BEA.work_email else NEVER

    first = deliver(desk, post, mailer)
    relay.answers = lambda _to: "250 OK"
    at_once = deliver(desk, post, mailer)
    later = deliver(rooms.at(ASKED + timedelta(minutes=6)), post, mailer)

    assert (first.left, at_once.left, later.left) == (0, 0, HERE)
    assert (first.refused, first.turned_down) == (0, HERE - 1)
    assert len(set(relay.recipients)) == len(relay.recipients) == HERE


def test_a_row_or_an_address_that_is_damaged_keeps_nobody_elses_mail(desk, post, relay_and_mailer):
    relay, mailer = relay_and_mailer
    row = service.address_of(desk.vault, BEA.id)
    other = next(each for each in CHARACTERS if each.name == "supervisor")
    with writing(desk.session):
        desk.session.get(RhythmRow, row).person = b"\x01" + bytes(300)
        desk.session.get(PersonRow, other.id).work_email = "no\r\nsense"

    outcome = deliver(desk, post, mailer)

    assert outcome.turned_down == 1
    assert outcome.left == len(relay.mails) == HERE - 2
    assert BEA.work_email not in relay.recipients


def test_a_mail_that_is_refused_again_and_again_is_given_up_after_its_last_try(
    rooms, desk, post, relay_and_mailer
):
    relay, mailer = relay_and_mailer
    tries: Counter[str] = Counter()
    kinds = {BEA.work_email: LATER}
    relay.answers = lambda to: kinds.get(to, NEVER) if tries.update([to]) is None else ""
    refused = 0

    for number in range(72):
        late = rooms.at(ASKED + number * timedelta(minutes=5))
        service.catch_up(late)
        refused += deliver(late, post, mailer).refused

    assert refused == len(tries) == HERE
    assert set(tries.values()) == {1 + len(WAITS)}
    assert waiting_invitations(desk) == 0


def test_nobody_who_is_not_here_yet_is_written_to(desk, post, relay_and_mailer):
    relay, mailer = relay_and_mailer
    with writing(desk.session):
        desk.session.get(PersonRow, BEA.id).joined_on = ASKED.date() + timedelta(days=1)

    assert deliver(desk, post, mailer).left == HERE - 1
    assert BEA.work_email not in relay.recipients


def test_nobody_who_has_left_is_written_to(rooms, desk, post, relay_and_mailer):
    relay, mailer = relay_and_mailer
    with writing(desk.session):
        desk.session.get(PersonRow, BEA.id).left_on = ASKED.date()

    deliver(desk, post, mailer)

    assert BEA.work_email not in relay.recipients
    assert theirs(desk, BEA.id)
