"""The outbox against a real SMTP server on this machine."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from threading import Event
from time import sleep

import pytest
from sqlalchemy.orm import Session

from tests.support.outboxes import LEAD, NOW, TODAY, Outbox
from wellbeing.accounts import sign_in
from wellbeing.accounts.rows import PersonRow
from wellbeing.content.loader import content
from wellbeing.database import writing
from wellbeing.messages import service
from wellbeing.messages.mailer import CannotSendError, SmtpMailer
from wellbeing.messages.service import Kind

STOPS = re.compile(rb"/messages/\w{64}")
NAME = re.compile(rb"(?m)^Message-ID: <[0-9a-f]{32}@")


def token_of(mail: bytes) -> str:
    return mail.decode().split("/set-password/")[1].split()[0]


def test_a_due_message_leaves_once_and_its_link_sets_a_password(outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    assert outbox.deliver(mailer).left == 1
    assert outbox.deliver(mailer).left == 0

    (sent,) = inbox.mails
    door = sign_in.Door(outbox.session, outbox.desk.vault, NOW, TODAY)
    assert sign_in.person_of_link(door, token_of(sent)).name == "Ann Lee"


def test_what_waits_in_the_outbox_names_nobody_and_no_purpose(outbox):
    for kind in Kind:
        outbox.post(kind, occasion="1")
    rows = outbox.rows()

    for word in (b"Ann Lee", b"ann@example", b"password", b"request", LEAD.encode()):
        assert all(word not in row.sealed + row.id for row in rows)
    # No kind can be told by its size.
    assert len({len(row.sealed) for row in rows}) == 1


def test_a_message_posted_while_one_like_it_is_on_its_way_is_not_lost(outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    class Meanwhile(SmtpMailer):
        def send(self, mail: EmailMessage) -> None:
            super().send(mail)
            if not inbox.mails[1:]:
                outbox.post()

    outbox.deliver(Meanwhile(mailer._settings))

    assert len(inbox.mails) == 2
    assert outbox.rows() == []


def test_a_try_that_fails_does_not_put_off_what_was_posted_meanwhile(outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    class Refused(SmtpMailer):
        def send(self, mail: EmailMessage) -> None:
            if not inbox.mails:
                inbox.mails.append(b"")
                outbox.post()
                raise CannotSendError("refused")
            super().send(mail)

    outbox.deliver(Refused(mailer._settings))

    assert outbox.deliver(mailer).left == 1


def test_a_later_message_is_not_taken_for_the_same_mail_again(outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    outbox.deliver(mailer)
    outbox.post()

    outbox.deliver(mailer)

    first, second = (message_from_bytes(mail)["Message-ID"] for mail in inbox.mails)
    assert first != second
    assert token_of(inbox.mails[0]) != token_of(inbox.mails[1])


def test_the_same_message_tried_again_keeps_its_mail_s_name_and_its_link(outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    first = []

    class Unsure(SmtpMailer):
        def send(self, mail: EmailMessage) -> None:
            first.append(mail.as_bytes())
            raise CannotSendError("no answer")

    outbox.deliver(Unsure(mailer._settings))
    outbox.after(minutes=2).deliver(mailer)

    # A mailbox that drops the second mail with one name keeps a link that works.
    names = {message_from_bytes(mail)["Message-ID"] for mail in (*first, *inbox.mails)}
    assert len(names) == 1
    assert token_of(first[0]) == token_of(inbox.mails[0])


def test_two_about_different_people_can_post_to_the_same_person_at_once(outbox):
    engine, desk = outbox.session.get_bind(), outbox.desk
    posted = Event()

    def post(about: str) -> None:
        with Session(engine) as session, writing(session, about):
            service.post(session, desk.vault, Kind.REQUEST, LEAD, NOW)
            posted.set()
            sleep(0.3)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(post, "ada")
        posted.wait(10)
        second = pool.submit(post, "bob")

    assert (first.result(), second.result()) == (None, None)
    assert len(outbox.rows()) == 2


def test_nobody_who_has_left_gets_a_message(outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    gone = Outbox(replace(outbox.desk, today=date(2020, 1, 1)))
    assert gone.deliver(mailer).left == 0

    assert inbox.mails == []
    assert outbox.rows() == []


@pytest.fixture
def everybody(empty_outbox):
    """Three people whose addresses have nothing in common, not even their length."""
    people = {str(number) * 32: "Bo " + "Li" * number for number in (1, 2, 3)}
    with writing(empty_outbox.session):
        for who, name in people.items():
            to = f"{name.replace(' ', '.').lower()}@example.org"
            empty_outbox.session.add(
                PersonRow(id=who, name=name, work_email=to, email_key=to, joined_on=TODAY)
            )
    return people


def told_apart_by_nothing_else(mail: bytes) -> bytes:
    """Return a mail without what may differ: its address, its name, and the link that sets a password."""
    to = message_from_bytes(mail)["To"].encode()
    mail = NAME.sub(b"Message-ID: <name@", mail.replace(to, b"to"))
    mail = STOPS.sub(b"/messages/mark", mail)
    return re.sub(rb"/set-password/\S{43}", b"/set-password/token", mail)


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_a_notice_is_the_same_bytes_for_everyone(everybody, empty_outbox, inbox_and_mailer, kind):
    inbox, mailer = inbox_and_mailer
    for who in everybody:
        empty_outbox.post(kind, who)

    assert empty_outbox.deliver(mailer).left == 3

    assert len(set(inbox.mails)) == 3
    assert len({told_apart_by_nothing_else(mail) for mail in inbox.mails}) == 1


def test_who_asked_and_who_is_asked_get_the_same_bytes(everybody, empty_outbox, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    for kind, who in zip((Kind.REQUEST, Kind.REQUEST_TAKEN), everybody, strict=False):
        empty_outbox.post(kind, who)

    empty_outbox.deliver(mailer)

    assert len({told_apart_by_nothing_else(mail) for mail in inbox.mails}) == 1


def test_every_notice_but_the_link_for_a_password_has_one_subject(
    everybody, empty_outbox, inbox_and_mailer
):
    inbox, mailer = inbox_and_mailer
    for kind in set(Kind) - {Kind.SET_PASSWORD}:
        empty_outbox.post(kind, next(iter(everybody)))

    empty_outbox.deliver(mailer)

    # A colleague who sees a list of mails on somebody's screen cannot tell them apart.
    assert {message_from_bytes(mail)["Subject"] for mail in inbox.mails} == {
        content().mails.weekly.subject
    }
