"""What follows from a person's own record is there when they look, however long nothing ran."""

import pytest
from sqlalchemy import func, select

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office, office
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.history.service import Current
from wellbeing.stepped_care import Offer, Step

__all__ = ["office"]
# A direct event in the fifth week, and silence since.
EVENT = WEEK.plus(4)
WEEKS = "3 3 3 3 8+direct"


def read(office: Office, weeks_after: int) -> Current:
    found = office.current("ada", EVENT.plus(weeks_after))
    assert found is not None
    return found


def test_contacts_after_an_event_are_offered_in_its_first_days_and_once_a_month_is_over(office):
    office.live("ada", WEEKS)

    assert Offer.FIRST_CONTACT in read(office, 0).placement.offers
    # The fourth week after it, in which day 28 falls, is told when it is over.
    told = read(office, 5).placement
    assert (told.week, Offer.LAST_CONTACT in told.offers) == (EVENT.plus(4), True)


LATER = {Offer.LAST_CONTACT, Offer.PC_PTSD_5}


@pytest.mark.parametrize("away", [5, 6, 8, 20])
def test_who_was_away_in_the_week_of_day_28_is_offered_it_at_their_next_visit(office, away):
    office.live("ada", WEEKS)
    assert LATER & set(read(office, 4).offers) == set()

    assert Offer.LAST_CONTACT in read(office, away).offers
    office.send("ada", EVENT.plus(away), "3")

    # It stays until the check-in after that.
    assert Offer.LAST_CONTACT in read(office, away).offers
    assert Offer.LAST_CONTACT in read(office, away + 1).offers
    office.send("ada", EVENT.plus(away + 1), "3")
    for after in (away + 1, away + 2, away + 9):
        assert LATER & set(read(office, after).offers) == set()


def test_who_was_there_in_the_week_of_day_28_is_offered_it_until_their_next_check_in(office):
    office.live("ada", f"{WEEKS} 5 5 5 5")

    assert Offer.LAST_CONTACT in read(office, 4).offers
    assert Offer.LAST_CONTACT in read(office, 5).offers
    # Being away later brings it back no more, and neither does what belongs to one week alone.
    for after in (6, 9):
        assert Offer.LAST_CONTACT not in read(office, after).offers
    assert Offer.HELLO_IF_AGREED not in read(office, 9).offers


def test_the_window_of_an_event_ends_by_itself(office):
    office.live("ada", WEEKS)

    in_window = [
        Offer.AFTER_EVENT_PAGE in read(office, after).placement.offers for after in range(9)
    ]

    assert in_window == [True] * 6 + [False] * 3


def test_a_review_is_due_in_its_week_and_its_date_is_known_from_the_beginning(office):
    office.live("ada", WEEKS)

    assert read(office, 0).placement.review_week == EVENT.plus(8)
    assert "D3" in read(office, 9).placement.rules


def test_after_eight_silent_weeks_there_is_no_current_information_also_a_year_later(office):
    office.live("ada", WEEKS)

    assert read(office, 8).placement.step is Step.REACTIVE
    for after in (9, 10, 60):
        told = read(office, after).placement
        assert (told.step, told.no_current_information) == (None, True)


def test_who_comes_back_finds_their_step_and_a_new_beginning(office):
    office.live("ada", WEEKS)
    office.send("ada", EVENT.plus(60), "3")

    now = read(office, 60).placement

    assert (now.step, now.no_current_information) == (Step.REACTIVE, False)
    assert now.review_week == EVENT.plus(68)


def test_looking_keeps_nothing_and_opens_nobody_elses_record(office):
    office.live("ada", WEEKS)

    def rows() -> list[int]:
        with office.session() as session:
            tables = (CheckInRow, PlacementRow, CareStateRow)
            return [
                session.scalar(select(func.count()).select_from(table)) or 0 for table in tables
            ]

    before = rows()
    for after in (1, 5, 9, 60):
        read(office, after)

    assert rows() == before == [5, 5, 1]
