"""An organisation on each database, and a desk of the timetable at a moment of one's choice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from socket import socket

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy.orm import Session

from tests.support.gateways import PretendGateway
from tests.support.house import prepare
from tests.support.world import settle
from wellbeing.content.loader import content
from wellbeing.database import make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.rhythm.delivery import Post
from wellbeing.rhythm.service import Desk
from wellbeing.sealed import Vault
from wellbeing.settings import Mail, Settings

# A Monday early in the morning; the week is 2026-W24.
NOW = datetime(2026, 6, 8, 5, 0, tzinfo=UTC)


class Relay:
    """A relay that keeps what it is sent, or answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.recipients: list[str] = []
        self.answers: Callable[[str], str] = lambda _to: "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        (to,) = envelope.rcpt_tos  # type: ignore[attr-defined]
        answer = self.answers(to)
        if answer.startswith("250"):
            self.mails.append(envelope.content)  # type: ignore[attr-defined]
            self.recipients.append(to)
        return answer


@dataclass(frozen=True)
class Rooms:
    """A desk, and a way to move it in time."""

    desk: Desk
    settings: Settings

    def at(self, now: datetime, fence: int | None = None) -> Desk:
        return replace(self.desk, now=now, fence=fence)


@pytest.fixture
def rooms(database) -> Iterator[Rooms]:
    settings = prepare(database)
    main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
    with Session(main) as session:
        settle(session)
        vault = Vault(KeyRing.read(settings.key_file), keys)
        yield Rooms(Desk(session, vault, NOW), settings)
    main.dispose()
    keys.dispose()


@pytest.fixture
def relay_and_mailer() -> Iterator[tuple[Relay, SmtpMailer]]:
    relay = Relay()
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(relay, hostname="127.0.0.1", port=port)
    controller.start()
    yield relay, SmtpMailer(Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@x"))
    controller.stop()


@pytest.fixture
def post() -> Post:
    return Post("https://w.example", "no-reply@w.example", content().mails.weekly)


@pytest.fixture
def gateway() -> Iterator[PretendGateway]:
    with PretendGateway() as gateway:
        yield gateway
