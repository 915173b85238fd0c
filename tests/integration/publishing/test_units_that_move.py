"""A unit that is renamed or moved changes nothing that was published or planned, only who sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from tests.support.press import CALENDAR, LONG_AGO, at, publication
from wellbeing.accounts import earlier_store
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Unit
from wellbeing.accounts.rows import SupervisionRow
from wellbeing.database import writing
from wellbeing.heatmaps import service as heatmaps
from wellbeing.ledger import service as ledger
from wellbeing.publishing.rows import CohortRow

FIRST, SECOND, THIRD = CALENDAR.windows(1)
NEXT = CALENDAR.windows(2)[0]
REDS = [f"red-{number}" for number in range(9)]
MANAGERS = {"blue-0": "north", "green-0": "south"}
EVERYBODY = (*REDS[:1], "dot-0", "blue-1", "dash-0", "lone-0", *MANAGERS)
# After the first month has come out, within the cycle.
MOVED_ON = SECOND.starts_on + timedelta(days=8)


@pytest.fixture
def works(works):
    with works.session() as session, writing(session):
        for person_id, unit_id in MANAGERS.items():
            session.add(SupervisionRow(person_id=person_id, unit_id=unit_id, from_on=LONG_AGO))
    works.answer_all(REDS, FIRST.weeks[:1], 0)
    works.publish(publication(FIRST))
    return works


def move(works, key, name, parent, on=MOVED_ON):
    """Rename and move a unit as a confirmed import does."""
    with works.session() as session, writing(session):
        before = accounts.unit(session, key)
        assert before is not None
        after = Unit(key, before.level, name, parent, before.opened_on)
        earlier_store.change_unit(session, before, after, on)


def line_of(works, cycle, key):
    """Return what a cycle plans of a unit."""
    with works.ledger() as released:
        plan = ledger.plan(released, cycle)
    assert plan is not None
    return plan.by_key[key]


def ledger_rows(works):
    """Return every row of the ledger as it is stored."""
    tables = ("release_cycle", "release_plan", "release_cell", "release_note")
    with works.ledger() as released:
        return {
            (table, *row)
            for table in tables
            for row in released.execute(text(f"SELECT * FROM {table}"))
        }


def page(works, person_id, unit_id, on):
    """Return one's page of a unit on a day; None where there is none."""
    with works.session() as session, works.ledger() as released:
        ground = heatmaps.Ground(session, released, on)
        try:
            return heatmaps.unit_page(ground, person_id, unit_id)
        except heatmaps.NotForThisPersonError:
            return None


def file_rows(works, person_id, unit_id, on, window=FIRST):
    shown = page(works, person_id, unit_id, on)
    return [row for row in shown.file_rows if row["from"] == window.starts_on.isoformat()]


def seen(works, on):
    with works.session() as session:
        return {
            person: {unit.id for unit in accounts.units_visible_to(session, person, on)}
            for person in EVERYBODY
        }


def test_planned_figures_go_on_with_the_same_people_and_the_ledger_stays_whole(works):
    before = ledger_rows(works)

    move(works, "red", "Crimson", "south")
    # In the last week of the cycle all nine are still counted where they were planned.
    works.answer_all(REDS, THIRD.weeks[-1:], 0)
    works.publish(publication(THIRD))

    assert before < ledger_rows(works)
    assert works.figures(THIRD)["red"] == works.figures(FIRST)["red"] == 9 * 4
    with works.ledger() as released:
        assert ledger.verify(released).windows == 3
    assert line_of(works, 1, "red").label == "red"
    assert works.trouble() is None


def test_a_figure_that_is_out_reads_the_same_before_and_after_a_move(works):
    on = publication(FIRST).date()
    before = file_rows(works, REDS[0], "red", on), page(works, REDS[0], "red", on).rows

    move(works, "red", "Crimson", "south")

    assert (file_rows(works, REDS[0], "red", on), page(works, REDS[0], "red", on).rows) == before
    works.publish(publication(NEXT))
    later = publication(NEXT).date()
    assert file_rows(works, REDS[0], "red", later) == before[0] != []
    assert file_rows(works, "green-0", "red", later) == before[0]
    # Under its old name it was published, and so it stays; the page says that it had another.
    assert page(works, REDS[0], "red", later).rows[-1].shown_for == "red"


def test_the_page_of_a_unit_says_what_it_was_called_and_where_it_stood(works):
    move(works, "red", "Crimson", "south")
    move(works, "red", "Scarlet", "south", MOVED_ON + timedelta(days=31))

    told = page(works, REDS[0], "red", publication(THIRD).date()).called_before

    assert [(one.before, one.name, one.place) for one in told] == [
        ("Friday 13 March 2026", "Crimson", ""),
        ("Tuesday 10 February 2026", "red", "north"),
    ]


def test_who_sees_a_moved_unit_follows_its_new_place_and_nobody_else_sees_more(works):
    on = publication(FIRST).date()
    before = seen(works, on)

    move(works, "red", "Crimson", "south")

    after = seen(works, on)
    assert {who: after[who] - before[who] for who in EVERYBODY if after[who] != before[who]} == {
        "red-0": {"south"},
        "blue-0": set(),
        "green-0": {"red"},
    }
    assert before["blue-0"] - after["blue-0"] == {"red"}
    assert page(works, "blue-0", "red", on) is None
    assert page(works, "blue-1", "red", on) is None


def test_a_pool_stays_as_it_was_planned_until_the_cycle_ends(works):
    move(works, "dash", "dash", "south")
    works.publish(publication(THIRD))
    on = publication(THIRD).date()

    own, neighbours = (page(works, who, who.split("-")[0], on).rows for who in ("dot-0", "dash-0"))
    assert own == neighbours
    assert {row.shown_for for row in own} == {"dash and dot"}
    # From the next cycle on it is pooled where it stands now.
    works.publish(publication(NEXT))
    pooled = [line_of(works, 2, key).shown_with for key in ("dash", "lone", "dot")]
    assert pooled[0] == pooled[1] != ""
    assert pooled[2] == ""


def test_a_cycle_that_is_frozen_late_has_the_names_and_places_of_its_first_day(works):
    first_day = CALENDAR.starts_on(2)
    move(works, "red", "Crimson", "south", first_day + timedelta(days=1))

    works.publish(at(first_day + timedelta(days=2)))

    line = line_of(works, 2, "red")
    assert (line.label, line.above) == ("red", "north")
    with works.session() as session:
        cohort = session.scalars(select(CohortRow.unit_key).where(CohortRow.cycle_id == 2)).all()
    assert cohort.count("red") == 9


def test_the_next_cycle_has_the_new_name_and_goes_on_from_the_same_team(works):
    move(works, "red", "Crimson", "south")

    works.publish(publication(NEXT))

    line = line_of(works, 2, "red")
    assert (line.label, line.above, line.follows) == ("Crimson", "south", "red")
