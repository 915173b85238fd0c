"""What stands first, with or without figures: what is new, what is due, and the units around one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Level, Unit
from wellbeing.actions import service as actions
from wellbeing.actions.service import Due, DueFor
from wellbeing.disclosure import Indicator
from wellbeing.heatmaps import layout, news, sentences, service, words
from wellbeing.heatmaps.news import News
from wellbeing.heatmaps.sentences import Sentence, Told
from wellbeing.heatmaps.service import Ground

# Two minutes are enough for three things; the log has the rest.
MOST_DUE = 3


@dataclass(frozen=True)
class DueLine:
    """An action that asks for something, and by when, in words."""

    action_id: str
    unit_id: str
    unit: str
    # The unit whose answer is awaited; empty for what is due in the log itself.
    asked_id: str
    asked: str
    does: str
    what_for: str
    on: str
    is_late: bool


@dataclass(frozen=True)
class Around:
    """The service that somebody's team is in, or what they lead: its newest figures in words."""

    unit_id: str
    name: str
    kind: str
    said: tuple[Sentence, ...]
    # Somebody's own unit, whose figures stand above the map as well.
    is_own: bool


@dataclass(frozen=True)
class FirstScreen:
    """What somebody reads before any map."""

    news: News | None
    due: tuple[DueLine, ...]
    more_due: int
    # The unit whose action log this person opens first.
    unit_id: str
    around: Around | None

    @property
    def names_units(self) -> bool:
        """Say whether the actions are of more than one unit, so that each names its own."""
        return len({one.unit_id for one in self.due}) > 1


def first_screen(ground: Ground, person_id: str) -> FirstScreen | None:
    """Return the first screen of somebody who belongs to a unit; None for somebody without one.

    It has the same pieces for everybody: a team reads of its actions what its supervisor reads,
    and whoever acts for a unit that nobody leads is told of it as of their own.
    """
    home = accounts.home_unit(ground.session, person_id, ground.today)
    led = accounts.units_led(ground.session, person_id, ground.today)
    mine = tuple(dict.fromkeys((*led, *([home] if home else []))))
    if not mine:
        return None
    due = actions.agenda(ground.session, person_id, ground.today, MOST_DUE, with_home=True)
    return FirstScreen(
        news=news.of_person(ground, person_id),
        due=tuple(_due_line(one, ground) for one in due.first),
        more_due=due.more,
        unit_id=mine[0].id,
        around=_around(ground, person_id, mine),
    )


def _due_line(due: Due, ground: Ground) -> DueLine:
    action = due.action
    passed = action.passed if due.what_for is DueFor.ANSWER else None
    return DueLine(
        action_id=action.id,
        unit_id=action.unit_id,
        unit=action.unit,
        asked_id=passed.to_unit_id if passed else "",
        asked=passed.to_unit if passed else "",
        does=action.said,
        what_for=words.DUE_FOR[due.what_for],
        on=words.day_in_words(due.on),
        is_late=due.what_for is DueFor.DOING and due.on < ground.today,
    )


def _around(ground: Ground, person_id: str, mine: Sequence[Unit]) -> Around | None:
    """Take the first unit that is larger than a team: one's own, or what one's own team is in."""
    session, today = ground.session, ground.today
    chains = [
        [each for each in accounts.units_above(session, unit) if each.level is not Level.TEAM]
        for unit in mine
    ]
    # The nearest of each comes before what lies higher.
    larger = [each for row in zip_longest(*chains) for each in row if each is not None]
    seen = (one for one in larger if accounts.may_see_unit(session, person_id, one.id, today))
    found = next(seen, None)
    if found is None:
        return None
    sources = service.sources_for(ground, [found.id])
    months = sources.months(service.MONTHS_ON_THE_MAP, today)
    figures = layout.figures(sources, found.id, months, Indicator.CONDITIONS)
    return Around(
        unit_id=found.id,
        name=found.name,
        kind=words.LEVELS[found.level],
        said=sentences.in_full(Told.of(figures)),
        is_own=found.id in {unit.id for unit in mine},
    )
