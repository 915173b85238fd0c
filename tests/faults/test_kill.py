"""The service is killed again and again while people send their check-ins."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from threading import Event, Semaphore

import pytest
from sqlalchemy import func, select

from tests.support import proofs
from tests.support.crowd import Somebody, crowd
from tests.support.databases import on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.sent import RECEIPT, SIGNS, Sent
from tests.support.served import free_port, serving, wait_out_the_turn_of_a_week
from tests.support.world import settle
from wellbeing.clock import SystemClock, local_day
from wellbeing.history.rows import CheckInRow, PlacementRow
from wellbeing.week import Week

CLIENTS = 4
PEOPLE_A_ROUND = 16
# A database that is busy for too long is said to be away; the check-in is sent again later.
BUSY = 503


@dataclass
class Sending:
    """One person's check-in, as their browser knows it."""

    who: Somebody
    answer: int
    form: dict[str, str] = field(default_factory=dict)
    receipt: str = ""

    @property
    def kept(self) -> Sent:
        return Sent(self.who.id, self.answer, self.receipt)

    def send(self, port: int) -> None:
        """Fill in and send; or send the very same form again, when its end was never seen."""
        visitor = self.who.visitor(port)
        page = visitor.get("/this-week/send")
        if page.status == BUSY:
            return
        fresh = page.form("send").filled
        self.form = self.form or {**fresh, **dict.fromkeys(SIGNS, str(self.answer))}
        page = visitor.post("/this-week/send", {**self.form, "csrf_token": fresh["csrf_token"]})
        found = RECEIPT.search(page.text)
        if found is None and page.status != BUSY:
            raise AssertionError(f"{page.status} {page.url}: {page.text[:300]}")
        self.receipt = found[1] if found else ""


def send_all(sendings: list[Sending], port: int, acknowledged: Semaphore) -> None:
    for sending in sendings:
        try:
            sending.send(port)
        except (OSError, HTTPException):
            return  # The service is gone: whoever waits for an answer never gets one.
        if sending.receipt:
            acknowledged.release()


def kill_while_sending(
    sendings: list[Sending], environment: dict[str, str], folder: Path, number: int
) -> None:
    """Let several clients send at once; kill the service after some receipts, between any two acts."""
    acknowledged = Semaphore(0)
    port = free_port()
    with (
        serving(["serve"], environment, folder / "log", port) as service,
        ThreadPoolExecutor(CLIENTS) as clients,
    ):
        running = [
            clients.submit(send_all, sendings[first::CLIENTS], port, acknowledged)
            for first in range(CLIENTS)
        ]
        for _ in range(1 + number % 12):
            if not acknowledged.acquire(timeout=60):
                break  # What stopped the clients is raised below.
        Event().wait(number * 37 % 100 / 1_000)
        service.kill()
        for client in running:
            client.result()


@pytest.fixture
def home(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    with opened(prepare(database), database, SystemClock().now()) as home:
        with home.session() as session:
            settle(session)
        yield home


def counted(home: Home) -> tuple[int, int]:
    """Return how many check-ins and how many placements are kept."""
    with home.session() as session:
        check_ins = session.scalar(select(func.count()).select_from(CheckInRow))
        placements = session.scalar(select(func.count()).select_from(PlacementRow))
    return check_ins or 0, placements or 0


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(home, tmp_path, record_property):
    kills = proofs.size(reduced=2, whole=200)
    wait_out_the_turn_of_a_week(30 * kills)
    week = Week.of(local_day(SystemClock().now(), home.zone))
    sent: list[Sending] = []
    for number in range(kills):
        # Sessions end by themselves after a quarter of an hour, and a whole run takes longer.
        home.clock.standing_at = SystemClock().now()
        first = number * PEOPLE_A_ROUND
        people = crowd(home, range(first, first + PEOPLE_A_ROUND))
        sendings = [Sending(who, index % 4) for index, who in enumerate(people)]
        kill_while_sending(sendings, home.environment, tmp_path, number * 5)
        sent += sendings
    acknowledged = [one for one in sent if one.receipt]
    unanswered = [one for one in sent if not one.receipt]

    faults = [fault for one in acknowledged for fault in one.kept.faults(home, week)]
    home.clock.standing_at = SystemClock().now()
    for one in unanswered:
        one.who = Somebody(one.who.id, home.cookie_of(one.who.id))
    with serving(["serve"], home.environment, tmp_path / "log", free_port()) as service:
        for one in unanswered:
            one.send(service.port)
            assert one.receipt
    faults += [fault for one in sent for fault in one.kept.faults(home, week)]

    proofs.report(
        record_property,
        "kill",
        {
            "times killed while check-ins were sent": kills,
            "acknowledged before a kill": len(acknowledged),
            "sent again after it": len(unanswered),
            "lost, doubled or damaged": len(faults),
        },
    )
    assert faults == []
    assert counted(home) == (len(sent), len(sent))
    assert acknowledged
