"""`wellbeing policy rehearse`: what would change, on made-up people and on a file, never on ours."""

import json
import re

import pytest

from tests.support.histories import POLICIES, default_policy, history
from wellbeing.cli import run
from wellbeing.simulation.rehearsal import (
    PEOPLE_OF_A_BLOCK,
    Block,
    Pair,
    Tally,
    blocks,
    how_many_blocks,
    rehearse_block,
    rehearse_history,
)
from wellbeing.stepped_care import parse_policy

OURS = POLICIES / "2026-01-05.toml"
TEXT = OURS.read_text(encoding="utf-8")
STRICTER = re.sub(
    r"(?m)^baseline_cap = 7", "baseline_cap = 6", re.sub(r"(?m)^high = 9", "high = 8", TEXT)
)
TODAY = default_policy()


def stricter_pair() -> Pair:
    return Pair(TODAY, parse_policy(STRICTER))


@pytest.fixture
def new(tmp_path):
    file = tmp_path / "new.toml"
    file.write_text(STRICTER, encoding="utf-8")
    return file


def test_a_lower_line_moves_the_weeks_it_should() -> None:
    tally = rehearse_history(history("8 8 8 3"), stricter_pair())

    assert tally.moves == {("prevention", "prevention"): 1, ("prevention", "reactive"): 3}
    assert (tally.people, tally.weeks) == (1, 4)
    assert (tally.old.step_ups, tally.new.step_ups) == (0, 1)


def test_the_same_policy_moves_nobody_and_finds_what_it_misses() -> None:
    tally = rehearse_block(Block(60, 30, seed=3), Pair(TODAY, TODAY))

    assert all(before == after for before, after in tally.moves)
    assert tally.old == tally.new
    assert tally.weeks == 60 * 30
    assert tally.old.step_ups >= tally.old.unneeded > 0
    assert tally.spells >= tally.old.missed >= 0


def test_a_block_comes_out_the_same_each_time_and_blocks_add_up() -> None:
    block = Block(20, 20, seed=5)
    once, again = rehearse_block(block, stricter_pair()), rehearse_block(block, stricter_pair())
    both = Tally()
    both.add(once)
    both.add(again)

    assert once == again
    assert both.weeks == 2 * once.weeks
    assert both.new.step_ups == 2 * once.new.step_ups > 2 * once.old.step_ups


@pytest.mark.parametrize("people", [3, 249, 250, 251, 253, 1000])
def test_blocks_hold_everybody(people: int) -> None:
    shared = list(blocks(people, 10, seed=1))

    assert sum(block.people for block in shared) == people
    assert all(3 <= block.people < PEOPLE_OF_A_BLOCK + 3 for block in shared)
    assert len({block.seed for block in shared}) == len(shared) == how_many_blocks(people)


def test_a_file_is_compared_person_by_person(tmp_path, capsys, new) -> None:
    weeks = [{"week": f"2026-W0{number}", "w": 8} for number in (2, 3)]
    file = tmp_path / "histories.jsonl"
    file.write_text("".join(json.dumps({"id": str(n), "weeks": weeks}) + "\n" for n in range(3)))

    status = run(["policy", "rehearse", str(new), "--old", str(OURS), "--histories", str(file)])

    out = capsys.readouterr().out
    assert status == 0
    assert out.startswith("3 people of the file, 6 person-weeks; 3 of them would move.")
    assert "prevention -> reactive: 3" in out
    assert "settled beneath" not in out


def test_made_up_people_tell_what_is_unneeded_and_missed(capsys, new) -> None:
    status = run(["policy", "rehearse", str(new), "--people", "30", "--weeks", "12"])

    out = capsys.readouterr().out
    assert status == 0
    assert out.startswith("30 made-up people, 360 person-weeks;")
    assert "begins though the person is settled beneath" in out
    assert "lasting strain is not seen" in out


@pytest.mark.parametrize("flags", [("--people", "0"), ("--weeks", "0"), ("--histories", "/no")])
def test_what_cannot_be_rehearsed_is_bad_use(capsys, new, flags) -> None:
    assert run(["policy", "rehearse", str(new), *flags]) == 2
    assert capsys.readouterr().err.startswith("wellbeing: ")


def test_a_bad_line_names_its_field(tmp_path, capsys, new) -> None:
    file = tmp_path / "histories.jsonl"
    file.write_text('{"id": "p", "weeks": [{"week": "2026-W02", "w": 19}]}\n')

    assert run(["policy", "rehearse", str(new), "--histories", str(file)]) == 1
    assert "weeks[0].w: expected a whole number from 0 to 18" in capsys.readouterr().err
