"""An outbox with one notice in it on each database, and a real relay on this machine."""

from collections.abc import Callable

import pytest
from aiosmtpd.controller import Controller

from tests.support.outboxes import outbox_on
from tests.support.served import free_port
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.settings import Mail


class Inbox:
    """Takes what is sent, or answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.answer: Callable[[str], str] = lambda _to: "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos  # type: ignore[attr-defined]
        answer = self.answer(to)
        if answer.startswith("250"):
            self.mails.append(envelope.content)  # type: ignore[attr-defined]
        return answer


@pytest.fixture
def inbox_and_mailer():
    inbox, port = Inbox(), free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox, SmtpMailer(Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@x"))
    controller.stop()


@pytest.fixture
def empty_outbox(database):
    with outbox_on(database) as outbox:
        yield outbox


@pytest.fixture
def outbox(empty_outbox):
    """An outbox with a set-password letter for the wellbeing lead."""
    empty_outbox.post()
    return empty_outbox
