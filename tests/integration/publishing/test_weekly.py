"""Weeks, items and tallies come out in order, once, and within everybody's budget."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.backups import back_up
from tests.support.press import CALENDAR, at, publication
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED, CyclePlan, Indicator, Menu, Rhythm, WindowName
from wellbeing.disclosure.parameters import Limits
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import LedgerBrokenError
from wellbeing.publishing.service import LedgerMismatchError, Press, publish_due

# So that forty people are shown in all detail, as a thousand would be.
LIMITS = Limits(team=9.0, service=9.0, directorate=9.0, organisation=9.0)
IN_DETAIL = ADOPTED.model_copy(update={"limits": LIMITS})
FIRST, SECOND, THIRD = CALENDAR.windows(1)
WEEKS = CALENDAR.windows(1, Rhythm.WEEK)
(CYCLE,) = CALENDAR.windows(1, Rhythm.CYCLE)
REDS = [f"red-{number}" for number in range(9)]


def publish(works, now):
    with works.session() as session, works.ledger() as released:
        parts = (session, released, works.vault, 1, lambda sums, _: sums, IN_DETAIL)
        press = Press(*parts, witness=works.witness)
        return publish_due(press, now)


def cells(works):
    with works.ledger() as session:
        return ledger.book(session).cells


def names(works):
    """Return every window in the order in which it was published."""
    return list(dict.fromkeys(WindowName(cell.rhythm, cell.window) for cell in cells(works)))


def numbers(works, unit_key, window):
    return {
        cell.indicator: cell.released
        for cell in cells(works)
        if (cell.unit_key, cell.rhythm, cell.window) == (unit_key, window.rhythm, window.index)
    }


def test_a_week_comes_out_on_the_wednesday_after_it(works):
    works.answer_all(REDS, [WEEKS[0].first], 0)

    early = publish(works, publication(WEEKS[0]) - timedelta(minutes=1))
    on_time = publish(works, publication(WEEKS[0]))

    assert (early.windows, on_time.windows) == (0, 1)
    red = numbers(works, "red", WEEKS[0])
    assert {each: red[each] for each in ("op", "org", "support_item")} == {
        "op": 9 * 4,
        "org": 9 * 4,
        "support_item": 9 * 4,
    }
    assert red[Indicator.LIFE] == red[Indicator.SLEEP] == 0
    assert len(red) == 10


def test_after_a_break_weeks_months_and_cycle_come_out_in_order_and_once(works):
    caught_up = publish(works, publication(CYCLE))

    assert caught_up.windows == 13 + 3
    expected = []
    for week in WEEKS:
        expected.append(week.name)
        expected += [month.name for month in (FIRST, SECOND, THIRD) if month.last == week.first]
    assert names(works) == expected
    head = works.head()
    assert publish(works, publication(CYCLE) + timedelta(days=3)).windows == 0
    assert works.head() == head


def test_a_week_by_itself_or_caught_up_gives_the_same_numbers(works):
    works.answer_all(REDS[:4], [week.first for week in WEEKS], 1)
    for week in WEEKS:
        publish(works, publication(week))
    one_by_one = {
        (cell.unit_key, cell.indicator, cell.window): cell.released for cell in cells(works)
    }

    assert names(works)[-2:] == [WEEKS[12].name, THIRD.name]
    assert len(one_by_one) > 500
    assert numbers(works, "red", WEEKS[5])["op"] == 4 * round((8 / 3 - 2) * 4)


def test_everybody_is_counted_once_in_the_tally_of_the_cycle(works):
    works.hire(470, "green")
    works.answer_all(REDS[:2], [WEEKS[3].first], 0)
    works.leave("red-0", on=WEEKS[9].first.monday)
    works.answer("red-5", WEEKS[12].first.plus(1), 0)

    publish(works, publication(CYCLE))

    tally = numbers(works, "org", CYCLE)
    assert tally == {"no-part": 511 - 2, "prevention": 2, "reactive": 0, "formal": 0}
    counted = {cell.unit_key for cell in cells(works) if cell.rhythm is Rhythm.CYCLE}
    assert counted == {"org"}


def fixed(session) -> CyclePlan:
    found = ledger.plan(session, 1)
    assert found is not None
    return found


def test_a_whole_cycle_in_all_detail_spends_the_budget_and_no_more(works):
    publish(works, publication(CYCLE))

    with works.ledger() as session:
        found = ledger.verify(session)
        lines = [line for line in ledger.spending(session) if line.cycle == 1]
        plan = fixed(session)
    assert found.windows == 16
    # Nobody is counted by step in so small a house.
    assert found.most_spent == pytest.approx(0.98 * 0.4)
    assert {cell.menu for cell in plan.cells} == {Menu.ITEMS_WEEKLY}
    for home in ("red", "dot", "lone", "south"):
        spent = {line.unit_key: line.spent for line in lines}
        costs = [part.cost for cell in plan.cells_of(home) for part in plan.parts(cell)]
        assert spent[home] == pytest.approx(sum(costs))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sigma": 1.0}, "spent"),
        ({"people": 7}, "too small a group"),
        ({"kind": "tally", "people": 9}, "too small a group"),
    ],
)
def test_a_figure_beyond_the_budget_is_found_though_its_chain_is_whole(works, change, told):
    publish(works, publication(WEEKS[0]))
    (cell,) = [cell for cell in cells(works) if (cell.unit_key, cell.indicator) == ("red", "op")]
    with works.ledger() as session, writing(session):
        plan = fixed(session)
        stamp = ledger.Stamp(publication(WEEKS[1]), 1)
        ledger.add_window(session, plan, WEEKS[1], [replace(cell, **change)], stamp)

    with works.ledger() as session, pytest.raises(LedgerBrokenError, match=told):
        ledger.verify(session)


def test_each_cycle_is_fixed_with_the_hash_of_its_own_plan(works):
    publish(works, at(CALENDAR.first_monday, hour=0))
    with works.ledger() as session, writing(session):
        again = replace(fixed(session), cycle=2)
        ledger.add_cycle(session, again, CALENDAR.starts_on(2), 1)

    with works.ledger() as session:
        assert ledger.verify(session).cycles == 2
        first = fixed(session)
        assert ledger.holds_plan(session, first)
        assert ledger.holds_plan(session, again)
        assert not ledger.holds_plan(session, replace(first, centre=first.centre + 1))
        assert not ledger.holds_plan(session, replace(first, cycle=3))


def test_a_database_older_than_a_whole_cycle_publishes_again_when_it_is_confirmed(works, tmp_path):
    works.hire(560, "green")
    backup = back_up(works, tmp_path / "backup", ledger=False)
    publish(works, publication(CYCLE))
    before = cells(works)
    assert any(cell.rhythm is Rhythm.CYCLE for cell in before)
    backup.put_back()

    with pytest.raises(LedgerMismatchError, match="put back"):
        publish(works, publication(CYCLE))
    works.confirm(publication(CYCLE), "here")

    assert works.trouble() is None
    third = CALENDAR.windows(3, Rhythm.WEEK)[0]
    assert publish(works, publication(third)).windows == 1
    assert cells(works)[: len(before)] == before
