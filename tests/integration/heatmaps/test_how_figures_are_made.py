"""The promise in plain words: what is proven, what was measured, and what is shown of one's own groups."""

import json

import pytest
from flask import render_template

from tests.integration.heatmaps.books import ALONE, FEW, HUGE, LARGE, POOLED, a_book
from tests.support.attack_figures import APART, AS_THEY_ARE
from tests.support.pages import Page
from tests.support.proofs import FIGURES, SHIPPED
from wellbeing.disclosure import ADOPTED
from wellbeing.heatmaps.measured import measured
from wellbeing.web.guarantee import ceilings
from wellbeing.web.ladder import ladder
from wellbeing.web.measured import (
    AttackFigures,
    UtilityFigures,
    attack_figures,
    utility_figures,
)

PATH = "/how-figures-are-made"
ATTACKS = {
    "run_on": "2026-11-20",
    "advantage_13_weeks": 0.21,
    "advantage_52_weeks": 0.24,
    "named_52_weeks": 0.0,
    "right_of_100": 62,
    "naive_right_of_100": 98,
}
UTILITY = {
    "run_on": "2026-11-20",
    "team_of_8_error": 0.3,
    "team_of_8_arrow_shown_of_100": 36,
    "team_of_25_arrow_shown_of_100": 92,
    "lines": [
        {
            "kind": "pulse",
            "size": 25,
            "indicator": "support",
            "rhythm": "week",
            "cover": 0.65,
            "arrow_shown": 0.5,
            "false_falls": 0.14,
            "false_rises": 0.95,
            "groups": 96,
        }
    ],
}


def written(reader, attacks, utility=None, *, is_tested=True):
    with reader.home.app.test_request_context(PATH):
        return Page(
            render_template(
                "web/how_figures_are_made.html",
                own=None,
                parameters=ADOPTED,
                is_tested=is_tested,
                announced=None,
                ceilings=ceilings(),
                ladder=ladder(ADOPTED),
                attacks=attacks,
                utility=utility,
                measured=measured(utility),
            ),
            PATH,
            200,
        ).text


@pytest.mark.parametrize("who", [None, "staff"])
def test_everybody_reads_the_promise_its_ceilings_and_its_limits(house_with, who):
    reader = house_with(a_book(LARGE))

    answer = reader.home.browser_of(None).get(PATH) if who is None else reader.get(who, PATH)
    page = Page(answer.text, PATH, answer.status_code)

    assert page.status == 200
    for said in (
        "at least 8 people",
        "0.311 in 13 weeks and 0.577 in 52 weeks",
        "What is true of the group as a whole",
        "Several years add up",
        "People who run the computers",
        "Organisations with fewer than 20 people",
        "People who did not answer count as what is usual in the organisation",
        "calmer than the group is, or more strained",
        "Other answers could move two of these numbers by one each",
        "if you answered in at least 3 of them; otherwise your part is the month itself",
        "the month itself may count for everybody, within a wider limit",
        "nobody twice within four cycles, however teams are changed",
        "put on it again, you count as a new person",
    ):
        assert said in page.text


def test_without_measurements_the_page_says_so(house_with):
    said = written(house_with(), None)

    assert "not yet measured on this version" in said
    assert "the best guess was right" not in said
    assert "These are measured" not in said


def test_measured_figures_are_quoted_as_they_stand_in_the_file(house_with):
    said = written(
        house_with(),
        AttackFigures.model_validate(ATTACKS),
        UtilityFigures.model_validate(UTILITY),
    )

    assert "not yet measured" not in said
    assert "the best guess of all was right 62 times in 100" in said
    assert "right 98 times in 100" in said
    assert "at most 0.21 after 13 weeks and 0.24 after 52, whatever was done to the team" in said
    assert "they could name nobody" in said
    assert "for 36 of 100 teams of eight, and for 92 of 100 teams of 25" in said
    assert "a team of 25 people, each week Support 65 0.14 0.95" in said


def test_rebuilt_teams_are_told_apart_with_the_mark_that_they_miss(house_with):
    apart = AttackFigures.model_validate(ATTACKS | APART)

    reader = house_with()
    said = written(reader, apart)

    assert "the best guess was right 61 times in 100" in said
    assert "changed most people of a team in every cycle of 13 weeks, it was right 66 times" in said
    assert "right 62 times" not in said
    assert "0.2 after 13 weeks and 0.22 after 52." in said
    assert "in every cycle, it was 0.25 and 0.33." in said
    assert "One of our own marks is missed." in said
    assert "all colleagues, the lead should be at most 0.3, and nobody named. Where" in said
    assert "in every cycle, it was 0.32 (52 weeks, a team of 25). The limit" in said
    assert "what mathematics allows, here 0.624" in said
    assert "all colleagues. Their lead" not in said
    others = AttackFigures.model_validate(ATTACKS | APART | {"missed": AS_THEY_ARE})
    assert "nobody named. It was 0.32 (52 weeks, a team of 25), and a share of 0.02" in written(
        reader, others
    )


def test_where_no_mark_is_missed_none_is_told_and_rebuilt_teams_stay_apart(house_with):
    kept = AttackFigures.model_validate(ATTACKS | APART | {"missed": []})

    said = written(house_with(), kept)

    assert "One of our own marks is missed." not in said
    assert "in every cycle, it was 0.25 and 0.33." in said


def test_numbers_that_two_people_agreed_on_have_not_been_through_the_tests(house_with):
    reader, attacks = house_with(), AttackFigures.model_validate(ATTACKS)
    said = "with those the tests have not been run"

    assert said in written(reader, attacks, is_tested=False)
    assert said not in written(reader, attacks)


@pytest.mark.parametrize(
    "attacks", [None, AttackFigures.model_validate(ATTACKS)], ids=["not measured", "measured"]
)
def test_a_year_is_capped_at_what_any_52_weeks_allow_wherever_they_begin(house_with, attacks):
    most = ceilings()

    said = written(house_with(), attacks)

    assert most.all_any_day.right_of_100 > most.all_year.right_of_100
    guess = "such a guess" if attacks is None else "it"
    assert f"Mathematics caps {guess} at {most.all_any_day.right_of_100}" in said


def test_somebody_named_in_the_tests_would_be_said(house_with):
    named = AttackFigures.model_validate({**ATTACKS, "named_52_weeks": 0.02})

    assert "a share of 0.02" in written(house_with(), named)


@pytest.mark.parametrize(
    ("name", "read"), [("attacks", attack_figures), ("utility", utility_figures)]
)
def test_what_pages_quote_is_what_the_proofs_wrote(name, read):
    kept, shipped = (folder / f"{name}.json" for folder in (FIGURES, SHIPPED))

    assert kept.exists() == shipped.exists()
    if kept.exists():
        assert json.loads(kept.read_text("utf-8")) == json.loads(shipped.read_text("utf-8"))
    assert (read() is None) is not kept.exists()


@pytest.mark.parametrize(
    ("homes", "shown"),
    [
        (
            LARGE,
            (
                "Red Team 50 Conditions at work, warning signs, work pressure and support each month",
            ),
        ),
        (POOLED, ("Red Team 11 Fewer than 8 people: shown together as Blue and Red.",)),
        (HUGE, ("Red Team 900 Every question by itself, each week", "Org Whole organisation 941")),
        (FEW, ("Red Team 2 Fewer than 8 people: no figures are made.",)),
    ],
    ids=["large", "pooled", "huge", "few"],
)
def test_a_person_reads_what_is_shown_of_their_own_groups(house_with, homes, shown):
    page = house_with(a_book(homes)).page("staff", PATH)

    for said in shown:
        assert said in page.text
    assert "The next figures" in page.text


def test_a_small_team_with_nobody_beside_it_reads_where_to_look(house_with):
    page = house_with(a_book(ALONE)).page("auditor", PATH)

    assert "Green Team 3 Fewer than 8 people: look at Org." in page.text


def test_before_the_first_cycle_the_groups_are_not_fixed_yet(house_with):
    assert "Fixed when the next cycle begins" in house_with().page("staff", PATH).text


def test_somebody_signed_out_or_without_a_team_reads_nothing_of_any_group(house_with):
    reader = house_with(a_book(LARGE))

    signed_out = reader.home.browser_of(None).get(PATH).text

    assert "your own groups" not in signed_out
    assert "your own groups" not in reader.page("without a team", PATH).text
