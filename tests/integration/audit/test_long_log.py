"""A log of a million events is checked from end to end within five seconds, on one core."""

import hmac
import time

import pytest
from sqlalchemy import text

from tests.support import proofs
from tests.support.audited import book_on
from wellbeing.audit.service import Act, Kind
from wellbeing.database import writing

AT_ONCE = 5_000
SECONDS = 5.0
# What checking may cost beside marking the same bytes with nothing around it: reading them, and comparing.
MOST_TIMES_THE_FLOOR = 6.0
MARKED_BESIDE = len(b"event") + 8 + 32


@pytest.fixture
def book(database):
    with book_on(database) as opened:
        yield opened


def write(book, events):
    acts = [Act(Kind.LOOK_REQUEST, "ann")] * AT_ONCE
    for first in range(0, events, AT_ONCE):
        with writing(book.session):
            book.scribe.note(book.session, *acts[: events - first])
        book.session.expunge_all()


def floor(book):
    """Mark as many bytes, event by event, with nothing around it."""
    size = len(book.session.scalar(text("SELECT sealed FROM audit_event LIMIT 1")))
    events = book.session.scalar(text("SELECT count(*) FROM audit_event"))
    book.session.rollback()
    key, message = bytes(32), bytes(MARKED_BESIDE + size)
    begun = time.process_time()
    for _ in range(events):
        hmac.digest(key, message, "sha256")
    return time.process_time() - begun


def measured(book):
    begun, cpu = time.perf_counter(), time.process_time()
    whole = book.whole()
    return whole, time.perf_counter() - begun, time.process_time() - cpu


def test_a_long_log_is_checked_in_few_times_what_marking_it_costs(book, database, record_property):
    events = proofs.size(20_000, 1_000_000)
    write(book, events)
    tries = [measured(book) for _ in range(3)]
    least = min(floor(book) for _ in range(3))

    assert {whole.events for whole, _, _ in tries} == {events}
    seconds = min(wall for _, wall, _ in tries)
    cpu = min(used for _, _, used in tries)
    figures = {
        "database": database.kind,
        "events": events,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "floor_cpu_seconds": round(least, 2),
        "times_the_floor": round(cpu / least, 2),
    }
    proofs.report(record_property, f"audit-long-{database.kind}", figures)
    assert cpu / least <= MOST_TIMES_THE_FLOOR
    if proofs.is_whole():
        assert cpu <= SECONDS
