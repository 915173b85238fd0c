"""The outbox against a real SMTP server on this machine."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from threading import Event
from time import sleep

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.support.house import prepare
from tests.support.served import free_port
from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.accounts.people import Role
from wellbeing.content.loader import content
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.messages import service
from wellbeing.messages.mailer import CannotSendError, SmtpMailer
from wellbeing.messages.rows import OutboxRow
from wellbeing.sealed import Vault
from wellbeing.settings import Mail

NOW = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)


class Inbox:
    """Takes what is sent, or refuses it."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answer = "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.mails.append(envelope.content)  # type: ignore[attr-defined]
        return self.answer


@dataclass
class DeadRelay:
    """A relay that cannot be reached."""

    def open(self) -> None:
        raise CannotSendError("away")

    def send(self, mail: EmailMessage) -> None:
        raise AssertionError("nothing can be sent unconnected")

    def close(self) -> None:
        raise AssertionError("nothing was opened")


@pytest.fixture
def inbox_and_mailer():
    inbox = Inbox()
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox, SmtpMailer(Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@x"))
    controller.stop()


@pytest.fixture
def desk(database):
    settings = prepare(database)
    main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
    with Session(main) as session:
        yield _desk_with_one_message(session, Vault(KeyRing.read(settings.key_file), keys))
    main.dispose()
    keys.dispose()


def _desk_with_one_message(session: Session, vault: Vault) -> service.Desk:
    lead = accounts.Person(
        accounts.new_id(), "Ann Lee", "ann@example.org", frozenset({"wellbeing_lead"}), TODAY
    )
    accounts.found_organisation(
        session,
        accounts.Organisation("Example", "Europe/London", "scotland", date(2026, 6, 1)),
        lead,
    )
    with writing(session):
        service.post(session, vault, service.Kind.SET_PASSWORD, lead.id, NOW)
    return service.Desk(
        session, vault, NOW, TODAY, "https://w.example", "no-reply@w.example", content().mails
    )


def the_lead(desk: service.Desk) -> str:
    (lead,) = accounts.people_with_role(desk.session, Role.WELLBEING_LEAD, TODAY)
    return lead.id


def post_again(desk: service.Desk) -> None:
    person = the_lead(desk)
    with writing(desk.session):
        service.post(desk.session, desk.vault, service.Kind.SET_PASSWORD, person, desk.now)


def test_a_due_message_leaves_once_and_its_link_sets_a_password(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    assert service.deliver_due(desk, mailer) == 1
    assert service.deliver_due(desk, mailer) == 0

    (sent,) = inbox.mails
    token = sent.decode().split("/set-password/")[1].split()[0]
    door = sign_in.Door(desk.session, desk.vault, NOW, TODAY)
    assert sign_in.person_of_link(door, token).name == "Ann Lee"


def test_two_processes_with_the_same_message_before_them_send_it_once(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    counts = []

    class Late(SmtpMailer):
        def open(self) -> None:
            counts.append(service.deliver_due(desk, mailer))
            super().open()

    counts.append(service.deliver_due(desk, Late(mailer._settings)))

    assert counts == [1, 0]
    assert len(inbox.mails) == 1


def test_what_waits_in_the_outbox_names_nobody(desk):
    row = desk.session.scalars(select(OutboxRow)).one()

    for word in (b"Ann Lee", b"ann@example", b"password"):
        assert word not in row.sealed


def test_a_dead_relay_puts_the_message_off_and_a_later_try_sends_it(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    assert service.deliver_due(desk, DeadRelay()) == 0

    assert service.deliver_due(desk, mailer) == 0
    assert inbox.mails == []

    later = replace(desk, now=NOW + timedelta(minutes=2))
    assert service.deliver_due(later, mailer) == 1


def test_a_refused_message_is_given_up_after_the_last_try(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    inbox.answer = "451 try later"
    now = NOW
    for _ in range(service.MOST_TRIES):
        service.deliver_due(replace(desk, now=now), mailer)
        now += timedelta(hours=2)

    row = desk.session.scalars(select(OutboxRow)).one()
    assert row.failed
    assert row.tries == service.MOST_TRIES


def test_after_one_was_given_up_a_new_message_leaves_again(desk, inbox_and_mailer):
    _, mailer = inbox_and_mailer
    with writing(desk.session):
        desk.session.execute(update(OutboxRow).values(failed=True, tries=service.MOST_TRIES))

    post_again(desk)

    assert service.deliver_due(desk, mailer) == 1


def test_a_message_posted_while_one_like_it_is_on_its_way_is_not_lost(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    class Meanwhile(SmtpMailer):
        def send(self, mail: EmailMessage) -> None:
            super().send(mail)
            post_again(desk)

    service.deliver_due(desk, Meanwhile(mailer._settings))

    assert service.deliver_due(desk, mailer) == 1
    assert len(inbox.mails) == 2


def test_a_try_that_fails_does_not_put_off_what_was_posted_meanwhile(desk, inbox_and_mailer):
    _, mailer = inbox_and_mailer

    class Refused(SmtpMailer):
        def send(self, mail: EmailMessage) -> None:
            post_again(desk)
            raise CannotSendError("refused")

    service.deliver_due(desk, Refused(mailer._settings))

    assert service.deliver_due(desk, mailer) == 1


def test_a_later_message_is_not_taken_for_the_same_mail_again(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    service.deliver_due(desk, mailer)
    post_again(desk)

    service.deliver_due(desk, mailer)

    first, second = (message_from_bytes(mail)["Message-ID"] for mail in inbox.mails)
    assert first != second


def test_the_same_message_tried_again_keeps_its_mail_s_name(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer
    names = []

    class Unsure(SmtpMailer):
        def send(self, mail: EmailMessage) -> None:
            names.append(mail["Message-ID"])
            raise CannotSendError("no answer")

    service.deliver_due(desk, Unsure(mailer._settings))
    service.deliver_due(replace(desk, now=NOW + timedelta(minutes=2)), mailer)

    assert names == [message_from_bytes(inbox.mails[0])["Message-ID"]]


def test_two_about_different_people_can_post_to_the_same_person_at_once(desk):
    person, engine = the_lead(desk), desk.session.get_bind()
    desk.session.rollback()
    posted = Event()

    def post(about: str) -> None:
        with Session(engine) as session, writing(session, about):
            service.post(session, desk.vault, service.Kind.REQUEST, person, NOW)
            posted.set()
            sleep(0.3)

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(post, "ada")
        posted.wait(10)
        second = pool.submit(post, "bob")

    assert (first.result(), second.result()) == (None, None)
    assert len(desk.session.scalars(select(OutboxRow)).all()) == 2


def test_nobody_who_has_left_gets_a_message(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    gone = replace(desk, today=date(2020, 1, 1))
    assert service.deliver_due(gone, mailer) == 0

    assert inbox.mails == []
    assert desk.session.scalars(select(OutboxRow)).all() == []
