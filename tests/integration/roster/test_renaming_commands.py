"""`wellbeing roster import` where units are renamed, moved or end, as an operator types it."""

import json
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.support.press import CALENDAR, publication
from tests.support.press import works as open_works
from tests.support.roster_commands import bring
from tests.support.rosters import changed, two_teams
from wellbeing.accounts import service as accounts
from wellbeing.accounts.roster_hanging import Hanging
from wellbeing.actions import keeping, passing_up
from wellbeing.actions import service as actions
from wellbeing.actions.log import Decision, State, Written
from wellbeing.agreements import service as agreements
from wellbeing.commands.common import settings_of
from wellbeing.commands.roster_hanging import hanging_on
from wellbeing.database import make_engine

YOUTH = "Children > Help > Youth"
YOUNG = "Children > Help > Young people"
RENAMED = tuple(
    replace(one, team="Young people") if one.team == "Youth" else one for one in two_teams()
)


@contextmanager
def stored(data):
    engine = make_engine(settings_of(data, demo=False).database_url)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def unit_ids(data):
    with stored(data) as session:
        today = accounts.organisation(session).first_cycle_monday
        return {unit.name: unit.id for unit in accounts.units(session, today)}


def person(session, address):
    today = accounts.units(session, date.max)[0].opened_on
    people = accounts.people(session, accounts.present(session, today), today)
    return next(one for one in people if one.work_email == address)


def keep_log(session, unit_id, person_id, on):
    """Write three actions: one goes up, one only begins, one went up and is done."""
    log = keeping.Log(session, unit_id, person_id, on)
    does = {"1" * 32: "Plan the rotas", "2" * 32: "", "3" * 32: "Plan the breaks"}
    for key, what in does.items():
        keeping.add(log, key, Written("demands", "Rotas come late", what, on, None))
    for key in ("1" * 32, "3" * 32):
        passing_up.pass_up(log, key)
    keeping.end(log, "3" * 32, log.action("3" * 32).version, State.DONE, "Done.")


@pytest.fixture
def with_log(organisation, capsys):
    """Youth has three actions, two of them open, and an agreement."""
    bring(organisation, two_teams(), "--confirm")
    youth = unit_ids(organisation)["Youth"]
    with stored(organisation) as session:
        dev = person(session, "dev@example.org")
        keep_log(session, youth, dev.id, dev.joined_on)
        team = agreements.Team(session, youth, dev.joined_on)
        agreements.save(team, 0, [agreements.PartText("hours", "We leave on time.")])
    capsys.readouterr()
    return organisation


def test_the_preview_says_what_nobody_would_read_any_more_and_asks(with_log, capsys):
    assert bring(with_log, RENAMED) == 0

    told = capsys.readouterr().out.splitlines()
    assert f"  team {YOUNG}" in told
    assert (
        f"  team {YOUTH}: 2 open of 3 actions; passed up, and still with whoever leads Help; "
        "an agreement"
    ) in told
    assert (
        f"  It looks as if {YOUTH} was renamed {YOUNG} (11 of its 11 people stand there)." in told
    )
    assert f"    --renamed '{YOUTH}={YOUNG}'" in told
    assert told[-1] == (
        "Nothing is stored yet. Say with --renamed or --ended what becomes of "
        f"'{YOUTH}' when you give --confirm."
    )


def test_what_was_passed_up_and_is_done_is_with_nobody_any_more(with_log, capsys):
    hubs = tuple(replace(one, team="Hub") if one.team == "Hubs" else one for one in two_teams())
    with stored(with_log) as session:
        aisha = person(session, "aisha@example.org")
        log = keeping.Log(session, unit_ids(with_log)["Hubs"], aisha.id, aisha.joined_on)
        keeping.add(log, "4" * 32, Written("demands", "Noise", "Close a door", log.today, None))
        passing_up.pass_up(log, "4" * 32)
        keeping.end(log, "4" * 32, log.action("4" * 32).version, State.DONE, "Done.")

    assert bring(with_log, hubs) == 0

    assert "  team Children > Help > Hubs: 0 open of 1 actions\n" in capsys.readouterr().out


def test_what_an_ended_team_passed_up_is_answered_by_whoever_was_asked(with_log):
    bring(with_log, RENAMED, "--ended", "Youth", "--confirm")

    helping = unit_ids(with_log)["Help"]
    with stored(with_log) as session:
        tom = person(session, "tom@example.org")
        log = keeping.Log(session, helping, tom.id, tom.joined_on)
        said = passing_up.Said(Decision.NO, "There is no money for it this year.")
        passing_up.answer(log, "1" * 32, 1, said)
        found = actions.asked_of(session, helping, "1" * 32, tom.joined_on)
    assert found is not None
    assert found.passed is not None
    assert len(found.passed.answers) == 1


def test_nothing_is_imported_before_the_question_is_answered(with_log, capsys):
    before = unit_ids(with_log)

    assert bring(with_log, RENAMED, "--confirm") == 1

    assert f"Say first what becomes of '{YOUTH}'" in capsys.readouterr().err
    assert unit_ids(with_log) == before


def test_a_confirmed_name_keeps_the_unit(with_log, capsys):
    before = unit_ids(with_log)
    flags = ("--renamed", f"{YOUTH}={YOUNG}")

    assert bring(with_log, RENAMED, *flags) == 0
    shown = capsys.readouterr().out
    assert bring(with_log, RENAMED, *flags, "--confirm") == 0

    assert f"1 renamed or moved units:\n  team {YOUTH} -> {YOUNG}\n" in shown
    assert "units end" not in shown
    assert "move:" not in shown
    assert shown.endswith("Give the same command with --confirm to apply this.\n")
    assert unit_ids(with_log)["Young people"] == before["Youth"]


def test_a_unit_that_has_ended_is_said_to_have(with_log, capsys):
    assert bring(with_log, RENAMED, "--ended", "Youth", "--confirm") == 0

    told = capsys.readouterr().out
    assert "It looks as if" not in told
    assert "nobody reads its log, its agreement or its figures any more" in told
    assert told.endswith("Imported.\n")
    assert "Youth" not in unit_ids(with_log)


def test_everything_that_does_not_fit_is_told_at_once_as_bad_use(with_log, capsys):
    before = unit_ids(with_log)
    flags = ("--renamed", "Yuth=Young people", "--renamed", "Hubs", "--ended", "Nowhere")

    assert bring(with_log, RENAMED, *flags, "--confirm") == 2

    told = capsys.readouterr().err
    assert "was not imported; nothing was changed." in told
    assert "'Yuth' is not a unit there is now" in told
    assert "--renamed 'Hubs' needs both names" in told
    assert "'Nowhere' is not a unit there is now" in told
    assert unit_ids(with_log) == before


def test_a_program_reads_the_same_questions(with_log, capsys):
    bring(with_log, RENAMED, "--json")

    found = json.loads(capsys.readouterr().out)
    assert [(one["was"], one["now"]) for one in found["guesses"]] == [(YOUTH, YOUNG)]
    (tied,) = found["hanging"]
    assert (tied["open_actions"], tied["agreement"], tied["passed_up"]) == (2, True, ["Help"])


def test_a_unit_that_was_asked_and_ends_too_is_not_said_to_answer(with_log, capsys):
    moved = tuple(replace(one, service="", team="All") for one in two_teams())
    moved = changed(moved, "tom@example.org", roles=())

    assert bring(with_log, moved) == 0

    told = capsys.readouterr().out
    assert f"  team {YOUTH}: 2 open of 3 actions; an agreement\n" in told
    assert "1 passed up to it without an answer, to be passed up anew" in told


def test_figures_that_still_come_are_told_of_single_teams_and_of_pools(database):
    first = CALENDAR.windows(1)[0]
    with open_works(database) as works:
        works.found({"north": {"red": 9, "dot": 3, "dash": 5}, "south": {"green": 12, "lone": 4}})
        works.publish(publication(first))
        address = works.ledger_engine.url.render_as_string(hide_password=False)
        with works.session() as session:
            found = hanging_on(address, session, ["red", "dot", "lone"], first.ends_on)

    assert {one.unit_id: str(one) for one in found} == {
        "red": "figures of a cycle that runs until 2026-04-05",
        "dot": "figures of a cycle that runs until 2026-04-05",
        "lone": str(Hanging("lone")),
    }
