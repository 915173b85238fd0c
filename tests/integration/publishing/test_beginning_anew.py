"""Teams that are changed in every cycle, on real databases: nobody begins anew twice in a year."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from tests.support import lives, promise, proofs
from tests.support.lives import Lived, Parts
from tests.support.press import CALENDAR, LONG_AGO, Works, at, publication
from wellbeing.accounts.rows import MembershipRow, UnitRow
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED, Kind, Level
from wellbeing.ledger import service as ledger
from wellbeing.publishing import store
from wellbeing.publishing.forgetting import forget_old_cohorts
from wellbeing.publishing.freezing import frozen
from wellbeing.publishing.rows import CohortRow, FrozenPlanRow

CYCLES = range(1, 7)
# Of two that stand alone, and two that are shown together.
TEAMS = ("red", "blue", "dot", "dash")
# In a team of eight that is rebuilt; so many lots of people are dealt.
SEATS = LOTS = 8
# For each cycle: how many teams further each lot of people goes, and whether to units just founded.
deals = st.lists(
    st.tuples(st.lists(st.integers(0, 3), min_size=LOTS, max_size=LOTS), st.booleans()),
    min_size=len(CYCLES),
    max_size=len(CYCLES),
)
FEW = settings(
    max_examples=proofs.size(2, 40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def found(works: Works, teams: frozenset[str]) -> None:
    with works.session() as session, writing(session):
        for team in sorted(teams):
            unit = {"id": team, "level": Level.TEAM, "name": team, "parent_id": "north"}
            session.add(UnitRow(**unit, opened_on=LONG_AGO))


def go(works: Works, homes: Mapping[str, str], cycle: int) -> None:
    """Let people be in these units from the first day of a cycle, and open it."""
    on = CALENDAR.starts_on(cycle)
    with works.session() as session, writing(session):
        session.execute(
            update(MembershipRow)
            .where(MembershipRow.person_id.in_(homes), MembershipRow.until_on.is_(None))
            .values(until_on=on)
        )
        session.execute(
            insert(MembershipRow),
            [
                {"person_id": person, "unit_id": team, "from_on": on}
                for person, team in homes.items()
            ],
        )
    lives.publish(works, Parts(), at(on, hour=0))


def forget_cycle(session: Session, cycle: int) -> None:
    """Let the database know nothing of a cycle, as one that was put back from before it."""
    with writing(session):
        for table in (CohortRow, FrozenPlanRow):
            session.execute(delete(table).where(table.cycle_id == cycle))


def dealt(works: Works, deal: tuple[list[int], bool], cycle: int) -> dict[str, str]:
    """Say where everybody of these four teams goes in a cycle."""
    further, is_new = deal
    people = [person for person, home in sorted(works.homes.items()) if home in TEAMS]
    teams = [f"{team} {cycle}" if is_new else team for team in TEAMS]
    if is_new:
        found(works, frozenset(teams))
    return {
        person: teams[(number + further[number % LOTS] * cycle) % len(teams)]
        for number, person in enumerate(people)
    }


def kinds_of(lived: Lived, person: str) -> list[Kind]:
    """Return how each cycle bounds somebody's part in the figures of their team or pool."""
    return [
        cell.kind
        for cycle, plan in sorted(lived.book.by_cycle.items())
        for cell in plan.cells_of(lived.homes[cycle, person])
        if cell.level is Level.TEAM
    ]


@FEW
@given(life=st.builds(tuple, deals))
def test_whatever_is_done_to_units_nobody_enters_first_pulses_twice_in_four_cycles(works, life):
    with lives.passing(works) as there:
        there.hire(15, "red")
        for cycle, deal in zip(CYCLES, life, strict=True):
            go(there, dealt(there, deal, cycle), cycle)

        lived = lives.lived(there)

    assert sorted(lived.book.by_cycle) == list(CYCLES)
    promise.require_first_pulses_apart(lived.book.by_cycle, lived.homes)


def test_a_team_that_is_rebuilt_every_cycle_shows_figures_throughout_and_begins_once_a_year(works):
    people = works.hire(4 * SEATS, "lone")
    teams = [f"team {number}" for number in range(4)]
    found(works, frozenset(teams))
    for cycle in CYCLES:
        seats = ((place % 4 + place // 4 * cycle) % 4 for place in range(4 * SEATS))
        go(works, {person: teams[seat] for person, seat in zip(people, seats, strict=True)}, cycle)

    lived = lives.lived(works)

    begins, goes_on = [Kind.FIRST_PULSE], [Kind.PULSE]
    # Who has the first seat stays, and so do one in four of the others.
    assert kinds_of(lived, people[0]) == begins + 3 * goes_on + begins + goes_on
    lines = [plan.by_key[teams[0]] for _, plan in sorted(lived.book.by_cycle.items())]
    assert {(one.people, one.is_cell, one.follows) for one in lines} == {(SEATS, True, "")}
    promise.require_first_pulses_apart(lived.book.by_cycle, lived.homes)
    with works.ledger() as released:
        assert ledger.verify(released).cycles == len(CYCLES)


def test_old_cohorts_go_and_no_later_plan_is_another_for_it(works, monkeypatch):
    # Seven at a time: nobody is left over between two lots.
    monkeypatch.setattr(store, "PEOPLE", 7)
    plans, kept = [], []
    for forgets in (False, True):
        with lives.passing(works) as there:
            for cycle in CYCLES:
                go(there, dealt(there, ([0, 1, 2, 3] * 2, cycle % 2 == 0), cycle), cycle)
                if forgets:
                    with there.session() as session:
                        forget_old_cohorts(session)
            lived = lives.lived(there)
        plans.append(lived.book.plans)
        kept.append({cycle for cycle, _ in lived.homes})

    assert plans[0] == plans[1]
    assert len({plan.as_json() for plan in plans[1]}) == len(CYCLES)
    # The fifth and the sixth plan asked about first pulses three cycles back.
    assert kept == [set(CYCLES), {3, 4, 5, 6}]


def test_the_few_numbers_a_plan_is_made_from_tell_as_much_as_the_whole_ledger(works):
    with lives.passing(works) as there:
        people = there.hire(200, "green")
        lives.publish(there, Parts(), at(CALENDAR.starts_on(1)))
        for window in CALENDAR.windows(1):
            there.answer_all(people[:60], window.weeks[:1], 0)
            lives.publish(there, Parts(), publication(window))
        with there.ledger() as released:
            books = ledger.book_before(released, 2), ledger.book(released)
    plans = []
    for book in books:
        with lives.passing(works) as there, there.session() as session:
            plans.append(frozen(session, CALENDAR, 2, book, ADOPTED))

    assert plans[0] == plans[1]
    # What was published of the whole organisation is among it.
    assert plans[0].centre > ADOPTED.first_centre
    assert 0 < len(books[0].cells) < len(books[1].cells) / 3


def test_a_team_that_stays_goes_on_whoever_joins_it(works):
    for cycle in CYCLES[:2]:
        lives.publish(works, Parts(), at(CALENDAR.starts_on(cycle), hour=0))
    go(works, {"blue-0": "red"}, 3)

    lived = lives.lived(works)

    assert lived.book.by_cycle[3].by_key["red"].follows == "red"
    assert kinds_of(lived, "blue-0") == [Kind.FIRST_PULSE, Kind.PULSE, Kind.PULSE]


def test_who_began_in_any_of_the_cycles_before_counts_though_others_began_later(works):
    found(works, frozenset({"newer", "mixed"}))
    for number in range(8):
        works.join(f"late-{number}", "newer", CALENDAR.starts_on(2))
        works.join(f"new-{number}", "mixed", CALENDAR.starts_on(3))
    for cycle in CYCLES[:2]:
        lives.publish(works, Parts(), at(CALENDAR.starts_on(cycle), hour=0))
    go(works, {"red-0": "mixed"}, 3)

    plans = lives.lived(works).book.by_cycle

    began = [plans[1].by_key["red"].kind, plans[2].by_key["newer"].kind]
    assert began == [Kind.FIRST_PULSE, Kind.FIRST_PULSE]
    assert (plans[3].by_key["mixed"].kind, plans[3].by_key["mixed"].people) == (Kind.PULSE, 9)


def test_after_a_cycle_of_which_nothing_is_known_here_no_team_has_first_pulses(works):
    """A copy that was lost may have shown first pulses then, and nobody here can say of whom."""
    for cycle in CYCLES[:2]:
        lives.publish(works, Parts(), at(CALENDAR.starts_on(cycle), hour=0))
    found(works, frozenset({"new"}))
    for number in range(8):
        works.join(f"new-{number}", "new", CALENDAR.starts_on(3))
    with works.ledger() as released:
        book = ledger.book(released)

    kinds = {}
    for lacks, known in (
        ("nothing", book),
        ("the ledger's plan", replace(book, plans=book.plans[:1])),
        ("the database's cohort", book),
    ):
        with lives.passing(works) as there, there.session() as session:
            if lacks == "the database's cohort":
                forget_cycle(session, 2)
            plan = frozen(session, CALENDAR, 3, known, ADOPTED)
        kinds[lacks] = plan.by_key["new"].kind, plan.by_key["red"].kind

    assert kinds == {
        "nothing": (Kind.FIRST_PULSE, Kind.PULSE),
        "the ledger's plan": (Kind.PULSE, Kind.PULSE),
        "the database's cohort": (Kind.PULSE, Kind.PULSE),
    }
