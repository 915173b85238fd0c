"""`wellbeing policy explain`: JSON lines in, the step of every week out, bad lines named."""

import json

import pytest

from tests.support.histories import signs_scoring
from wellbeing.cli import run
from wellbeing.stepped_care import SIGNS

GOOD = {"id": "p1", "weeks": [{"week": "2026-W02", "w": 13}, {"week": "2026-W04", "w": 9}]}


@pytest.fixture
def explain(tmp_path, capsys):
    def explained(*lines: object, flags: tuple[str, ...] = ()) -> tuple[int, str, str]:
        file = tmp_path / "histories.jsonl"
        told = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        file.write_text("\n".join(told), encoding="utf-8")
        status = run(["policy", "explain", str(file), *flags])
        return status, *capsys.readouterr()

    return explained


def test_every_week_from_the_first_to_the_last_has_its_line(explain) -> None:
    status, out, err = explain(GOOD)

    week = {
        "week": "2026-W02",
        "step": "reactive",
        "formal_suggested": False,
        "no_current_information": False,
        "w": 13,
        "baseline": None,
        "rise": None,
        "rules": ["U3"],
    }
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "id": "p1",
        "weeks": [
            week,
            {**week, "week": "2026-W03", "w": None, "rules": []},
            {**week, "week": "2026-W04", "w": 9, "rules": ["U1"]},
        ],
    }
    assert list(json.loads(out)["weeks"][0]) == list(week)


def test_a_trace_tells_of_every_rule_what_it_looked_at(explain) -> None:
    status, out, _ = explain(GOOD, flags=("--trace",))
    _, plain, _ = explain(GOOD)

    weeks = json.loads(out)["weeks"]
    traces = [week.pop("trace") for week in weeks]
    assert status == 0
    assert {"id": "p1", "weeks": weeks} == json.loads(plain)
    assert [len(trace) for trace in traces] == [27, 27, 27]
    told = {one["rule"]: one for one in traces[2]}
    assert told["U1"] == {
        "rule": "U1",
        "held": True,
        "saw": {"one_check_in_is_enough": False, "scores_in_a_row": [13, 9]},
        "sentence": "Your warning signs were 13 and 9 out of 18 in your last two check-ins. "
        "The line for this offer is 9.",
    }
    assert told["U3"]["saw"] == {"w": 9, "baseline": None}
    assert (told["D1"]["held"], told["D1"]["saw"]) == (None, {})
    assert told["D3"]["saw"]["stay_began"] == "2026-W02"


def test_a_trace_can_be_read_as_sentences(explain) -> None:
    _, out, _ = explain(GOOD, flags=("--trace", "--text"))
    _, plain, _ = explain(GOOD, flags=("--text",))

    lines = out.splitlines()
    assert len(lines) == 1 + 3 * 28 + 1  # and an empty one after each person
    assert [line for line in lines if not line.startswith("    ")] == plain.splitlines()
    assert (
        "    U3 did not hold. This did not apply in this week. "
        "[Your warning signs: 9 of 18; Your usual level: not known yet]"
    ) in lines
    assert any(line.startswith("    D1 was not asked. Not judged: another rule") for line in lines)


def test_signs_give_the_same_as_their_score(explain) -> None:
    signs = dict(zip(SIGNS, signs_scoring(13), strict=True))

    _, by_score, _ = explain({"id": "p", "weeks": [{"week": "2026-W02", "w": 13}]})
    _, by_signs, _ = explain({"id": "p", "weeks": [{"week": "2026-W02", "signs": signs}]})

    assert by_score == by_signs


def test_a_missed_week_repeats_the_usual_level_and_a_long_silence_has_no_step(explain) -> None:
    weeks = [{"week": f"2026-W{number:02}", "w": 3 - number % 2} for number in range(2, 6)]

    _, out, _ = explain({"id": "p", "weeks": [*weeks, {"week": "2026-W14", "w": 3}]})

    told = json.loads(out)["weeks"]
    assert [one["baseline"] for one in told] == [None] * 4 + [2.5] * 9
    assert told[-2]["step"] is None
    assert told[-2]["no_current_information"]
    assert told[-2]["rules"] == ["D4"]
    assert told[-1] == {
        "week": "2026-W14",
        "step": "prevention",
        "formal_suggested": False,
        "no_current_information": False,
        "w": 3,
        "baseline": 2.5,
        "rise": 0.5,
        "rules": [],
    }


def test_acts_come_after_the_check_in_in_their_order_also_alone(explain) -> None:
    acts = [
        {"week": "2026-W03", "act": "ask_formal"},
        {"week": "2026-W03", "act": "sign_off_formal"},
        {"week": "2026-W02", "act": "screen", "instrument": "phq_4", "score": 9},
        {"week": "2026-W04", "act": "end_formal"},
    ]

    _, out, _ = explain({"id": "p", "weeks": [{"week": "2026-W03", "w": 3}], "acts": acts})

    told = json.loads(out)["weeks"]
    assert [(one["step"], one["rules"]) for one in told] == [
        ("prevention", ["F6"]),
        ("formal", ["F5", "H1"]),
        ("reactive", ["H2"]),
    ]


def test_a_fresh_start_is_an_act_like_the_others_and_its_trace_says_what_it_did(explain) -> None:
    weeks = [{"week": f"2026-W{number:02}", "w": 3} for number in (*range(2, 7), 8)]
    act = {"week": "2026-W07", "act": "fresh_start"}

    _, out, _ = explain({"id": "p", "weeks": weeks, "acts": [act]}, flags=("--trace",))

    told = json.loads(out)["weeks"]
    assert [one["baseline"] for one in told] == [None] * 4 + [3, 3, None]
    assert [one["rules"] for one in told][5:] == [["B1"], []]
    assert "made only of weeks after this one" in json.dumps(told[5])
    assert "You chose no fresh start in this week." in json.dumps(told[6])


def test_the_order_of_weeks_in_a_line_does_not_matter_and_years_turn(explain) -> None:
    weeks = [{"week": "2027-W01", "w": 9}, {"week": "2026-W52", "w": 9}]

    _, out, _ = explain({"id": "p", "weeks": weeks})

    told = [(one["week"], one["step"]) for one in json.loads(out)["weeks"]]
    assert told == [
        ("2026-W52", "prevention"),
        ("2026-W53", "prevention"),
        ("2027-W01", "reactive"),
    ]


def test_text_tells_the_same_as_sentences(explain) -> None:
    _, out, _ = explain(GOOD, flags=("--text",))

    assert out.splitlines()[:2] == [
        "p1",
        "  2026-W02: Reactive (U3). Your warning signs were 13 out of 18 in this check-in. "
        "From 13 on, one check-in is enough for this offer.",
    ]


def test_somebody_without_weeks_has_none(explain) -> None:
    assert explain({"id": "p"})[:2] == (0, '{"id": "p", "weeks": []}\n')


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "line: expected one JSON object"),
        ([1], "line: expected one JSON object"),
        ({"weeks": []}, "id: is missing; expected text"),
        ({"id": 7}, "id: expected text, found 7"),
        ({"id": "p", "weks": []}, "weks: is not a key here; did you mean weeks?"),
        ({"id": "p", "weeks": [7]}, "weeks[0]: expected an object"),
        ({"id": "p", "weeks": 7}, "weeks: expected a list of objects"),
        ({"id": "p", "weeks": [{"w": 3}]}, "weeks[0].week: is missing; expected a week such as"),
        ({"id": "p", "acts": [{"week": "2026-W02"}]}, "acts[0].act: is missing; expected one of"),
        (
            {"id": "p", "acts": [{"week": "2026-W02", "act": "screen", "score": 3}]},
            "acts[0].instrument: expected one of pc_ptsd_5, phq_4, phq_2, gad_2",
        ),
        (
            {
                "id": "p",
                "acts": [
                    {"week": "2026-W02", "act": "screen", "instrument": "phq_2", "score": 7},
                ],
            },
            "acts[0].score: expected a whole number from 0 to 6 for phq_2",
        ),
        (
            {"id": "p", "acts": [{"week": "2026-W02", "act": "talk_held", "score": 7}]},
            "acts[0].score: expected only beside the act screen",
        ),
    ],
)
def test_a_bad_line_is_named_with_its_field_and_what_was_expected(explain, line, told) -> None:
    status, _, err = explain(line)

    assert status == 1
    assert err.startswith(f"line 1: {told}")


@pytest.mark.parametrize(
    ("check_in", "told"),
    [
        ({"week": "2026-W54"}, "week: expected a week such as 2026-W07, from 2000-W01"),
        ({"week": "1999-W02"}, "week: expected a week such as"),
        ({"week": 7}, "week: expected a week such as"),
        ({"w": 19}, "w: expected a whole number from 0 to 18, or null when unanswered, found 19"),
        ({"w": True}, "w: expected a whole number from 0 to 18"),
        ({"w": 9.5}, "w: expected a whole number from 0 to 18"),
        ({"w": "9"}, "w: expected a whole number from 0 to 18"),
        ({"impact": 4}, "impact: expected a whole number from 0 to 3, or null when unanswered"),
        ({"impcat": 3}, "impcat: is not a key here; did you mean impact?"),
        ({"event": "directly"}, "event: expected one of none, direct, second_hand, both"),
        ({"talk": 1}, "talk: expected one of no, few_days, soon"),
        ({"signs": {"sleep": 4}}, "signs.sleep: expected a whole number from 0 to 3"),
        ({"signs": {"slep": 1}}, "signs.slep: is not a key here; did you mean sleep?"),
        ({"usual": list(SIGNS)}, "usual: expected a list of at most 2 of sleep"),
        ({"w": 3, "signs": {}}, "w: expected either w, or signs with usual, not both"),
        (
            {"support": 1, "support_not_needed": True},
            "support: expected null when support was not needed",
        ),
    ],
)
def test_each_field_of_a_check_in_is_named(explain, check_in, told) -> None:
    _, _, err = explain({"id": "p", "weeks": [{"week": "2026-W02", **check_in}]})

    assert err.startswith(f"line 1: weeks[0].{told}")


def test_a_week_given_twice_is_named(explain) -> None:
    _, _, err = explain({"id": "p", "weeks": [{"week": "2026-W02"}, {"week": "2026-W02"}]})

    assert err.startswith("line 1: weeks[1].week: expected each week once")


def test_the_other_lines_are_still_answered(explain) -> None:
    status, out, err = explain("{", "", GOOD, {"id": "x", "w": 3, "weeks": [{"week": ""}]})

    assert status == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["p1"]
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "line 1",
        "line 4",
        "line 4",
        "wellbeing",
    ]


def test_a_file_that_is_not_there_is_bad_use(capsys) -> None:
    assert run(["policy", "explain", "/nowhere/x.jsonl"]) == 2
    assert "/nowhere/x.jsonl cannot be read" in capsys.readouterr().err
