"""Who waits for whom when several write at once."""

import time
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.support.databases import on_postgres
from wellbeing import database
from wellbeing.database import Journal, make_engine, writing


@pytest.fixture
def engine(postgres_server, tmp_path):
    """PostgreSQL alone: SQLite has one writer at a time, whatever it writes about."""
    with on_postgres(postgres_server, tmp_path) as made:
        engine = make_engine(made.main)
        yield engine
        engine.dispose()


def written(engine, about):
    """Write about something in the background; the event is set once it has been done."""
    done = Event()

    def write():
        with Session(engine) as session, writing(session, about):
            pass
        done.set()

    thread = Thread(target=write, daemon=True)
    thread.start()
    return thread, done


def test_writers_about_different_people_do_not_wait_for_each_other(engine):
    with Session(engine) as session, writing(session, "ada"):
        thread, done = written(engine, "bob")

        assert done.wait(timeout=20)
    thread.join()


def test_writers_about_one_person_go_one_after_the_other(engine):
    with Session(engine) as session, writing(session, "ada"):
        thread, done = written(engine, "ada")

        assert not done.wait(timeout=0.5)
    assert done.wait(timeout=20)
    thread.join()


def test_a_writer_that_is_paused_for_long_loses_its_transaction_and_holds_nobody_up(
    engine, monkeypatch
):
    def pause():
        with Session(engine) as session, writing(session, "ada"):
            thread, done = written(engine, "ada")
            # Nothing is said to the database meanwhile, as by a process that was stopped.
            assert done.wait(timeout=20)
            thread.join()
            session.execute(text("SELECT 1"))

    monkeypatch.setattr(database, "PAUSED_MS", 300)
    with pytest.raises(DBAPIError):
        pause()


def test_a_publisher_may_add_up_for_longer_than_any_other_writer_may_be_silent(engine, monkeypatch):
    monkeypatch.setattr(database, "PAUSED_MS", 300)
    ledger = make_engine(engine.url.render_as_string(hide_password=False), Journal.LEDGER)
    try:
        with Session(ledger) as session, writing(session):
            # As long as it takes the server to end a writer of the main database, three times over.
            time.sleep(0.9)
            said = session.scalar(text("SELECT 1"))
    finally:
        ledger.dispose()

    assert said == 1
