"""The outbox against a real SMTP server on this machine."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.house import prepare
from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
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
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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

    assert b"ann" not in row.sealed
    assert b"password" not in row.sealed


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


def test_nobody_who_has_left_gets_a_message(desk, inbox_and_mailer):
    inbox, mailer = inbox_and_mailer

    gone = replace(desk, today=date(2020, 1, 1))
    assert service.deliver_due(gone, mailer) == 0

    assert inbox.mails == []
    assert desk.session.scalars(select(OutboxRow)).all() == []
