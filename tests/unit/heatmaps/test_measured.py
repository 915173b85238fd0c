"""Pages say how often ranges held when it was measured, not only how often they were made to."""

import json
from importlib.resources import files

from wellbeing.heatmaps.measured import in_file, measured, ranges
from wellbeing.web.measured import utility_figures

LINES = json.loads((files("wellbeing") / "proofs" / "utility.json").read_text("utf-8"))["lines"]


def test_every_line_of_the_proof_is_told_with_both_kinds_of_false_arrows():
    told = measured(utility_figures())

    assert [(one.people, one.rhythm, one.held_of_100) for one in told] == [
        (line["size"], line["rhythm"], round(100 * line["cover"])) for line in LINES
    ]
    assert [(one.falls_a_year, one.rises_a_year) for one in told] == [
        (round(line["false_falls"], 2), round(line["false_rises"], 2)) for line in LINES
    ]


def test_a_page_says_of_conditions_at_work_how_often_the_range_held_by_size():
    found = ranges()

    assert found.made_for_of_100 == 80
    measured_sizes = [
        line["size"]
        for line in LINES
        if (line["kind"], line["indicator"]) == ("pulse", "conditions")
    ]
    # Three that have their pulse alone, then those of finer menus.
    assert measured_sizes[:3] == [8, 12, 25]
    assert 80 in measured_sizes
    assert [one.people for one in found.by_size] == measured_sizes
    for line in LINES:
        said = f"{round(100 * line['cover'])} for teams of {line['size']}"
        if line["indicator"] == "conditions":
            assert (said in found.held) is (line["kind"] == "pulse")


def test_a_line_of_the_table_says_whether_it_is_about_teams_or_larger_units():
    told = [one.row[0] for one in measured(utility_figures())]

    assert told[0] == "a team of 8 people, each month"
    assert "a larger unit of 77 people, each month" in told


def test_before_anything_was_measured_nothing_is_said():
    assert measured(None) == ()


def test_a_file_says_the_same():
    (_, told) = in_file().values()

    assert isinstance(told, list)
    assert len(told) == len(LINES)
    assert told[2]["range held the true figure, times of 100"] == round(100 * LINES[2]["cover"])
