"""What the pages of the screens show, ready to be written down."""

from dataclasses import dataclass

from wellbeing.content.screen_models import AboutScreen, ScreenTexts
from wellbeing.history.service import Desk
from wellbeing.screens import service
from wellbeing.screens.service import OptIn, Result, Screen
from wellbeing.stepped_care import Policy


@dataclass(frozen=True)
class Choice:
    """One screen that a person can choose: what they read first, their yes, their results."""

    screen: Screen
    about: AboutScreen
    rules: str
    opt_in: OptIn | None
    rows: tuple[tuple[str, str], ...]
    is_too_soon: bool


@dataclass(frozen=True)
class Shown:
    """The latest result with what was published about such sums."""

    screen: Screen
    about: AboutScreen
    rules: str
    week: str
    sums: tuple[tuple[str, str], ...]
    ranges: tuple[tuple[str, str], ...]
    own_range: str
    sentences: tuple[str, ...]
    is_of_this_week: bool


def choice(desk: Desk, person_id: str, screen: Screen, texts: ScreenTexts) -> Choice:
    about = texts.about(screen.id)
    found = service.results(desk, person_id, screen)
    return Choice(
        screen,
        about,
        _rules(about, desk.policy),
        service.opted_in(desk, person_id, screen),
        tuple((_week(each), _of(each.score, screen.instrument.highest)) for each in found),
        bool(found) and found[0].week == desk.this_week,
    )


def shown(desk: Desk, result: Result, screen: Screen, texts: ScreenTexts) -> Shown:
    about = texts.about(screen.id)
    whole = (screen.name, _of(result.score, screen.instrument.highest))
    halves = (
        (about.halves[each.instrument.value], _of(each.score, each.instrument.highest))
        for each in result.halves
    )
    return Shown(
        screen,
        about,
        _rules(about, desk.policies.at(result.week)),
        _week(result),
        (whole, *halves),
        tuple((each.label, each.said) for each in about.ranges),
        about.range_of(result.score).label,
        result.sentences,
        result.week == desk.this_week,
    )


def _rules(about: AboutScreen, policy: Policy) -> str:
    """Say what the rules do with a result, in the numbers of a policy."""
    formal = policy.formal
    return about.rules.format(
        phq4=formal.phq4,
        half=formal.phq2_gad2,
        pcptsd5=formal.pcptsd5,
        first=formal.event_from_weeks,
        last=formal.event_to_weeks,
    )


def _week(result: Result) -> str:
    monday = result.week.monday
    return f"{monday.day} {monday:%B %Y}"


def _of(score: int, highest: int) -> str:
    return f"{score} of {highest}"
