"""How often the databases are asked does not grow with the number of people who could answer."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, Help, join
from wellbeing.support import service
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.office import Office
from wellbeing.support.pools import pool_of

OUTSIDE = Wish(Kind.TALK, with_whom="outside_team")


def queries(help_: Help, act: Callable[[Office], object]) -> int:
    said: list[str] = []

    def note(*arguments: object) -> None:
        said.append(str(arguments[2]))

    with help_.office() as office:
        engine = office.session.get_bind()
        assert isinstance(engine, Engine)
        event.listen(engine, "before_cursor_execute", note)
        try:
            act(office)
        finally:
            event.remove(engine, "before_cursor_execute", note)
    return len([one for one in said if one.lstrip().upper().startswith("SELECT")])


def test_who_is_outside_a_team_is_asked_in_one_query_for_all(help_: Help) -> None:
    before = queries(help_, lambda office: pool_of(office, ASKER, OUTSIDE))
    with help_.home.session() as session:
        for number in range(5):
            join(session, f"{number}" * 31 + "e", f"More {number}", "help", "peer_supporter")

    assert queries(help_, lambda office: pool_of(office, ASKER, OUTSIDE)) == before


def test_requests_of_one_person_are_asked_about_once_in_a_list(help_: Help) -> None:
    help_.ask(Wish(Kind.REVIEW))
    one = queries(help_, lambda office: service.inbox(office, PRACTITIONER))

    help_.ask(Wish(Kind.FORMAL))

    assert queries(help_, lambda office: service.inbox(office, PRACTITIONER)) == one


def test_another_asker_adds_only_what_is_about_that_person(help_: Help) -> None:
    help_.ask(Wish(Kind.REVIEW))
    one = queries(help_, lambda office: service.inbox(office, PRACTITIONER))
    alone = queries(help_, lambda office: pool_of(office, BY_NAME["moved"], Wish(Kind.REVIEW)))

    help_.ask(Wish(Kind.REVIEW), who=BY_NAME["moved"])

    assert queries(help_, lambda office: service.inbox(office, PRACTITIONER)) < one + alone


@pytest.mark.parametrize(
    "wish",
    [Wish(Kind.REVIEW), Wish(Kind.TALK, with_whom="supervisor")],
    ids=["review", "supervisor"],
)
def test_a_tick_asks_no_more_for_many_requests_that_can_wait(help_: Help, wish: Wish) -> None:
    help_.ask(wish)
    one = queries(help_, quiet_tick)

    for who in ("moved", "past supervisor"):
        help_.ask(wish, who=BY_NAME[who])

    assert queries(help_, quiet_tick) == one


def quiet_tick(office: Office) -> None:
    """Tick in a minute in which no open request is looked at closely."""
    own = {int(one, 16) % 60 for one in office.cabinet.open_ids()}
    minute = next(each for each in range(60) if each not in own)
    service.keep_promises(replace(office, now=office.now.replace(minute=minute)))
