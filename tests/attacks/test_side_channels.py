"""With equal ledgers nothing tells two organisations apart, however differently people answered."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from tests.attacks.houses import DIRECTOR, SERVICES, STAFF, VIEWERS, everybody, premises
from tests.attacks.view import TOKEN, ask
from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.press import CALENDAR

WINDOWS = CALENDAR.windows(1)
# All roles in whole runs; the narrowest view and the widest in others.
LOOKING = tuple(VIEWERS) if proofs.is_whole() else (STAFF, DIRECTOR)
LOOKED_FOR = ("/teams/{}", "/teams/{}/figures.csv", "/teams/{}/figures.json", "/teams/{}/trend.png")


def whatever_the_sums(sums, _sigma):
    """Noise that hides everything, so that both ledgers are equal."""
    return [number % 23 - 11 for number in range(len(sums))]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Note the text of every statement that any engine runs: how much work an answer is."""
    noted: list[str] = []

    def note(_connection, _cursor, statement, *_more):
        noted.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def looked_at(database, answering, score):
    with premises(database) as house:
        for window in WINDOWS:
            house.works.answer_all(answering, window.weeks[:2], score)
            house.publish(window, whatever_the_sums)
        looked_by_all(house)
        with statements() as noted:
            looks = looked_by_all(house)
        return house.works.head(), looks, noted


def looked_by_all(house):
    return {who: house.look(who) for who in LOOKING}


def test_status_size_marks_and_work_are_the_same_whoever_answered_what(tmp_path):
    for name in ("nobody", "everybody"):
        (tmp_path / name).mkdir(mode=0o700)

    nobody = looked_at(on_sqlite(tmp_path / "nobody"), [], 0)
    all_of_them = looked_at(on_sqlite(tmp_path / "everybody"), everybody(SERVICES), 3)

    assert nobody[0] == all_of_them[0]
    for who in LOOKING:
        assert nobody[1][who] == all_of_them[1][who]
    # The class of time an answer takes: the same statements, in the same order.
    assert nobody[2] == all_of_them[2]
    assert len(nobody[2]) > 100


@pytest.mark.parametrize("address", LOOKED_FOR)
def test_a_unit_one_may_not_see_answers_as_one_that_is_not_there(tmp_path, address):
    with premises(on_sqlite(tmp_path)) as house:
        house.publish(WINDOWS[0], whatever_the_sums)
        browser = house.home.browser_of("staff")

        answers = [ask(browser, address.format(unit)) for unit in ("blue", "green", "nowhere")]

        assert {answer.status_code for answer in answers} == {404}
        assert len({TOKEN.sub(b"", answer.data) for answer in answers}) == 1
        assert ask(house.home.browser_of(DIRECTOR), address.format("blue")).status_code == 200
