"""Proposing and deciding figure settings on the pages, and how all staff are told first."""

import pytest

from tests.integration.policies.reader import Reader
from tests.support.databases import on_sqlite
from tests.support.figure_settings import OTHER, change_row, figures_office
from tests.support.policies import LEAD, REP
from tests.support.wording import forbidden_in
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED

HERE, NEW = "/figure-settings", "/figure-settings/new"
MADE = "/how-figures-are-made"


@pytest.fixture
def office(tmp_path):
    with figures_office(on_sqlite(tmp_path)) as office:
        yield office


@pytest.fixture
def lead(office):
    return Reader(office.home, LEAD)


@pytest.fixture
def rep(office):
    return Reader(office.home, REP)


def test_a_change_goes_from_the_form_to_the_announcement_for_everybody(office, lead, rep):
    before = Reader(office.home, None).get(MADE).text
    proposed = lead.send(NEW, rho_cycle="0.3", smallest_group="12", why="Rougher is fine.")
    assert proposed.h1 == "Proposed figure settings"
    assert "Privacy budget 0.4 0.3" in proposed.text
    assert "of 100, from all figures 82" in proposed.text
    assert not [link for link in proposed.links if link.endswith("/decide")]
    assert Reader(office.home, None).get(MADE).text == before

    waiting = rep.get(HERE)
    read = next(link for link in waiting.links if link.startswith(f"{HERE}/"))
    decide = next(link for link in rep.get(read).links if link.endswith("/decide"))
    agreed = rep.send(decide, verdict="approve", note="For a year.")
    assert "You agreed. The new numbers hold from Monday" in agreed.text

    announced = Reader(office.home, None).get(MADE).text
    assert "Other numbers hold from" in announced
    assert "Rougher is fine." not in announced
    assert "Rougher is fine." in lead.get(MADE).text
    assert "a group of at least 8 people" in announced
    cycle = office.calendar.cycle_at(office.today)
    while office.in_force(cycle) == ADOPTED:
        cycle += 1
    office.stand_on(office.calendar.starts_on(cycle))
    now = Reader(office.home, None).get(MADE).text
    assert "Other numbers hold from" not in now
    assert "a group of at least 12 people" in now


def test_other_pages_tell_the_numbers_that_hold_from_their_first_day_on(office, lead):
    untested = "with those the tests have not been run"
    cycle = office.approve(office.propose(OTHER))
    assert "groups of at least 8 people get a protected figure" in lead.get("/welcome").text
    assert untested not in lead.get(MADE).text

    office.stand_on(office.calendar.starts_on(cycle))

    # Weeks later the lead has to sign in again.
    again = Reader(office.home, LEAD)
    assert "groups of at least 12 people get a protected figure" in again.get("/welcome").text
    assert untested in again.get(MADE).text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"rho_cycle": "0.7"}, "Privacy budget: this is outside the bounds. From 0.25 to 0.5."),
        ({"smallest_group": "7"}, "Smallest group: this is outside the bounds. From 8 to 50."),
        ({"smallest_group": "8.5"}, "Smallest group: write a whole number."),
        ({"pulse_clip": "0.1"}, "Largest part in a change: this is not among the values."),
        ({"level_clip": "0.5"}, "Largest part in a level: this is not among the values. Only 1:"),
        ({"level_clip": "much"}, "Largest part in a level: write a number, with a point"),
        ({"level_clip": "nan"}, "Largest part in a level: write a number"),
        ({"level_clip": "0,2"}, "with a point before decimals"),
        ({"level_clip": "1_0"}, "Largest part in a level: write a number"),
        ({"shares_team": "0.5"}, "The five shares add up to 0.7."),
        ({}, "These are the numbers in force."),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_kindly_and_what_was_typed_stays(lead, typed, told):
    page = lead.send(NEW, **typed, why="It was asked for.")

    assert page.status == 422
    assert told in page.text
    assert page.form(NEW).fields["why"].value.strip() == "It was asked for."
    for name, value in typed.items():
        assert page.form(NEW).fields[name].value == value


def test_one_can_look_before_proposing_without_a_reason(lead, rep):
    page = lead.send(NEW, smallest_group="12", why="", look="1")

    assert page.status == 200
    assert "Smallest group 8 12" in page.text
    assert "Say why it should change" not in page.text
    assert "Nothing is proposed yet." in page.text
    assert "Nothing waits for you." in rep.get(HERE).text


def test_before_proposing_one_sees_what_a_clip_does_to_how_well_figures_can_be_read(lead):
    page = lead.send(NEW, pulse_clip="0.5", why="", look="1")

    assert "How well the figures of a team can be read" in page.text
    assert "holds, in points 0.47 0.65" in page.text
    assert "in points of 4 0.29 0.42" in page.text


def test_proposing_needs_a_reason_and_what_is_wrong_is_told_in_the_order_of_the_page(lead):
    page = lead.send(NEW, level_clip="much", rho_cycle="0.7", smallest_group="x", why=" ")

    assert page.status == 422
    told = [link for link in page.links if link.removeprefix("#") in page.form(NEW).fields]
    assert told == ["#rho_cycle", "#smallest_group", "#level_clip", "#why"]


def test_a_larger_budget_counts_in_the_promise_of_a_year_before_it_begins(office, lead):
    larger = ADOPTED.model_copy(update={"rho_cycle": 0.5})
    said = "A larger budget is agreed and announced. The numbers for 52 weeks count it already."
    before = ceilings_of(lead.get(MADE))
    change_id = office.propose(larger)
    office.approve(change_id)

    page = lead.get(MADE)
    assert said in page.text
    assert ceilings_of(page)[0] == before[0]
    assert ceilings_of(page)[1] > before[1]

    office.stop(change_id)
    assert said not in lead.get(MADE).text
    assert ceilings_of(lead.get(MADE)) == before


def ceilings_of(page):
    """Return what a guess from all figures can be after 13 and 52 weeks, of 100."""
    _, after = page.text.split("All figures together, up to the whole organisation ", 1)
    return tuple(map(int, after.split()[:2]))


def test_declining_needs_a_reason_and_withdrawing_does_not(office, lead, rep):
    change = f"{HERE}/{office.propose(OTHER)}"
    refused = rep.send(f"{change}/decide", verdict="decline", note=" ")
    assert refused.status == 422
    assert "You did not agree." in rep.send(f"{change}/decide", verdict="decline", note="No.").text
    assert "They did not begin." in lead.get(change).text

    again = f"{HERE}/{office.propose(OTHER)}"
    assert "The proposal is withdrawn." in lead.send(again, f"{again}/withdraw").text
    assert rep.get(f"{again}/decide").h1 == "Proposed figure settings"


def test_damage_is_told_on_the_page_and_by_readyz(office, rep):
    office.approve(office.propose(OTHER))
    with office.home.session() as session, writing(session):
        change_row(session, text=ADOPTED.as_json())

    said = "are not what was agreed. Figures are made with the last good ones."
    assert said in rep.get(HERE).text
    assert said in office.home.browser_of(None).get("/readyz").text
    assert "Other numbers" not in Reader(office.home, None).get(MADE).text


def test_the_place_is_in_the_menu_of_both_and_no_word_is_out_of_place(office, lead, rep):
    for who in (lead, rep):
        assert HERE in who.get(HERE).links
    office.propose(OTHER)
    for page in (lead.get(HERE), lead.get(NEW)):
        assert forbidden_in(page.text) == []


def test_an_unknown_change_is_not_there(lead):
    assert lead.get(f"{HERE}/{'0' * 32}").status == 404
