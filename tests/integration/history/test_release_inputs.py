"""What a release reads: the indicators of the weeks it asks for, and nothing else."""

import pytest
from sqlalchemy import event

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office
from wellbeing.history.indicators import KEPT_WEEKS, indicators_of
from wellbeing.history.service import Answers, WeekIndicators, release_inputs
from wellbeing.stepped_care import CheckIn
from wellbeing.week import Week

NONE = (None,) * 6


def values(check_in: CheckIn) -> tuple[float | None, ...]:
    one = indicators_of(WEEK, check_in)
    return one.conditions, one.signs, one.work_pressure, one.support


@pytest.mark.parametrize(
    ("check_in", "expected"),
    [
        (CheckIn(NONE), (None, None, None, None)),
        (CheckIn((0,) * 6, op=0, org=0, support=3), (4, 4, 4, 4)),
        (CheckIn((3,) * 6, op=3, org=3, support=0), (0, 0, 0, 0)),
        (CheckIn(NONE, op=3, org=0, support=3), (3, None, 2, 4)),
        (CheckIn(NONE, op=3, support=3), (2, None, 0, 4)),
        (CheckIn(NONE, org=3, support_not_needed=True), (0, None, 0, None)),
        (CheckIn(NONE, life=3), (None, None, None, None)),
        (CheckIn(NONE, support=3), (4, None, None, 4)),
        (CheckIn((3, 0, 0, None, None, None)), (None, pytest.approx(8 / 3), None, None)),
        (CheckIn((3, 0, 0, 0, 0, 0), usual=frozenset({"sleep"})), (None, 4, None, None)),
    ],
)
def test_indicators_are_0_to_4_and_higher_is_better(check_in: CheckIn, expected) -> None:
    assert values(check_in) == expected


def test_the_weeks_asked_for_come_in_order_of_time(office: Office) -> None:
    last = office.live("ada", "3 6 – 9")
    office.live("grace", "3")
    office.vault.box("only-a-kit")

    with office.session() as session:
        found = release_inputs(
            session,
            office.vault,
            ["grace", "only-a-kit", "nobody", "ada"],
            [last, WEEK.plus(2), WEEK.plus(1)],
        )

    assert found == {
        "ada": (
            WeekIndicators(WEEK.plus(1), None, 8 / 3, None, None),
            WeekIndicators(last, None, 2, None, None),
        ),
        "grace": (),
    }


def test_a_replaced_check_in_replaces_its_indicators(office: Office) -> None:
    office.send("ada", WEEK, Answers(CheckIn(NONE, support=0)))
    office.send("ada", WEEK, Answers(CheckIn(NONE, support=3)), "again")

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [WEEK])

    assert found == {"ada": (WeekIndicators(WEEK, 4, None, None, 4),)}


def test_only_the_weeks_a_release_can_need_are_kept(office: Office) -> None:
    last = office.live("ada", "3 " * (KEPT_WEEKS + 2))
    every_week = [WEEK.plus(count) for count in range(last.since(WEEK) + 1)]

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], every_week)

    assert [one.week for one in found["ada"]] == every_week[2:]


def test_many_people_are_read_with_few_questions(office: Office) -> None:
    office.live("person 700", "3")
    people = [f"person {number}" for number in range(1_200)]
    asked: list[str] = []

    with office.session() as session:
        event.listen(office.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        found = release_inputs(session, office.vault, people, [WEEK])

    assert list(found) == ["person 700"]
    assert sum("care_state" in statement for statement in asked) == 3


def test_a_late_week_takes_its_place(office: Office) -> None:
    this_week: Week = WEEK.plus(1)
    office.send("ada", this_week, "3")
    office.send("ada", WEEK, "6", today=this_week)

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [this_week, WEEK])

    assert [one.week for one in found["ada"]] == [WEEK, this_week]
