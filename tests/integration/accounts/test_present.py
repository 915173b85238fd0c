"""Everybody who works here is given some people at a time, each once."""

from datetime import date
from itertools import chain

from sqlalchemy.orm import Session

from tests.support.house import prepare
from tests.support.organisation import found
from wellbeing.accounts import service
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import CHUNK, make_engine, writing

DAY = date(2026, 6, 8)


def test_everybody_present_is_given_once_some_at_a_time(database):
    engine = make_engine(prepare(database).database_url)
    with Session(engine) as session:
        ids = found(session, 2 * CHUNK + 3)
        with writing(session):
            session.get_one(PersonRow, ids[0]).left_on = DAY
            session.get_one(PersonRow, ids[1]).joined_on = date(2026, 6, 15)

        parts = list(service.present_between(session, DAY, date(2026, 6, 14)))

    engine.dispose()
    assert [*chain.from_iterable(parts)] == list(ids[2:])
    assert max(map(len, parts)) == CHUNK
