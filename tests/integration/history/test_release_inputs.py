"""What a release reads: the indicators of the weeks it asks for, and nothing else."""

from math import isnan

import numpy as np
import pytest
from sqlalchemy import event

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office
from wellbeing.disclosure import ITEMS, Indicator, values_of
from wellbeing.history.indicators import KEPT_WEEKS, items_of
from wellbeing.history.kept import Drawer
from wellbeing.history.release import ReleaseInputs, release_inputs
from wellbeing.history.service import Answers
from wellbeing.stepped_care import SIGNS, CheckIn, Step, Talk
from wellbeing.week import Week

NONE = (None,) * 6


INDICATORS = (
    Indicator.CONDITIONS,
    Indicator.SIGNS,
    Indicator.WORK_PRESSURE,
    Indicator.SUPPORT,
)


def values(check_in: CheckIn) -> tuple[float | None, ...]:
    items = np.array([-1 if item is None else item for item in items_of(check_in)], np.int8)
    found = (float(values_of(items, one)) for one in INDICATORS)
    return tuple(None if isnan(value) else value for value in found)


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


def said(found: ReleaseInputs, indicator: Indicator = Indicator.SIGNS) -> list[list[float | None]]:
    """Return person by week, None where no answer counts."""
    values = values_of(found.items, indicator)
    return [[None if isnan(value) else round(value, 3) for value in line] for line in values]


def test_the_weeks_asked_for_come_in_order_of_time(office: Office) -> None:
    last = office.live("ada", "3 6 – 9")
    office.live("grace", "3")
    office.vault.box("only-a-kit")

    with office.session() as session:
        people = ["grace", "only-a-kit", "nobody", "ada"]
        weeks = [WEEK.plus(1), WEEK.plus(2), last]
        found = release_inputs(session, office.vault, people, weeks, steps=True)

    nothing = [None, None, None]
    assert said(found) == [nothing, nothing, nothing, [2.667, None, 2.0]]
    assert found.sent.tolist() == [[False] * 3] * 3 + [[True, False, True]]
    assert [step is None for step in found.steps] == [False, True, True, False]


def test_a_replaced_check_in_replaces_its_indicators(office: Office) -> None:
    office.send("ada", WEEK, Answers(CheckIn(NONE, support=0)))
    office.send("ada", WEEK, Answers(CheckIn(NONE, support=3)), "again")

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [WEEK])

    assert said(found, Indicator.CONDITIONS) == [[4.0]]


def test_every_item_is_there_and_what_does_not_count_is_no_answer(office: Office) -> None:
    check_in = CheckIn(
        (0, 1, 2, 3, None, 0), usual=frozenset({"avoid"}), op=3, life=1, support_not_needed=True
    )
    office.send("ada", WEEK, Answers(check_in))

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [WEEK])

    (((items,),)) = found.items.tolist()
    assert items == [3, 2, 1, 0, -1, -1, 0, -1, 2, -1]
    assert [str(one) for one in ITEMS[:6]] == list(SIGNS)


def test_a_check_in_without_answers_is_taking_part(office: Office) -> None:
    office.send("ada", WEEK, Answers(CheckIn(NONE)))

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [WEEK], steps=True)

    assert found.sent.all()
    assert (found.items == -1).all()
    assert found.steps == (Step.PREVENTION,)


@pytest.mark.parametrize("before", ["3", "18 18"])
def test_a_step_is_the_one_after_the_last_week_asked_for(office: Office, before: str) -> None:
    last = office.live("ada", before)
    weeks = [WEEK.plus(count) for count in range(last.since(WEEK) + 1)]

    def steps() -> tuple[Step | None, ...]:
        with office.session() as session:
            return release_inputs(session, office.vault, ["ada"], weeks, steps=True).steps

    stood = steps()
    # The week in which a tally comes out has begun, and its check-in asks for somebody.
    talk = CheckIn(NONE, talk=Talk.SOON) if before == "3" else CheckIn((0,) * 6)
    moved = office.send("ada", last.plus(1), Answers(talk)).placement

    assert steps() == stood
    assert before != "3" or moved.step is not stood[0]


def test_only_the_weeks_a_release_can_need_are_kept(office: Office) -> None:
    last = office.live("ada", "3 " * (KEPT_WEEKS + 2))
    every_week = [WEEK.plus(count) for count in range(last.since(WEEK) + 1)]

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], every_week)

    assert found.sent.tolist() == [[False] * 2 + [True] * KEPT_WEEKS]


def test_the_step_of_each_week_is_the_one_it_was_placed_on(office: Office) -> None:
    last = office.live("ada", "3 14 –+ask 3 – 3 14")
    # The week before changes, and with it the step of the one that has been placed already.
    changed = office.send("ada", last.plus(-1), "14", "again", today=last)
    weeks = [WEEK.plus(count) for count in range(last.since(WEEK) + 1)]

    with office.session() as session:
        placed = Drawer(session, office.vault, "ada").placed(weeks)
        found = [
            release_inputs(session, office.vault, ["ada"], [week], steps=True)
            for week in (one.given.week for one in placed)
        ]

    assert changed.placement.step is Step.REACTIVE
    assert [one.steps for one in found] == [(one.after.step,) for one in placed]
    assert [bool(one.sent.all()) for one in found] == [True, True, False, True, True, True]


def test_many_people_are_read_with_few_questions(office: Office) -> None:
    office.live("person 700", "3")
    people = [f"person {number}" for number in range(5_000)]
    asked: list[str] = []

    with office.session() as session:
        event.listen(office.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        found = release_inputs(session, office.vault, people, [WEEK], steps=True)

    assert found.sent.sum() == 1
    assert found.sent[700]
    assert sum("care_state" in statement for statement in asked) == 3
    assert not any("placement" in statement for statement in asked)


def test_a_late_week_takes_its_place(office: Office) -> None:
    this_week: Week = WEEK.plus(1)
    office.send("ada", this_week, "3")
    office.send("ada", WEEK, "6", today=this_week)

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [WEEK, this_week])

    assert said(found) == [[2.667, 3.333]]
