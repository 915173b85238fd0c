"""A fresh start in what is kept: recorded this week, taken back this week, and unseen by everything else."""

import pytest

from tests.integration.history.conftest import MONDAY_OF, Office
from tests.support.databases import Database, on_sqlite
from tests.support.histories import history
from wellbeing.database import writing
from wellbeing.history import service
from wellbeing.history.kept import Drawer, weeks_label
from wellbeing.history.store import weeks_for_releases
from wellbeing.stepped_care import ActKind, Offer, Step, place

FIRST = MONDAY_OF
STEADY = "3 2 4 3 3"
NEXT = FIRST.plus(5)


@pytest.fixture
def database(tmp_path) -> Database:
    return on_sqlite(tmp_path)


def start(office: Office, week=NEXT) -> None:
    with office.session() as session, writing(session):
        service.start_afresh(office.desk(session, week), "ada")


def take_back(office: Office, week=NEXT) -> None:
    with office.session() as session, writing(session):
        service.take_fresh_start_back(office.desk(session, week), "ada")


def all_kept(office: Office, week=NEXT):
    """Everything of a person as it is kept, and the record that releases read."""
    with office.session() as session:
        everything = service.everything(office.desk(session, week), "ada")
        row = weeks_label(office.vault, "ada")
        sealed = weeks_for_releases(session, [row.row])[row.row]
        return everything, office.vault.box("ada").open(sealed, row)


def level(office: Office, week=NEXT) -> service.UsualLevel:
    with office.session() as session:
        return service.usual_level(office.desk(session, week), "ada")


def test_what_is_kept_replays_to_the_same_weeks_as_the_history(office: Office) -> None:
    written = "3 2 4 3 3 –+fresh 5 5 5 5 9 9"
    office.live("ada", written)

    everything, _ = all_kept(office, FIRST.plus(11))

    placed = {one.week: one for one in place(history(written, FIRST), office.policies)}
    assert [one.placement for one in everything.weeks] == [
        placed[one.given.week] for one in everything.weeks
    ]
    assert everything.weeks[-1].placement.baseline == 5


def test_taken_back_in_a_week_without_anything_else_it_leaves_nothing_behind(
    office: Office,
) -> None:
    office.live("ada", STEADY)
    before = all_kept(office)

    start(office)
    assert level(office) == service.UsualLevel(0, fresh_this_week=True)
    take_back(office)

    assert all_kept(office) == before
    assert level(office) == service.UsualLevel(5, fresh_this_week=False)


def test_taken_back_in_a_week_with_a_check_in_only_the_check_in_is_left(office: Office) -> None:
    office.live("ada", STEADY)
    office.send("ada", NEXT, "8")
    before = all_kept(office)

    start(office)
    start(office)
    assert all_kept(office) != before
    take_back(office)
    take_back(office)

    assert all_kept(office) == before


def test_a_week_that_goes_on_is_not_missed_because_of_it(office: Office) -> None:
    """Nor is it over sooner: the label of a long silence would come days too early."""
    office.live("ada", f"{STEADY} 14 – – – – – – –")
    last = FIRST.plus(13)
    before = office.current("ada", last), office.past("ada", last)

    start(office, last)

    assert (office.current("ada", last), office.past("ada", last)) == before
    after = office.current("ada", last.plus(1))
    assert after is not None
    assert after.placement.no_current_information
    assert before[0] is not None
    assert before[0].placement.step is Step.REACTIVE


def test_a_check_in_sent_later_in_its_week_keeps_it(office: Office) -> None:
    office.live("ada", STEADY)

    start(office)
    office.send("ada", NEXT, "3")

    assert level(office) == service.UsualLevel(0, fresh_this_week=True)
    current = office.current("ada", NEXT)
    assert current is not None
    assert current.placement.baseline == 3
    assert "B1" in current.placement.rules


def test_a_late_check_in_of_the_week_before_leaves_it_in_its_own(office: Office) -> None:
    office.live("ada", STEADY)
    start(office, NEXT.plus(1))

    office.send("ada", NEXT, "3", today=NEXT.plus(1))

    assert level(office, NEXT.plus(1)) == service.UsualLevel(0, fresh_this_week=True)
    take_back(office, NEXT.plus(1))
    assert level(office, NEXT.plus(1)) == service.UsualLevel(6, fresh_this_week=False)


def test_figures_know_nothing_of_it(office: Office) -> None:
    """The record that a release reads is the same byte for byte, before and after."""
    office.live("ada", STEADY)
    _, record = all_kept(office)

    start(office)

    assert all_kept(office)[1] == record


def test_it_can_be_taken_back_only_in_its_own_week(office: Office) -> None:
    office.live("ada", STEADY)
    start(office)

    take_back(office, NEXT.plus(1))

    with office.session() as session:
        drawer = Drawer(session, office.vault, "ada")
        assert drawer.care().state.fit_scores == ()


def test_a_suggestion_lapses_when_a_long_silence_is_over_a_week_and_not_days_before(
    office: Office,
) -> None:
    """The page still offers to say no to it, and so a no must find it."""
    office.live("ada", "3 3 3 3 8+impact=3 8+impact=3 – – – – – – –")
    eighth = FIRST.plus(13)

    start(office, eighth)

    with office.session() as session:
        now = service.formal_is_open(office.desk(session, eighth), "ada")
        then = service.formal_is_open(office.desk(session, eighth.plus(1)), "ada")
    assert (now, then) == (True, False)


def test_what_waits_for_a_visit_after_an_event_waits_whenever_it_is_chosen(office: Office) -> None:
    """A week with nothing but a fresh start is one of those in which nobody was there to see it."""
    for number, person in enumerate(("bob", "ada", "eve", "dan")):
        office.live(person, "3 3 3 3 3+direct – – –")
        for week in range(8, 11):
            if week - 7 == number:
                office.act(person, FIRST.plus(week), ActKind.FRESH_START)

    brought: list[frozenset[Offer]] = []
    for week in range(8, 13):
        offers = {
            now.offers
            for person in ("bob", "ada", "eve", "dan")
            if (now := office.current(person, FIRST.plus(week)))
        }
        assert len(offers) == 1
        brought += offers

    assert brought[-1] & {Offer.LAST_CONTACT, Offer.PC_PTSD_5}
