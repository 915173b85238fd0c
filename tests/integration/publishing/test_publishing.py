"""From check-ins to published figures, through the real services and databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.press import CALENDAR, FIRST_MONDAY, at, publication, without_noise
from wellbeing.disclosure import Reader, Released, Why, Withheld, figure
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import StalePublisherError
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.rows import CohortRow, PublishedWindowRow

FIRST, SECOND, THIRD = CALENDAR.windows(1)
FOURTH = CALENDAR.windows(2)[0]
REDS = [f"red-{number}" for number in range(9)]


def test_a_window_comes_out_on_the_wednesday_after_it_closed(works):
    works.answer_all(REDS, FIRST.weeks, 0)

    early = works.publish(publication(FIRST) - timedelta(minutes=1))
    on_time = works.publish(publication(FIRST))

    assert (early.cycles, early.windows) == (1, 0)
    assert (on_time.cycles, on_time.windows) == (0, 1)
    figures = works.figures(FIRST)
    assert figures["red"] == 9 * 4
    assert figures["north"] == figures["org"] == 9 * 4
    assert figures["blue"] == figures["green"] == figures["south"] == 0
    assert sum(key.startswith("pool-") for key in figures) == 1
    assert "lone" not in figures


def test_summer_time_moves_the_hour_with_the_organisation(works):
    # The window ends on 5 April; the clocks went forward on 29 March.
    works.publish(publication(SECOND))

    assert works.publish(at(THIRD.published_on, hour=5)).windows == 0
    assert works.publish(at(THIRD.published_on, hour=6)).windows == 1


def test_publishing_twice_changes_nothing(works):
    works.answer_all(REDS[:3], FIRST.weeks, 1)
    first = works.publish(publication(FIRST), discrete_gaussian)
    figures = works.figures(FIRST)

    again = works.publish(publication(FIRST) + timedelta(days=1), discrete_gaussian)

    assert (again.cycles, again.windows) == (0, 0)
    assert again.head == first.head == works.head()
    assert works.figures(FIRST) == figures


def test_a_late_answer_an_edit_a_move_and_a_leaver_change_nothing(works):
    works.answer_all(REDS, FIRST.weeks, 0)
    works.publish(publication(FIRST))
    head, figures = works.head(), works.figures(FIRST)

    works.answer("blue-1", FIRST.weeks[0], 3)
    works.answer("red-1", FIRST.weeks[0], 3, again=True)
    works.move("red-2", "blue", on=FIRST_MONDAY)
    works.leave("red-3", on=FIRST_MONDAY)
    works.vault.destroy("red-4")
    works.publish(publication(FIRST) + timedelta(days=2))

    assert (works.head(), works.figures(FIRST)) == (head, figures)


def test_after_a_break_everything_comes_out_in_order_and_once(works):
    works.answer_all(REDS, FIRST.weeks, 0)

    caught_up = works.publish(publication(FOURTH))

    assert (caught_up.cycles, caught_up.windows) == (2, 4)
    with works.ledger() as session:
        cells = ledger.book(session).cells
        assert [cell.window for cell in cells] == sorted(cell.window for cell in cells)
        assert ledger.verify(session).windows == 4
    assert works.publish(publication(FOURTH)).windows == 0


def test_people_count_where_they_were_when_the_cycle_began(works):
    works.publish(at(FIRST_MONDAY, hour=0))
    works.join("new", "red", on=FIRST_MONDAY + timedelta(days=1))
    works.move("red-0", "blue", on=FIRST.weeks[1].monday)
    works.leave("red-1", on=FIRST.weeks[2].monday)
    for person_id in ("new", "red-0", "red-1"):
        works.answer(person_id, FIRST.weeks[0], 0)
        works.answer(person_id, FIRST.weeks[3], 3)

    works.publish(publication(FIRST))

    figures = works.figures(FIRST)
    # The weeks before the move and the leaving count at full; what came after does not.
    assert figures["red"] == 4 + 4
    assert figures["blue"] == 0
    # The service and the organisation still hold the one who moved: 4.0 and 0.0 are 2.0.
    assert figures["north"] == figures["org"] == 0 + 4


def test_a_week_that_was_not_spent_in_the_team_to_its_end_does_not_count(works):
    works.leave("red-0", on=FIRST.weeks[1].monday + timedelta(days=2))
    works.answer("red-0", FIRST.weeks[0], 0)
    works.answer("red-0", FIRST.weeks[1], 3)

    works.publish(publication(FIRST))

    assert works.figures(FIRST)["red"] == 4


def test_who_moved_earlier_in_the_cycle_counts_in_no_team_until_the_next(works):
    works.publish(publication(FIRST))
    works.move("red-0", "blue", on=SECOND.starts_on)
    works.answer_all(["red-0"], SECOND.weeks, 0)

    works.publish(publication(SECOND))

    figures = works.figures(SECOND)
    assert (figures["red"], figures["blue"], figures["north"]) == (0, 0, 4)


def test_the_cohort_stays_as_it_is_through_the_cycle(works):
    works.publish(at(FIRST_MONDAY, hour=0))
    with works.session() as session:
        before = session.execute(select(CohortRow.person_id, CohortRow.unit_key)).all()
    for number in range(9):
        works.move(f"red-{number}", "lone", on=FIRST_MONDAY + timedelta(days=7))

    works.publish(publication(SECOND))

    with works.session() as session:
        after = session.execute(select(CohortRow.person_id, CohortRow.unit_key)).all()
    assert sorted(after) == sorted(before)
    assert set(works.figures(FIRST)) == set(works.figures(SECOND))
    with works.ledger() as session:
        assert ledger.book(session).by_cycle[1].by_key["red"].people == 9


def test_the_next_cycle_knows_who_goes_on_and_who_is_new(works):
    works.publish(at(FIRST_MONDAY, hour=0))
    second = CALENDAR.starts_on(2)
    for number in range(8):
        works.move(f"blue-{number}", "lone", on=second - timedelta(days=30))

    works.publish(at(second, hour=0))

    with works.ledger() as session:
        plan = ledger.book(session).by_cycle[2].by_key
    assert (plan["red"].kind, plan["red"].follows) == ("pulse", "red")
    assert plan["lone"].follows == "blue"
    assert plan["blue"].menu == "too-few"


def test_the_centre_follows_only_a_mean_that_is_exact_enough(works):
    works.answer_all(REDS, FIRST.weeks, 0)

    works.publish(publication(FOURTH))

    with works.ledger() as session:
        # 41 people: one month's mean is rougher than a quarter point, so the centre stays.
        assert ledger.book(session).by_cycle[2].centre == 2.0


def test_a_publisher_whose_lease_is_over_must_stop(works):
    works.publish(at(FIRST_MONDAY, hour=0), fence=7)

    with pytest.raises(StalePublisherError):
        works.publish(publication(FIRST), fence=6)

    assert works.figures(FIRST) == {}


def test_a_crash_before_the_commit_leaves_nothing_and_after_it_everything(works):
    works.publish(at(FIRST_MONDAY, hour=0))

    class CrashError(BaseException):
        pass

    def crash(sums, sigma):
        raise CrashError

    with pytest.raises(CrashError):
        works.publish(publication(FIRST), crash)
    assert works.figures(FIRST) == {}
    works.publish(publication(FIRST), without_noise)
    with works.session() as session:
        # As after a crash between the two commits: the ledger has it, the note is missing.
        session.connection(execution_options={"wellbeing_writes": True})
        month = select(PublishedWindowRow).where(PublishedWindowRow.rhythm == "month")
        session.delete(session.scalars(month).one())
        session.commit()
    head = works.head()
    assert works.publish(publication(FIRST)).windows == 0
    assert works.head() == head


def test_what_comes_out_can_be_read_by_everybody(works):
    works.answer_all(REDS, FIRST.weeks, 0)
    works.publish(publication(FIRST), discrete_gaussian)

    with works.ledger() as session:
        book = ledger.book(session)
    reader = Reader(book)
    red, dot, lone = (figure(reader, CALENDAR, key, FIRST) for key in ("red", "dot", "lone"))
    assert isinstance(red, Released)
    assert isinstance(dot, Withheld)
    assert isinstance(lone, Withheld)
    assert (dot.why, dot.see_label) == (Why.POOLED, "dash and dot")
    assert (lone.why, lone.see_label) == (Why.TOO_FEW, "south")


def test_people_can_write_while_a_window_is_closed(works):
    written: list[bool] = []

    def write_meanwhile(sums, _sigma):
        works.join(f"newcomer-{len(written)}", "red", FIRST_MONDAY)
        written.append(True)
        return list(sums)

    assert works.publish(publication(FIRST), write_meanwhile).windows == 1
    assert written[0]
