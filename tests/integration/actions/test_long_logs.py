"""A log of many years is read page by page, and what changed last in it is known exactly."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, insert
from sqlalchemy.orm import Session

from tests.support.acting import BY_NAME, KEY, RED, Hand, reads, written
from tests.support.world import TODAY, settled, unit_id
from wellbeing.accounts.people import Level
from wellbeing.accounts.rows import SupervisionRow, UnitRow
from wellbeing.actions import keeping, service
from wellbeing.actions.log import Helped, State
from wellbeing.actions.rows import TeamActionRow
from wellbeing.database import Row, make_engine, writing

FEW, MANY = service.LATEST, 10 * service.LATEST


@pytest.fixture
def session(database):
    with settled(database) as session:
        yield session


def fill(session, ended, *, first=0):
    """Let so many actions have ended in the log of the red team; half are not looked back on."""
    fixed = {
        "unit_id": RED, "area": "role", "idea": "", "does": "Do.", "did": "Done.",
        "due_on": TODAY, "state": "done", "began_on": TODAY, "changed_on": TODAY,
        "ended_on": TODAY, "version": 1,
    }  # fmt: skip
    rows = [
        {
            **fixed,
            "id": f"{number:032}",
            "heard": f"Number {number}.",
            "turn": number + 1,
            "review_on": TODAY if number % 2 else None,
        }
        for number in range(first, ended)
    ]
    with writing(session):
        session.execute(insert(TeamActionRow), rows)


@contextmanager
def reading(session) -> Iterator[list[object]]:
    """Collect every row that is read meanwhile, and every statement."""
    session.expire_all()
    session.expunge_all()
    read: list[object] = []

    def row(target: object, _: object) -> None:
        read.append(type(target).__name__)

    def statement(*sent: object) -> None:
        read.append(sent[2])

    event.listen(Row, "load", row, propagate=True)
    event.listen(Engine, "before_cursor_execute", statement)
    try:
        yield read
    finally:
        event.remove(Row, "load", row)
        event.remove(Engine, "before_cursor_execute", statement)


@pytest.mark.parametrize(
    "look",
    [
        lambda session: service.first_page(session, RED, TODAY),
        lambda session: service.older_page(session, RED, TODAY, FEW),
        lambda session: service.agenda(session, BY_NAME["supervisor"].id, TODAY, 3),
        lambda session: service.latest_for(session, BY_NAME["staff"].id, TODAY),
    ],
    ids=["first page", "older page", "what is due", "receipt"],
)
def test_no_more_is_read_of_a_long_log_than_of_a_short_one(session, look):
    Hand(session).adds()
    fill(session, FEW * 3, first=1)
    with reading(session) as of_few:
        look(session)

    fill(session, MANY, first=FEW * 3)
    with reading(session) as of_many:
        look(session)

    assert len(of_many) == len(of_few)
    assert len([one for one in of_few if one == "TeamActionRow"]) <= 2 * service.LATEST + 2


def test_page_by_page_every_action_of_a_log_is_read_and_the_newest_come_first(session):
    Hand(session).adds()
    fill(session, MANY, first=1)

    page = service.first_page(session, RED, TODAY)
    assert KEY in {one.id for one in page.actions}
    seen, turns = {one.id for one in page.actions}, []
    while page.older is not None:
        page = service.older_page(session, RED, TODAY, page.older)
        turns += [one.turn for one in page.actions]
        seen |= {one.id for one in page.actions}
        assert 0 < len(page.actions) <= service.LATEST

    assert len(seen) == MANY
    assert turns == sorted(turns, reverse=True)


def test_of_much_that_is_due_the_most_urgent_is_named_and_the_rest_counted(session):
    for number in range(5):
        Hand(session).adds(f"{number:032}", due_on=TODAY + timedelta(days=5 - number))

    found = service.agenda(session, BY_NAME["supervisor"].id, TODAY, 2)

    assert [one.on for one in found.first] == [TODAY + timedelta(days=one) for one in (1, 2)]
    assert found.more == 3


@pytest.mark.parametrize("count", [service.MOST_UNITS, service.MOST_UNITS + 1])
def test_whoever_acts_for_more_units_than_are_looked_at_is_told_so(session, count):
    who, ids = BY_NAME["staff"].id, [f"z{number:031}" for number in range(count)]
    held = {"level": Level.TEAM, "parent_id": unit_id("help"), "opened_on": TODAY}
    with writing(session):
        session.execute(insert(UnitRow), [{"id": one, "name": one, **held} for one in ids])
        led = [{"person_id": who, "unit_id": one, "from_on": TODAY} for one in ids]
        session.execute(insert(SupervisionRow), led)

    assert service.agenda(session, who, TODAY, 3).of_all is (count == service.MOST_UNITS)


def test_of_two_actions_of_one_day_the_one_that_changed_last_is_the_latest(session):
    hand = Hand(session)
    hand.adds("b" * 32, heard="Often changed.")
    for words in ("Two.", "Three.", "Often changed."):
        version = hand.reads("b" * 32).version
        keeping.change(hand.log, "b" * 32, version, written(heard=words))
    hand.adds("a" * 32, heard="Written last.")

    def latest():
        found = service.latest_for(session, BY_NAME["staff"].id, TODAY)
        return found and found.written.heard

    assert latest() == "Written last."
    keeping.review(Hand(session, "staff").log, "b" * 32, Helped.GOES_ON)
    assert latest() == "Often changed."


def test_what_ended_last_on_a_day_stands_first(session):
    hand = Hand(session)
    for key in ("c" * 32, "a" * 32, "b" * 32):
        hand.adds(key)
    for key in ("a" * 32, "c" * 32, "b" * 32):
        keeping.end(hand.log, key, 1, State.DROPPED, "Not needed.")

    page = service.first_page(session, RED, TODAY)

    assert [one.id[0] for one in page.actions] == ["b", "c", "a"]


def test_two_who_write_in_one_log_at_the_same_moment_both_find_their_place(database, session):
    engine = make_engine(database.main)

    def adds(number):
        with Session(engine) as own:
            Hand(own).adds(f"{number:032}")

    with ThreadPoolExecutor(4) as four:
        list(four.map(adds, range(12)))
    engine.dispose()

    page = service.first_page(session, unit_id("red"), TODAY)
    assert sorted(one.turn for one in page.actions) == list(range(1, 13))


def test_the_pages_of_a_long_log_lead_to_each_other(home, browser):
    with home.session() as session:
        Hand(session).adds()
        fill(session, 2 * FEW + 1, first=1)

    first = reads(browser, "staff")
    older = re.findall(rf"/actions/{RED}\?before=\d+", first)

    assert f"Number {2 * FEW}." in first
    assert "Number 2." not in first
    assert len(older) == 1
    page = reads(browser, "staff", older[0])
    assert "Number 2." in page
    assert "Two reports say the same." not in page
    assert f'href="/actions/{RED}"' in page
    assert "before=" not in page
    assert "There is nothing earlier." in reads(browser, "staff", f"/actions/{RED}?before=1")
    assert "Two reports" in reads(browser, "staff", f"/actions/{RED}?before=soon")
