"""Whether figures are new: by roster, calendar and ledger alone, so that everybody is told the same."""

from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.disclosure import Rhythm, Window
from wellbeing.heatmaps import service, words
from wellbeing.heatmaps.service import Ground
from wellbeing.heatmaps.sources import Sources
from wellbeing.ledger import service as ledger

# Until the day on which weekly figures come out again.
NEW_FOR = timedelta(days=7)


@dataclass(frozen=True)
class News:
    """The newest figures: which weeks they are about, when they came out, and whether that is new."""

    window: str
    came_out: str
    is_new: bool


def of_person(ground: Ground, person_id: str) -> News | None:
    """Return the news of somebody's own unit, those above it and those they lead; None before any."""
    return of_sources(ground, service.sources_for(ground, own_units(ground, person_id)))


def own_units(ground: Ground, person_id: str) -> tuple[str, ...]:
    """Return the ids of a person's own unit, of those above it and of those they lead."""
    session, today = ground.session, ground.today
    home = accounts.home_unit(session, person_id, today)
    above = accounts.units_above(session, home) if home else ()
    led = accounts.units_led(session, person_id, today)
    return tuple(dict.fromkeys(unit.id for unit in (*above, *led)))


def of_sources(ground: Ground, sources: Sources) -> News | None:
    """Return the news of these units."""
    newest = _newest(sources)
    if newest is None:
        return None
    out = _came_out(ground, newest)
    return News(
        window=words.window_in_words(newest),
        came_out=words.day_in_words(out),
        is_new=out <= ground.today < out + NEW_FOR,
    )


def _came_out(ground: Ground, window: Window) -> date:
    """Return the day on which figures were really published: after a break that is a later one."""
    moment = ledger.came_out(ground.ledger, window.cycle, window.name)
    if moment is None:
        return window.published_on
    return local_day(moment, accounts.organisation(ground.session).zone)


def _newest(sources: Sources) -> Window | None:
    found = [
        sources.calendar.window(index, rhythm)
        for rhythm in (Rhythm.WEEK, Rhythm.MONTH)
        if (index := sources.newest(rhythm)) >= 0
    ]
    return max(found, key=lambda window: (window.ends_on, window.rhythm), default=None)
