"""Histories written short: `3 14+talk – ?+close` is four weeks, one of them missed.

`9+impact=2+org=3+support=0` gives other answers, `–+phq_4=9` records a screen.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from wellbeing.stepped_care import (
    SIGNS,
    Act,
    ActKind,
    CheckIn,
    Event,
    Instrument,
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
    "ask": ActKind.ASK_FORMAL,
    "decline": ActKind.DECLINE_FORMAL,
    "sign-off": ActKind.SIGN_OFF_FORMAL,
    "end": ActKind.END_FORMAL,
    "fresh": ActKind.FRESH_START,
}
SCORED = ("op", "org", "life", "support", "impact")
SCREENS = tuple(Instrument)


def default_policy() -> Policy:
    return parse_policy((POLICIES / "2026-01-05.toml").read_text(encoding="utf-8"))


def policy_with(**tables: Mapping[str, object]) -> Policy:
    """The default policy with some numbers changed, as `policy_with(down={"stale_weeks": 4})`."""
    numbers = default_policy().model_dump()
    for name, changes in tables.items():
        numbers[name] |= changes
    return Policy.model_validate(numbers)


def signs_scoring(w: int) -> tuple[int, ...]:
    """Six answers with this sum, the first ones highest."""
    return tuple(min(3, max(0, w - 3 * place)) for place in range(len(SIGNS)))


def history(written: str, first_week: Week = FIRST_WEEK) -> tuple[WeekInput, ...]:
    """One input per word: a score, `?` for a check-in without one, `–` for none."""
    return tuple(_week(word, first_week.plus(place)) for place, word in enumerate(written.split()))


def _week(word: str, week: Week) -> WeekInput:
    score, *extras = word.split("+")
    given = [extra.partition("=") for extra in extras]
    numbers = {name: int(number) for name, _, number in given if number}
    unknown = {name for name, _, _ in given} - {*EVENTS, *TALKS, *ACTS, *SCORED, *SCREENS}
    unknown.discard("not-needed")
    assert not unknown, f"{word}: {unknown}"
    acts = tuple(act for extra in extras if (act := _act(extra)))
    check_in = None if score == "–" else _check_in(score, extras, numbers)
    return WeekInput(week, check_in, acts)


def _act(extra: str) -> Act | None:
    name, _, number = extra.partition("=")
    if name in SCREENS:
        return Act(ActKind.SCREEN, Instrument(name), int(number))
    return Act(ACTS[name]) if name in ACTS else None


def _check_in(score: str, extras: Sequence[str], numbers: dict[str, int]) -> CheckIn:
    return CheckIn(
        signs=(None,) * len(SIGNS) if score == "?" else signs_scoring(int(score)),
        event=next((EVENTS[extra] for extra in extras if extra in EVENTS), None),
        talk=next((TALKS[extra] for extra in extras if extra in TALKS), None),
        op=numbers.get("op"),
        org=numbers.get("org"),
        life=numbers.get("life"),
        support=numbers.get("support"),
        support_not_needed="not-needed" in extras,
        impact=numbers.get("impact"),
    )
