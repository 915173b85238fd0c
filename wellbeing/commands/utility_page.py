"""Writes what was measured of the use of figures as a page: how near, how often right."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from wellbeing.disclosure import Indicator, Kind
from wellbeing.simulation.useful_lines import Line

# What amendment 4a measured on the study's own organisations, for conditions at work.
STUDY = {
    8: ("0.30 to 0.32 (8–11)", "52–54%"),
    12: ("0.25 to 0.26 (12–17)", "77–79%"),
    25: ("0.21 to 0.22 (18–30)", "99%"),
    80: ("not given", "not given"),
    100: ("not given", "not given"),
}


@dataclass(frozen=True)
class Made:
    """What was made up to measure on: so many organisations of each sort, and their people."""

    organisations: int
    people: int
    still_people: int
    run_on: str


def page(lines: Sequence[Line], made: Made) -> str:
    return TEMPLATE.format(
        rows="\n".join(map(_row, lines)),
        compared="\n".join(_beside_the_study(line) for line in lines if _is_in_the_study(line)),
        **asdict(made),
    )


def _is_in_the_study(line: Line) -> bool:
    is_of_team = line.kind == Kind.PULSE and line.size in STUDY
    return is_of_team and line.indicator == Indicator.CONDITIONS


def _row(line: Line) -> str:
    cells = (
        "team" if line.kind == Kind.PULSE else "larger unit",
        str(line.size),
        line.indicator.replace("_", " "),
        line.rhythm,
        f"{line.error:.2f}",
        f"{line.lean:+.2f}",
        f"{line.cover:.0%}",
        f"{line.cover_at_first:.0%}",
        _percent(line.arrow_shown),
        _percent(line.found_with_5_percent_alarms),
        f"{line.false_falls:.2f}",
        f"{line.false_rises:.2f}",
        str(line.groups),
    )
    return f"| {' | '.join(cells)} |"


def _beside_the_study(line: Line) -> str:
    error, found = STUDY[line.size]
    cells = (
        str(line.size),
        f"{line.error:.2f}",
        error,
        _percent(line.found_with_5_percent_alarms),
        found,
        f"{line.cover:.0%}",
        "82–87%",
        f"{line.false_falls:.2f}",
        "0.12–0.3",
    )
    return f"| {' | '.join(cells)} |"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


TEMPLATE = """# How useful published figures are

Written by `wellbeing simulate utility --organisations {organisations} --write docs` on {run_on}; never by hand.

{organisations} organisations of {people} people each, in four services, lived through 65 weeks of the
simulation. Plans, contributions, noise (OpenDP) and reader are the product's own. Of each size one team in
four falls for good by 0.5 points in conditions at work in a month of its own, one in four rises, the others
keep their usual weeks. The step is one of work pressure and support alike; warning signs take none. "Truth"
is the mean of what everybody would have answered, those who sent nothing included. About six in ten weeks
are sent, fewer by people who are unwell.

As many organisations of {still_people} people lived as long without any step, for what no page shows of the
others: teams with domains each month, and units above teams. These are measured where nothing changes, for
a unit whose teams move does not stand still. The same people were published twice, in directorates of
services that show months, and with each directorate as one large service that shows weeks; each time with
noise of its own, and the organisation counts both times.

- error: root of the mean squared distance between the middle of the range and the truth
- lean: mean distance; below zero the figures look worse than the truth
- held: how often the range holds the truth, after the first 13 weeks and in them (8 of 10 are meant)
- arrow: of the teams that fell or rose, how many the page calls falling or rising within 13 weeks, as a
  reader sees it
- found: of the same teams, how many a reader would find 13 weeks after the step who takes the arrow's own
  measure and accepts 5% false alarms either way; no page shows that
- false: how often a year the page begins to say "falling" or "rising" of a group that did neither

| group | people | about | each | error | lean | held | held at first | arrow | found | false falls | false rises | groups |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
{rows}

## Beside the figures of the study

The study's own organisations differ from the simulation's: people there differ more from each other
(0.7 points against about 0.45 here), and seven in ten weeks are answered. Its detection is that of the
best linear detector on everything published; ours is that of the arrow's own measure.

| people | error | study | found | study | held | study | false falls | study |
|---|---|---|---|---|---|---|---|---|
{compared}

Where they differ, and why: the reader's model and its slopes for conditions at work are the study's, and the
simulation's people are not the study's. They answer fewer weeks, sit nearer the upper end of the scale
(about 2.7) than the centre of the first cycle (2.0), and their teams differ a little more from each
other than the model expects, so that errors of small teams are a little larger. So far from the centre, bounds cut what
most people add to a first figure, and teams look more alike than they are. The reader allows for that by a lean that
all values around one centre share (ours; `benchmarks/leans.py` measures it, ADR 0018 says what it changed). A change is read smaller
than it is at first, most of all in small teams: figures are smoothed, and their ranges leave room for it.
The constants are to be checked on the first real year, on published figures alone.
The guarantee does not depend on any of this. A fall by half a point is
measured on answers in whole steps, which end at the scale's ends, so some teams fall by less. False
arrows are counted when they appear, per year of the months in which there can be any.

Each map counts a line of a team or of a larger unit as the measured group of the same kind of row, the same
length of window and the same subject that is nearest in size and no larger. A group smaller than all
measured ones of its kind, or near one of which fewer than 100 groups were measured, counts as the worst of
its kind; what was never measured, such as single questions
each week, as the worst of everything here.
"""
