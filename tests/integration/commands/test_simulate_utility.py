"""`wellbeing simulate utility` measures on made-up organisations and writes what it found."""

import json
from datetime import UTC, datetime

import pytest

from tests.support.proofs import FIGURES
from tests.support.source import ROOT
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock
from wellbeing.commands import simulate_utility
from wellbeing.commands.simulate_utility import Shapes
from wellbeing.commands.utility_page import Made, page
from wellbeing.simulation.still import StillShape
from wellbeing.simulation.useful import Shape
from wellbeing.simulation.useful_lines import Line
from wellbeing.web.measured import UtilityFigures

SMALL = Shape(services=1, sizes=(8, 8, 8, 8, 25, 25, 25, 25), cycles=3)
STILL = StillShape(directorates=2, services=((10, 10), (10, 10)), cycles=3)
CLOCK = StandingClock(datetime(2026, 3, 4, 12, tzinfo=UTC))


def measure(*flags):
    arguments = parser().parse_args(["simulate", "utility", *flags])
    simulate_utility.act(arguments, CLOCK, Shapes(SMALL, STILL))


def test_it_writes_a_page_and_the_figures_that_pages_quote(tmp_path, capsys):
    folder = tmp_path / "new" / "docs"

    measure("--organisations", "2", "--write", str(folder))

    kept = (folder / "proofs" / "utility.json").read_text("utf-8")
    figures = UtilityFigures.model_validate_json(kept)
    assert figures.run_on == "2026-03-04"
    assert [(line.kind, line.size, line.rhythm) for line in figures.lines] == [
        ("pulse", 8, "month"),
        ("pulse", 25, "month"),
        ("level", 20, "month"),
        ("level", 40, "month"),
        ("level", 80, "month"),
    ]
    assert figures.lines[0].arrow_shown == figures.team_of_8_arrow_shown_of_100 / 100
    text = (folder / "utility.md").read_text("utf-8")
    assert "2 organisations of 132 people each" in text
    assert "As many organisations of 80 people" in text
    assert f"| 25 | conditions | month | {json.loads(kept)['lines'][1]['error']:.2f} |" in text
    assert str(folder / "utility.md") in capsys.readouterr().out


def test_without_a_folder_it_prints_the_page(capsys):
    measure("--organisations", "1")

    assert capsys.readouterr().out.startswith("# How useful published figures are\n")


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_measured(tmp_path, capsys):
    file = tmp_path / "file"
    file.write_text("not a folder")

    assert run(["simulate", "utility", "--write", str(file)]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["0", "-1", "1001"])
def test_a_number_out_of_range_is_bad_use(count, capsys):
    assert run(["simulate", "utility", "--organisations", count]) == 2
    assert "--organisations goes from 1 to 1000." in capsys.readouterr().err


def test_the_kept_page_says_what_the_kept_figures_say():
    kept = json.loads((FIGURES / "utility.json").read_text("utf-8"))
    lines = [Line(**line) for line in kept["lines"]]

    people = (kept["people_in_each"], kept["people_in_each_still_one"])
    said = page(lines, Made(kept["organisations"], *people, kept["run_on"]))

    assert (ROOT / "docs" / "utility.md").read_text("utf-8") == said
