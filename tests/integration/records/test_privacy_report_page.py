"""The privacy report as a page: for whom it is, and that it tells of policies without names."""

from dataclasses import replace
from datetime import date

import pytest

from tests.support.attack_figures import APART, AS_THEY_ARE
from tests.support.figure_settings import OTHER, FiguresOffice, a_row, change_row
from tests.support.house import opened, prepare
from tests.support.pages import Page
from tests.support.policies import LEAD, REP, STAFF, TEXT, Office, lay_out, with_line
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED
from wellbeing.records.facts import AttackRun, Chain
from wellbeing.records.privacy_report import privacy_report
from wellbeing.records.walked import Walked
from wellbeing.records.wording import sections

PATH = "/privacy-report"
AUDITOR = next(one.id for one in CHARACTERS if one.name == "auditor")
ATTACKS = {
    "run_on": "2026-11-20",
    "advantage_13_weeks": 0.21,
    "advantage_52_weeks": 0.24,
    "named_52_weeks": 0.0,
    "right_of_100": 62,
    "ceiling_52_weeks": 0.577,
}


@pytest.fixture
def home(database, tmp_path):
    settings = replace(prepare(database), policies=lay_out(tmp_path / "shipped", TEXT))
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        Office(home).adopt()
        yield home


def page(home, who, path=PATH):
    answer = home.browser_of(who).get(path)
    return Page(answer.text, path, answer.status_code)


@pytest.mark.parametrize("who", [LEAD, REP, AUDITOR], ids=["lead", "representative", "auditor"])
def test_those_who_watch_over_privacy_read_it_and_find_it(home, who):
    found = page(home, who)

    assert found.h1 == "Privacy report"
    assert "No cycle is over yet." in found.text
    assert "First policy" in found.text


def test_an_auditor_finds_it_on_the_page_on_how_figures_are_made(home):
    assert PATH in page(home, AUDITOR, "/how-figures-are-made").links


def test_for_everybody_else_it_is_not_there_and_nothing_leads_to_it(home):
    assert page(home, STAFF).status == 404
    assert PATH not in page(home, STAFF, "/how-figures-are-made").links


def test_the_page_of_policy_changes_leads_to_it(home):
    assert PATH in page(home, REP, "/policy-changes").links


def test_it_tells_what_a_policy_changed_and_by_which_roles_without_names(home):
    office = Office(home)
    office.approve(office.propose(with_line("high", 10)))

    found = page(home, AUDITOR).text

    assert "proposed by a wellbeing lead, agreed by a staff representative" in found
    assert "representative reactive.high from 9 to 10" in found
    assert "in_force_from" not in found
    assert "Wellbeing Lead" not in found
    assert "Staff Representative" not in found


def test_it_tells_what_became_of_figure_settings_and_from_when_without_names_or_words(home):
    office = FiguresOffice(home)
    office.decline(office.propose(OTHER, why="Rougher is fine."), "Not now.")
    began = office.calendar.starts_on(office.approve(office.propose(OTHER)))

    rows = table_of(home, "Changes of the figure settings")

    today, moved = str(office.today), "rho_cycle from 0.4 to 0.3; smallest_group from 8 to 12"
    assert sorted(rows) == [
        ("Agreed", today, today, today, str(began), moved),
        ("Not agreed", today, today, "never", "never", moved),
    ]
    found = page(home, AUDITOR).text
    assert f"Not agreed {today}" in found
    for hidden in ("Rougher is fine.", "Not now.", "Wellbeing Lead", "Staff Representative"):
        assert hidden not in found


def test_an_open_proposal_of_figure_settings_is_told_as_open(home):
    office = FiguresOffice(home)
    office.propose(OTHER)

    (row,) = table_of(home, "Changes of the figure settings")

    assert row[:5] == ("Waits for a decision", "not yet", str(office.today), "never", "never")


def test_a_change_that_was_stopped_is_told_with_the_day(home):
    office = FiguresOffice(home)
    change_id = office.propose(OTHER)
    office.approve(change_id)
    office.stop(change_id)

    (row,) = table_of(home, "Changes of the figure settings")

    today = str(office.today)
    assert row[:5] == ("Stopped", today, today, today, "never")


def test_kept_settings_that_were_not_proposed_are_told_as_such(home):
    office = FiguresOffice(home)
    office.approve(office.propose(OTHER))
    with home.session() as session, writing(session):
        change_row(session, text=ADOPTED.as_json())

    (row,) = table_of(home, "Changes of the figure settings")

    assert row[-1] == "what is kept is not what was proposed, and counts for nothing"


def test_before_the_first_cycle_it_tells_the_numbers_that_are_agreed_for_it(home):
    long_ago = date(2025, 1, 1)
    with home.session() as session, writing(session):
        session.add(a_row(from_cycle=1, proposed_on=long_ago, decided_on=long_ago))

    values = {key: value for _, key, value in table_of(home, "Parameters in force")}

    assert (values["rho_cycle"], values["smallest_group"]) == ("0.3", "12")


@pytest.mark.parametrize(
    ("passes", "told"),
    [(True, "Every mark was kept."), (False, "A mark was broken."), (None, "No marks are told.")],
)
def test_the_last_run_of_the_attack_suite_is_told_with_its_marks(home, passes, told):
    run = ATTACKS | {"passes": passes, "missed": []}
    said = section(home, "Attack suite", AttackRun.model_validate(run))

    assert said[0] == f"Last run on 2026-11-20. {told}"
    assert "at most 0.24 (at most 0.577 by arithmetic) after 52" in said[1]


def test_a_mark_that_rebuilt_teams_miss_is_told_with_its_limit(home):
    run = AttackRun.model_validate(ATTACKS | APART | {"passes": False})

    marks, as_it_is, rebuilt, _ = section(home, "Attack suite", run)

    assert (
        "A mark was missed: with the help of all colleagues, the lead was meant to be at most 0.3"
        in marks
    )
    assert "in every cycle, it was 0.32 (52 weeks, a team of 25). The limit" in marks
    assert "0.624 here. So the run did not pass." in marks
    assert "0.2 after 13 weeks and 0.22 (at most 0.577 by arithmetic) after 52" in as_it_is
    assert rebuilt.endswith("in every cycle, it was 0.25 and 0.33.")


def test_a_mark_that_teams_as_they_are_miss_is_told_with_who_was_named(home):
    run = ATTACKS | APART | {"passes": False, "missed": AS_THEY_ARE}

    marks = section(home, "Attack suite", AttackRun.model_validate(run))[0]

    assert "nobody named. It was 0.32 (52 weeks, a team of 25), and a share of 0.02" in marks
    assert "Where somebody changed" not in marks


def test_where_every_mark_was_kept_rebuilt_teams_are_told_beside_the_others(home):
    run = AttackRun.model_validate(ATTACKS | APART | {"passes": True, "missed": []})

    marks, _, rebuilt, _ = section(home, "Attack suite", run)

    assert marks == "Last run on 2026-11-20. Every mark was kept."
    assert rebuilt.endswith("in every cycle, it was 0.25 and 0.33.")


def test_a_run_that_did_not_say_which_marks_were_missed_claims_none_was(home):
    said = section(home, "Attack suite", AttackRun.model_validate(ATTACKS | {"passes": True}))

    assert "Which marks were missed was not told apart yet." in said[0]
    assert "Every mark" not in said[0]


def test_before_any_whole_run_it_says_so(home):
    said = section(home, "Attack suite", None)

    assert said == ("The attack suite has not been run whole on this version.",)


def section(home, title, attacks):
    return told(home, title, attacks).says


def table_of(home, title):
    return told(home, title).table.rows


def told(home, title, attacks=None):
    with home.session() as session, home.parts.ledger() as released:
        found = privacy_report(Office(home).board(session), released, Walked(Chain("")))
    return next(one for one in sections(replace(found, attacks=attacks)) if one.title == title)
