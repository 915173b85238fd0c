"""Who waits for whom when several write at once."""

from threading import Event, Thread

import pytest
from sqlalchemy.orm import Session

from tests.support.databases import on_postgres
from wellbeing.database import make_engine, writing


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
