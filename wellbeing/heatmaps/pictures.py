"""Which pictures a unit has, what each shows, and the one studio that draws them all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wellbeing.charts.frame import Frame
from wellbeing.charts.look import LOOKS
from wellbeing.charts.months import Mark, Panel, Trend, TrendMonth
from wellbeing.charts.studio import Key, Order, Studio, digest
from wellbeing.disclosure import Figure, Indicator, Released
from wellbeing.heatmaps import words
from wellbeing.heatmaps.happened import Happened
from wellbeing.heatmaps.trends import Line, Trends
from wellbeing.organisation_events.service import Event

TREND, PANELS, TO_KEEP = "trend", "panels", "trend-to-keep"
FIRST = "wide"
# Every picture by its name in addresses: what it shows, and how it looks.
PICTURES: Mapping[str, tuple[str, str]] = {
    **{
        look.replace("wide", subject).replace("narrow", f"{subject}-narrow"): (subject, look)
        for subject in (TREND, PANELS)
        for look in LOOKS
    },
    TO_KEEP: (TO_KEEP, FIRST),
}
NOTES = (
    "Scale 0 to 4, higher is better. The line joins the middles. The shaded part is the range, made "
    "to hold the true figure 80 times in 100. ▲ means rising, ▼ falling. What is hatched is not "
    "shown.",
    "Privacy: a figure is about a whole group of at least 8 people, never about a person. A random "
    "part was added to each, once and for good. People who did not answer count as what "
    "is usual in the organisation, so a figure can look calmer or more strained than the group is.",
)
BESIDE_EVENTS = "A number marks when something happened. A change after it need not come from it."


@dataclass(frozen=True)
class Picture:
    """One picture as a page names it: its name, the hash of its content, its size."""

    name: str
    digest: str
    width: int
    height: int


def _draw(trend: Trend, look: str) -> bytes:
    # Matplotlib takes a second to load, which only the worker's first picture should cost.
    from wellbeing.charts.trend import draw_trend

    return draw_trend(trend, look)


STUDIO = Studio(_draw)


def order(found: Trends, name: str) -> Order:
    """Return what the studio needs to draw one of a unit's pictures."""
    trend = trend_of(found, PICTURES[name][0])
    return Order(key(found.unit_id, name, digest(trend)), trend)


def key(unit_id: str, name: str, of_content: str) -> Key:
    return Key(unit_id, PICTURES[name][1], of_content)


def pictures(found: Trends, subject: str = TREND) -> dict[str, Picture]:
    """Return the looks of a picture, and have the first of them drawn meanwhile."""
    if not has(found, subject):
        return {}
    trend = trend_of(found, subject)
    content = digest(trend)
    named = {look: name for name, (shown, look) in PICTURES.items() if shown == subject}
    STUDIO.begin(Order(key(found.unit_id, named[FIRST], content), trend))
    return {look: _picture(trend, name, content) for look, name in named.items()}


def has(found: Trends, subject: str) -> bool:
    return found.has_figures and (subject != PANELS or len(found.lines) > 1)


def trend_of(found: Trends, subject: str) -> Trend:
    """Return the content of a picture: the same for everybody who may see the unit."""
    marks = tuple(_mark(number, event) for number, event in enumerate(found.happened.marked, 1))
    if subject != TO_KEEP:
        finer = subject == PANELS
        lines = (each for each in found.lines if (each.indicator != Indicator.CONDITIONS) == finer)
        return Trend(tuple(_panel(each, is_named=finer) for each in lines), marks)
    return Trend(
        panels=_panels(found.lines),
        marks=marks,
        title=f"{found.name}: conditions at work",
        notes=(_source(found), *NOTES, *_about_events(found.happened)),
    )


def _about_events(happened: Happened) -> Iterator[str]:
    if happened.marked:
        yield BESIDE_EVENTS
    if happened.unmarked:
        yield f"Events that are not marked here: {len(happened.unmarked)}. The page lists them."


def _panels(lines: Sequence[Line]) -> tuple[Panel, ...]:
    # One panel by itself needs no name under the title.
    return tuple(_panel(line, is_named=len(lines) > 1) for line in lines)


def _panel(line: Line, *, is_named: bool) -> Panel:
    return Panel(tuple(map(_month, line.figures)), line.name if is_named else "")


def _month(figure: Figure) -> TrendMonth:
    first, last = figure.window.starts_on, figure.window.ends_on
    if not isinstance(figure, Released):
        return TrendMonth(first, last)
    change = str(figure.change) if figure.change else ""
    return TrendMonth(first, last, figure.estimate, figure.low, figure.high, change)


def _mark(number: int, event: Event) -> Mark:
    last = event.ends_on or event.starts_on
    return Mark(number, f"{event.name}, {event.days}", event.starts_on, last)


def _source(found: Trends) -> str:
    size = f", {found.people} people" if found.people else ""
    day = f" Newest figures: {words.day_in_words(found.released_on)}." if found.released_on else ""
    return f"{found.kind}{size}.{day} Source: the released figures of {found.organisation}."


def _picture(trend: Trend, name: str, content: str) -> Picture:
    width, height = Frame(trend, LOOKS[PICTURES[name][1]]).pixels
    return Picture(name, content, width, height)
