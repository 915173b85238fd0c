"""`wellbeing policy check`, `show` and `diff`: what is wrong, what is in it, what would change."""

import re

import pytest

from tests.support.histories import POLICIES, default_policy
from wellbeing.cli import run
from wellbeing.stepped_care.plain_english import chapters

OURS = POLICIES / "2026-01-05.toml"
TEXT = OURS.read_text(encoding="utf-8")


@pytest.fixture
def changed(tmp_path):
    def written(pattern: str, instead: str, name: str = "2026-01-05.toml"):
        text, times = re.subn(pattern, instead, TEXT, count=1, flags=re.MULTILINE)
        assert times == 1
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return file

    return written


def told(capsys, *arguments: object) -> tuple[int, str, str]:
    status = run(["policy", *(str(one) for one in arguments)])
    return status, *capsys.readouterr()


def test_nothing_is_wrong_with_ours(capsys) -> None:
    status, out, err = told(capsys, "check")

    assert (status, err) == (0, "")
    assert "2026-01-05.toml: nothing is wrong." in out


@pytest.mark.parametrize(
    ("pattern", "instead", "problem"),
    [
        (r"^severe_k = .*", "severe_k = 5", "formal.severe_k: is 5, more than formal.of_last (4)"),
        (r"^event_to_weeks = .*", "event_to_weeks = 3", "formal.event_from_weeks: is 4, more than"),
        (r"^rise = .*", "rise = 9", "reactive.rise: is 9, not below reactive.high (9): U2 would"),
        (r"^rise_floor = .*", "rise_floor = 9", "reactive.rise_floor: is 9, not below reactive."),
        (r"^spike_floor = .*", "spike_floor = 13", "reactive.spike_floor: is 13, not below"),
        (r"^spike_rise = .*", "spike_rise = 13", "reactive.spike_rise: is 13, not below"),
        (r"^cumulative_n = .*", "cumulative_n = 5", "event.cumulative_n: is 5, more than event."),
        (r"^pcptsd5 = .*", "pcptsd5 = 6", "formal.pcptsd5: is 6; write a whole number from 1 to 5"),
        (r"^severe = .*", "sevre = 11", "formal.sevre: is not a key of a policy; did you mean sev"),
        (r"# persistent strain", "# people at risk:", "says 'at risk'; say what is offered"),
        (r"# persistent strain", "# a diagnosis:", "says 'diagnosis'; name the warning signs"),
        (r"# persistent strain", "# the clinical cut-off:", "says 'clinical cut-off'; say 'line'"),
        (r"# persistent strain", "# probable PTSD:", "says 'probable'; say what is offered, not"),
        (r"# persistent strain", "# probable PTSD:", "says 'PTSD'; name no illness"),
        (r"# persistent strain", "# depression:", "says 'depression'; name no illness"),
        *(
            (r"# persistent strain", f"# {word} of any kind:", f"says '{word}'; {instead}")
            for word, instead in (
                ("suicide", "foresee no such thing"),
                ("Suicidality", "foresee no such thing"),
                ("self-harm", "foresee no such thing"),
                ("self harming", "foresee no such thing"),
                ("danger", "say what is offered, and call nobody a danger"),
                ("dangerous", "say what is offered, and call nobody a danger"),
                ("unsafe", "say what is offered, and call nobody a danger"),
            )
        ),
    ],
)
def test_what_can_never_hold_or_may_not_be_said_is_named(
    capsys, changed, pattern, instead, problem
) -> None:
    status, out, err = told(capsys, "check", changed(pattern, instead))

    assert (status, out) == (1, "")
    assert problem in err


def test_a_file_is_named_after_its_monday_and_others_are_still_checked(capsys, changed) -> None:
    status, out, err = told(capsys, "check", changed(r"^high = 9", "high = 9", "new.toml"), OURS)

    assert status == 1
    assert "file name: is new.toml; name it 2026-01-05.toml" in err
    assert f"{OURS}: nothing is wrong." in out


def test_a_file_that_is_not_there_is_bad_use(capsys) -> None:
    assert told(capsys, "check", "/nowhere.toml")[0] == 2
    assert told(capsys, "show", "/nowhere.toml")[0] == 2


def test_show_tells_every_rule_as_a_sentence_and_in_a_table(capsys) -> None:
    status, out, _ = told(capsys, "show")

    rules = [one.rule for chapter in chapters(default_policy()) for one in chapter.rules]
    assert status == 0
    assert "- **U1** When the score is 9 or more in two check-ins in a row" in out
    assert all(f"- **{rule}** When " in out and f"| {rule} | " in out for rule in rules)
    assert len(rules) == len(set(rules)) == 44


def test_diff_tells_numbers_and_the_rules_that_read_differently(capsys, changed) -> None:
    status, out, _ = told(capsys, "diff", OURS, changed(r"^spike = 13", "spike = 14"))

    assert status == 0
    assert "reactive.spike: 13 -> 14" in out
    assert out.count("U3 ") == 2
    assert "U1" not in out


def test_a_better_comment_is_no_other_policy(capsys, changed) -> None:
    _, out, _ = told(capsys, "diff", OURS, changed(r"# half of 18", "# one half of 18"))

    assert out == "The two policies are the same: only comments can differ.\n"


@pytest.mark.parametrize(
    ("pattern", "instead", "number", "rule"),
    [
        (r"^phq_4 = false", "phq_4 = true", "screens.phq_4: false -> true", "PHQ-4"),
        (r"^pc_ptsd_5 = false", "pc_ptsd_5 = true", "screens.pc_ptsd_5: false -> true", "E5"),
        (
            '^grouping = "default"',
            'grouping = "article"',
            "pressures.grouping: default -> article",
            "Pressure: the work itself",
        ),
        (r"^missed_hello = 2", "missed_hello = 3", "action.missed_hello: 2 -> 3", "M3"),
    ],
)
def test_diff_tells_what_is_offered_beside_the_step(
    capsys, changed, pattern, instead, number, rule
) -> None:
    _, out, _ = told(capsys, "diff", OURS, changed(pattern, instead))

    assert number in out
    assert f"  {rule} before: when " in out
    assert f"  {rule} now:    when " in out
