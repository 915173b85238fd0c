"""Prints what pages and pictures of figures cost, each against a floor or a peer of the same run.

    python benchmarks/heatmap.py             60 teams, and 10,000 against 100
    python benchmarks/heatmap.py --write     the same, kept in docs/proofs/heatmap.json
    python benchmarks/heatmap.py --teams 500 a smaller large organisation; nothing is kept of it then

Page: the map of 60 teams in 26 weekly windows, against a signed-in page with nothing on it.
First drawing: a picture through the worker, against matplotlib called directly with the same data.
Cached drawing: the picture's route, against a route behind the same door that answers the same bytes
from memory; against one without a door it is printed too. Size: pages of the same readers in an
organisation of 10,000 teams, against one of 100. What is compared takes turns. Seconds are those of
the processor: the machine may be shared. Only ratios of one run mean anything.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median

from figured import CALENDAR, READERS, Shape, browser, fill, person_of, served
from flask import Flask, Response, render_template
from flask.testing import FlaskClient
from matplotlib.figure import Figure

from wellbeing.charts.frame import Frame
from wellbeing.charts.look import DOTS_PER_INCH, LOOKS
from wellbeing.charts.months import Mark, Panel, Trend, TrendMonth
from wellbeing.charts.studio import Key, Limits, Order, Studio, digest
from wellbeing.charts.trend import draw_trend
from wellbeing.extensions import PARTS, db
from wellbeing.heatmaps import pictures, shelf
from wellbeing.heatmaps.service import ground
from wellbeing.heatmaps.trends import trends
from wellbeing.web.access_matrix import AccessMatrix, Line, Scope, shipped

MAP = Shape(teams=60, in_a_service=60, people=75)
# As many directorates as the large one, and people enough that both show the same of the whole.
SMALL = Shape(teams=100, in_a_service=10, people=20, services_in_a_directorate=1)
LARGE = 10_000
WINDOWS = 26
TIMES, SLOW_TIMES, PAGE_TIMES = 200, 25, 9
MOST_FIRST, LEAST_CACHED, MOST_SIZE = 1.3, 0.75, 1.25
EMPTY, SAME_DOOR, NO_DOOR = "benchmark.empty", "benchmark.same_door", "benchmark.no_door"
PROOF = Path(__file__).parents[1] / "docs" / "proofs" / "heatmap.json"
PAGES = {
    "map of a member of staff": ("staff", "/teams"),
    "map of a service manager": ("service manager", "/teams"),
    "map of the head of all": ("head", "/teams"),
    "page of a team": ("staff", "/teams/t0"),
    "trends of a team": ("staff", "/teams/t0/trends"),
    "trends of the whole": ("head", "/teams/o/trends"),
}
# Once after each publication, by whoever comes first: the ledger's head is another one then.
FIRST_READ = "first page after figures came out"
FIRST_MAP = "first map of the head of all after figures came out"
FIRST_TIMES = 3
Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--teams", type=int, default=LARGE)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--pages", metavar="FOLDER")
    asked = parser.parse_args()
    if asked.pages:
        print(json.dumps(pages(Path(asked.pages))))
        return
    found: Figures = {}
    for measured in (of_sixty_teams, first_drawing, lambda: of_size(asked.teams)):
        for name, ratio in measured().items():
            found[name] = ratio
            print(f"{name}: {ratio}", flush=True)
    if asked.write and asked.teams == LARGE:
        load = {"load average": round(os.getloadavg()[0], 1)}
        text = json.dumps({"proof": "heatmap", **found, **load}, indent=2)
        PROOF.write_text(text + "\n", "utf-8")
    missed = [
        *(["first drawing"] if found["first drawing / bare matplotlib"] > MOST_FIRST else []),
        *(["cached drawing"] if found["bare route / cached drawing"] < LEAST_CACHED else []),
        *(name for name, ratio in found.items() if " / 100 teams" in name and ratio > MOST_SIZE),
    ]
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


def of_sixty_teams() -> Figures:
    """Measure the page and the cached picture of an organisation of sixty teams."""
    with _organisation(MAP) as folder, served(Path(folder), _matrix()) as app:
        _add_floors(app)
        manager = browser(app, "service manager")
        whole = manager.get("/teams?under=s0")
        # A row for each team and for the service, with a cell for each week.
        shown = whole.text.count('<td class="cell')
        assert shown >= MAP.teams * WINDOWS, shown
        page, empty = taking_turns(
            lambda: manager.get("/teams?under=s0"),
            lambda: manager.get("/benchmark/empty"),
            SLOW_TIMES,
        )
        return {
            "cells on the page": shown,
            "page of 60 teams / empty page": round(page / empty, 1),
            "page of 60 teams in ms": round(page * 1000, 1),
            **cached_drawing(app),
        }


def cached_drawing(app: Flask) -> Figures:
    staff = browser(app, "staff")
    with app.app_context(), app.extensions[PARTS].ledger() as released:
        now = app.extensions[PARTS].now()
        person = trends(ground(db.session(), released, now), person_of("staff"), "t0")
    order = pictures.order(person, "trend")
    drawn = staff.get("/teams/t0/trend.png")
    assert drawn.status_code == 200
    app.config["BENCHMARK_BYTES"] = drawn.data
    address = f"/teams/t0/trend.png?v={order.key.digest}"
    assert staff.get(address).data == staff.get("/benchmark/same-door/t0").data
    cached, same_door = taking_turns(
        lambda: staff.get(address), lambda: staff.get("/benchmark/same-door/t0"), TIMES
    )
    again, no_door = taking_turns(
        lambda: staff.get(address), lambda: staff.get("/benchmark/no-door"), TIMES
    )
    return {
        "bare route / cached drawing": round(same_door / cached, 2),
        "bare route without a door / cached drawing": round(no_door / again, 2),
    }


def first_drawing() -> Figures:
    """Draw ever new figures through the worker, and the same with matplotlib alone."""
    studio = Studio(draw_trend, Limits(seconds=600, kept_bytes=0))
    draw_trend(_new(0))
    bare_matplotlib(_new(0))
    ours, bare = [], []
    for number in range(1, SLOW_TIMES + 1):
        trend = _new(number)
        order = Order(Key("a unit", "wide", digest(trend)), trend)
        ours.append(seconds(lambda order=order: studio.picture(order)))  # type: ignore[misc]
        bare.append(seconds(lambda trend=trend: bare_matplotlib(trend)))  # type: ignore[misc]
    return {
        "first drawing / bare matplotlib": round(median(ours) / median(bare), 2),
        "first drawing in ms": round(median(ours) * 1000, 1),
    }


def bare_matplotlib(trend: Trend) -> bytes:
    """Draw the same with matplotlib's own means: ranges as bars, middles as a line, marked events."""
    look = LOOKS["wide"]
    figure = Figure(figsize=Frame(trend, look).inches, dpi=DOTS_PER_INCH)
    axes = figure.add_subplot()
    months = trend.panels[0].months
    places = [month.first.toordinal() for month in months]
    axes.bar(
        places, [one.high - one.low for one in months], bottom=[one.low for one in months], width=27
    )
    axes.plot(places, [one.estimate for one in months], marker="o")
    for mark in trend.marks:
        axes.axvline(mark.first.toordinal(), linestyle="--")
        axes.text(mark.first.toordinal(), 4, mark.words)
    axes.set_ylim(0, 4)
    axes.set_xticks(places[::4], [f"{one.first:%d %b %Y}" for one in months[::4]])
    axes.set_ylabel("0 to 4, higher is better")
    image = BytesIO()
    figure.savefig(image, format="png")
    return image.getvalue()


def of_size(teams: int) -> Figures:
    """Measure the same pages in a small and in a large organisation, in a process of their own each."""
    with _organisation(SMALL) as small, _organisation(_large(teams)) as large:
        few, many = _pages(small), _pages(large)
    return {f"{name}, {teams:,} / 100 teams": round(many[name] / few[name], 2) for name in few}


def _pages(folder: str) -> Mapping[str, float]:
    command = [sys.executable, __file__, "--pages", folder]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    found: Mapping[str, float] = json.loads(ran.stdout)
    return found


def pages(folder: Path) -> Figures:
    """Return how long each page takes, read by somebody before or first after a publication."""
    with served(folder, _matrix()) as app:
        readers = {name: browser(app, name) for name in READERS}
        found = {name: _read(readers[who], path) for name, (who, path) in PAGES.items()}
        first = {FIRST_READ: ("staff", "/teams/t0"), FIRST_MAP: ("head", "/teams")}
        return found | {
            name: median(_first_read(readers[who], path) for _ in range(FIRST_TIMES))
            for name, (who, path) in first.items()
        }


def _first_read(client: FlaskClient, path: str) -> float:
    """Read a page as the first one does: with nothing kept of the ledger."""
    shelf.SHELF.empty()
    return seconds(lambda: client.get(path))


def _large(teams: int) -> Shape:
    return replace(SMALL, teams=teams, services_in_a_directorate=100)


def _read(client: FlaskClient, path: str) -> float:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return median(seconds(lambda: client.get(path)) for _ in range(PAGE_TIMES))


def taking_turns(
    one: Callable[[], object], other: Callable[[], object], times: int
) -> tuple[float, float]:
    one(), other()
    pairs = [(seconds(one), seconds(other)) for _ in range(times)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _new(number: int) -> Trend:
    months = []
    for place in range(24):
        window = CALENDAR.window(place)
        middle = 1 + (place * 7 + number) % 20 / 10
        months.append(
            TrendMonth(window.starts_on, window.ends_on, middle, middle - 0.4, middle + 0.4)
        )
    day = date(2026, 6, 1)
    marks = (Mark(1, "Three services became two", day, day),)
    return Trend((Panel(tuple(months)),), marks)


@contextmanager
def _organisation(shape: Shape) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="wellbeing-heatmap-") as folder:
        fill(Path(folder) / "data", shape)
        yield f"{folder}/data"


def _matrix() -> AccessMatrix:
    """Return the shipped matrix with a line for each floor."""
    line = Line("a floor", "read", ("staff",), Scope.PUBLIC, (EMPTY,))
    floors = (
        line,
        replace(line, scope=Scope.UNIT, routes=(SAME_DOOR,)),
        replace(line, roles=("anyone",), routes=(NO_DOOR,)),
    )
    return replace(shipped(), lines=(*shipped().lines, *floors))


def _add_floors(app: Flask) -> None:
    def same_door(unit_id: str) -> Response:
        assert unit_id
        return Response(app.config["BENCHMARK_BYTES"], mimetype="image/png")

    app.add_url_rule("/benchmark/empty", EMPTY, lambda: render_template("layouts/page.html"))
    app.add_url_rule("/benchmark/same-door/<unit_id>", SAME_DOOR, same_door)
    app.add_url_rule("/benchmark/no-door", NO_DOOR, lambda: same_door("none"))


if __name__ == "__main__":
    main()
