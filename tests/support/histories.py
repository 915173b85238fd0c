"""Histories written short: `3 14+talk – ?+close` is four weeks, one of them missed."""

from pathlib import Path

from wellbeing.stepped_care import (
    SIGNS,
    Act,
    ActKind,
    CheckIn,
    Event,
    Policy,
    Talk,
    WeekInput,
    parse_policy,
)
from wellbeing.week import Week

FIRST_WEEK = Week(2026, 2)
POLICIES = Path(__file__).parents[2] / "wellbeing" / "stepped_care" / "policies"

EVENTS = {
    "direct": Event.DIRECT,
    "second-hand": Event.SECOND_HAND,
    "both": Event.BOTH,
    "rather-not-say": Event.RATHER_NOT_SAY,
    "no-event": Event.NONE,
}
TALKS = {"talk": Talk.FEW_DAYS, "talk-soon": Talk.SOON, "no-talk": Talk.NO}
ACTS = {
    "held": ActKind.TALK_HELD,
    "withdrawn": ActKind.TALK_WITHDRAWN,
    "close": ActKind.CLOSE_REACTIVE,
}


def default_policy() -> Policy:
    return parse_policy((POLICIES / "2026-01-05.toml").read_text(encoding="utf-8"))


def signs_scoring(w: int) -> tuple[int, ...]:
    """Six answers with this sum, the first ones highest."""
    return tuple(min(3, max(0, w - 3 * place)) for place in range(len(SIGNS)))


def history(written: str, first_week: Week = FIRST_WEEK) -> tuple[WeekInput, ...]:
    """One input per word: a score, `?` for a check-in without one, `–` for none."""
    return tuple(_week(word, first_week.plus(place)) for place, word in enumerate(written.split()))


def _week(word: str, week: Week) -> WeekInput:
    score, *extras = word.split("+")
    unknown = set(extras) - {*EVENTS, *TALKS, *ACTS}
    assert not unknown, f"{word}: {unknown}"
    acts = tuple(Act(ACTS[extra]) for extra in extras if extra in ACTS)
    return WeekInput(week, None if score == "–" else _check_in(score, extras), acts)


def _check_in(score: str, extras: list[str]) -> CheckIn:
    return CheckIn(
        signs=(None,) * len(SIGNS) if score == "?" else signs_scoring(int(score)),
        event=next((EVENTS[extra] for extra in extras if extra in EVENTS), None),
        talk=next((TALKS[extra] for extra in extras if extra in TALKS), None),
    )
