"""The timetable removes what is old while a person writes the same row: nothing of theirs fails."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from time import sleep

import pytest
from sqlalchemy.orm import Session

from tests.support.databases import on_postgres
from tests.support.house import prepare
from wellbeing.accounts import sign_in_store
from wellbeing.checkins import store as checkin_store
from wellbeing.database import make_engine, writing

ROW = bytes(32)
TODAY = date(2026, 6, 10)
NOW = datetime.fromisoformat("2026-06-10T09:00:00+00:00")
A_WAIT = 0.5


@pytest.fixture
def engine(postgres_server, tmp_path):
    """PostgreSQL alone: on SQLite the two wait for each other from their start."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with on_postgres(postgres_server, data) as made:
        engine = make_engine(prepare(made).database_url)
        yield engine
        engine.dispose()


def written(engine, about: str, change: Callable[[Session], None]) -> None:
    with Session(engine) as session, writing(session, about):
        change(session)


def while_removing(engine, remove: Callable[[Session], None], change: Callable[[Session], None]):
    """Change a row while its removal is under way and not committed."""
    with ThreadPoolExecutor(1) as pool:
        with Session(engine) as session, writing(session):
            remove(session)
            changing = pool.submit(written, engine, "ann", change)
            sleep(A_WAIT)
        changing.result(timeout=20)


def test_a_draft_is_kept_while_the_one_before_is_removed(engine):
    def keep(session: Session, until: date) -> None:
        checkin_store.keep_draft(session, ROW, b"sealed", until)

    written(engine, "ann", lambda session: keep(session, TODAY - timedelta(days=1)))

    while_removing(
        engine,
        lambda session: checkin_store.remove_drafts_before(session, TODAY),
        lambda session: keep(session, TODAY),
    )

    with Session(engine) as session:
        assert checkin_store.draft(session, ROW, TODAY) == b"sealed"


def test_a_wrong_try_is_counted_while_the_count_before_is_removed(engine):
    def fail(session: Session, moment: datetime) -> None:
        sign_in_store.free_at(session, ROW)
        sign_in_store.keep_failure(session, ROW, 1, moment, moment)

    written(engine, "ann", lambda session: fail(session, NOW - timedelta(days=2)))

    while_removing(
        engine,
        lambda session: sign_in_store.end_stale(session, NOW - timedelta(days=1)),
        lambda session: fail(session, NOW),
    )

    with Session(engine) as session:
        assert sign_in_store.failures(session, ROW, NOW) == 1
