"""`wellbeing privacy report`: what the data protection officer reads, and what it never holds."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support.press import (
    CALENDAR,
    FIRST_MONDAY,
    LONG_AGO,
    at,
    publication,
    ready_for_commands,
)
from wellbeing.accounts.rows import RoleRow
from wellbeing.audit import service as audit
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock
from wellbeing.commands import privacy
from wellbeing.commands.common import CommandError
from wellbeing.database import WRITES, writing
from wellbeing.disclosure import ADOPTED, Parameters
from wellbeing.records.parameter_words import PARAMETERS
from wellbeing.records.privacy_report import guarantees, named

FIRST, SECOND, THIRD = CALENDAR.windows(1)
REDS = [f"red-{number}" for number in range(9)]


@pytest.fixture
def works(database, monkeypatch):
    with ready_for_commands(database, monkeypatch) as opened:
        yield opened


@pytest.fixture
def reported(capsys):
    def report(*flags, after=SECOND):
        clock = StandingClock(publication(after) + timedelta(hours=1))
        capsys.readouterr()
        privacy.act(parser().parse_args(["privacy", "report", *flags]), clock)
        return capsys.readouterr().out

    return report


def test_before_the_first_cycle_it_says_what_will_hold(works, reported):
    text = reported(after=FIRST)

    assert text.startswith("# Privacy report of Org, 2026-02-04\n")
    assert "No cycle is in the ledger. The first one begins with these." in text
    assert "No cycle is over yet." in text
    assert "| Fewest people on the roster for a figure (k) | smallest\\_group | 8 |" in text


def test_it_says_what_was_fixed_spent_and_printed(works, reported):
    works.publish(publication(SECOND))

    found = json.loads(reported("--json"))

    (cycle,) = found["cycles"]
    assert found["chain"]["trouble"] == ""
    assert found["chain"]["windows"] == 2
    assert found["chain"]["head"] == works.head()
    assert cycle["parameters_sha256"] == found["parameters_sha256"]
    assert len(cycle["parameters_sha256"]) == 64
    assert 0 < cycle["most_spent"] <= cycle["budget"] == found["parameters"]["rho_cycle"] == 0.4
    assert cycle["parameters_sha256"] in reported()


def test_answers_change_nothing_in_it(works, reported):
    works.publish(publication(FIRST))
    before = reported("--json")

    works.answer_all(REDS, SECOND.weeks, 3)

    assert reported("--json") == before


def test_it_names_nobody(works, reported):
    give(works, "red-1", "wellbeing_lead")
    works.publish(publication(SECOND))

    for said in (reported(), reported("--json")):
        assert not [person for person in works.homes if person in said]


def test_roles_are_told_by_day_and_number(works, reported):
    for person in ("red-1", "red-2"):
        give(works, person, "peer_supporter")
    give(works, "red-3", "auditor", until=FIRST.starts_on)
    give(works, "red-4", "auditor", begins=SECOND.ends_on + timedelta(weeks=20))

    found = json.loads(reported("--json"))

    assert found["holders"] == {"peer_supporter": 2}
    assert [(day["on"], day["role"], day["begun"], day["ended"]) for day in found["role_days"]] == [
        (str(LONG_AGO), "auditor", 1, 0),
        (str(LONG_AGO), "peer_supporter", 2, 0),
        (str(FIRST.starts_on), "auditor", 0, 1),
    ]
    assert f"| {LONG_AGO} | Peer supporter | 2 | 0 |" in reported()


def test_a_window_lost_to_a_restore_is_told_with_the_reason(works, reported):
    works.publish(publication(FIRST))
    works.confirm(publication(SECOND), "elsewhere")

    text = reported()

    assert f"| month | {SECOND.starts_on} | {SECOND.ends_on} |" in text
    assert "noise may have been drawn for it already" in text
    assert "another place publishes, as an operator confirmed" in text


def test_a_broken_ledger_is_told_and_nothing_more_is_read_from_it(works, reported, tmp_path):
    works.publish(publication(SECOND))
    with works.ledger() as released:
        connection = released.connection(execution_options={WRITES: True})
        if works.ledger_engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE release_cell DISABLE TRIGGER USER"))
        else:
            connection.execute(text("DROP TRIGGER release_cell_refuses_update"))
        connection.execute(text("UPDATE release_cell SET released_int = released_int + 1"))
        released.commit()
    out = tmp_path / "report.md"

    with pytest.raises(CommandError, match="The ledger is broken: entry"):
        reported("--out", str(out))

    told = out.read_text("utf-8")
    assert "The ledger is broken: entry" in told
    assert told.count("Nothing more is read from it") == 4


def test_a_folder_that_is_not_there_is_one_clear_line(works, capsys, tmp_path):
    assert run(["privacy", "report", "--out", str(tmp_path / "no" / "report.md")]) == 1

    assert "cannot be written: No such file" in capsys.readouterr().err


def look(works, times, on):
    """Let a practitioner open what somebody shared with them, so many times."""
    scribe = audit.Scribe(works.vault, audit.Actor("r" * 32, "practitioner"), on)
    with works.session() as session, writing(session):
        for _ in range(times):
            audit.look(session, scribe, "red-1", audit.Kind.LOOK_SHARED)


def test_looks_at_what_was_shared_are_told_in_tens_once_a_cycle_of_many_people_is_over(
    works, reported
):
    works.hire(ADOPTED.smallest_tally, "green")
    works.publish(at(FIRST_MONDAY))
    # The first and the last day of the cycle count, and the days beside it do not.
    for times, on in ((5, FIRST.starts_on), (7, THIRD.ends_on)):
        look(works, 20, FIRST.starts_on - timedelta(days=1))
        look(works, times, on)
        look(works, 20, THIRD.ends_on + timedelta(days=1))
    during, afterwards = reported(after=SECOND), reported(after=THIRD)

    assert "No cycle is over yet." in during
    assert f"| 1 | {FIRST_MONDAY} | {THIRD.ends_on} | 10 to 19 |" in afterwards


def test_among_few_people_nothing_tells_whether_anything_was_looked_at(works, reported):
    works.publish(at(FIRST_MONDAY))
    before = reported("--json", after=THIRD)
    look(works, 30, FIRST.starts_on)

    assert reported("--json", after=THIRD) == before
    assert f"| 1 | {FIRST_MONDAY} | {THIRD.ends_on} | not told: too few people |" in reported(
        after=THIRD
    )


def give(works, person, role, begins=LONG_AGO, until=None):
    with works.session() as session, writing(session):
        session.add(RoleRow(person_id=person, role=role, from_on=begins, until_on=until))


def test_every_parameter_has_plain_words():
    assert set(named(Parameters())) == set(PARAMETERS)


def test_the_guarantee_at_half_is_the_one_the_study_published():
    half = ADOPTED.model_copy(update={"rho_cycle": 0.5})

    cycle, year, *_ = guarantees(half)

    assert (cycle.rho, year.rho) == (0.5, 2.0)
    assert cycle.epsilon == pytest.approx(4.9, abs=0.02)
    assert year.epsilon == pytest.approx(11.0, abs=0.02)


def test_against_no_part_a_quarter_is_spent_and_the_tally_in_full():
    *_, cycle, year, _ = guarantees(ADOPTED)

    tally = ADOPTED.rho_cycle * ADOPTED.shares.tally
    assert cycle.rho == pytest.approx((ADOPTED.rho_cycle - tally) / 4 + tally)
    assert year.rho == pytest.approx(4 * cycle.rho)


def test_after_a_tightening_the_year_still_holds_the_dearer_cycles():
    """Three cycles at 0.5 and one at 0.4 are 1.9."""
    dear = ADOPTED.model_copy(update={"rho_cycle": 0.5})

    cycle, year, any_day, *_ = guarantees(ADOPTED, [dear, dear, dear, ADOPTED])

    assert (cycle.rho, year.rho) == (0.4, 1.9)
    assert any_day.rho > year.rho
    assert any_day.from_any_day


def test_a_loosening_counts_in_the_year_from_the_day_it_is_agreed():
    dear = ADOPTED.model_copy(update={"rho_cycle": 0.5})

    cycle, year, *_ = guarantees(ADOPTED, [ADOPTED] * 4, [ADOPTED, dear])

    assert (cycle.rho, year.rho) == (0.4, 2.0)
