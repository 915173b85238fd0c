"""What a rule looked at, in plain words for the person it is about."""

from collections.abc import Callable, Sequence
from typing import cast

from wellbeing.stepped_care.answers import HIGHEST_SCORE, Event, Instrument
from wellbeing.stepped_care.judging import Judged
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.rules_screen import NAMES
from wellbeing.stepped_care.wording import number, weeks
from wellbeing.week import Week

Written = Callable[[object], str]
MISSING = "no answer"
NONE_YET = "none that count"
_EVENTS = {
    Event.NONE: "no",
    Event.DIRECT: "yes, to you or where you were",
    Event.SECOND_HAND: "yes, heard, read or seen",
    Event.BOTH: "yes, both",
    Event.RATHER_NOT_SAY: "you would rather not say",
}
_STEPS = {
    Step.PREVENTION: "prevention",
    Step.REACTIVE: "reactive support",
    Step.FORMAL: "formal support",
}
_EFFECT = ("not at all", "a little", "a lot", "could not do things you needed to do")


def saw_in_words(judged: Judged) -> tuple[tuple[str, str], ...]:
    """Name everything a rule looked at and what it found there, such as ("Your warning signs", "9 of 18")."""
    return tuple((WORDS[name], in_words(name, found)) for name, found in judged.saw.items())


def in_words(name: str, found: object) -> str:
    """Write one value; what was missing is said to be missing."""
    if found is None:
        return _WITHOUT.get(name, MISSING)
    if isinstance(found, tuple):
        written = [in_words(name, one) for one in found]
        return _listed(written) if written else NONE_YET
    return _WRITTEN[name](found)


def _score(found: object) -> str:
    return f"{found} of {HIGHEST_SCORE}"


def _level(found: object) -> str:
    return number(cast(float, found))


def _compared(found: object) -> str:
    rise = cast(float, found)
    if not rise:
        return "the same"
    return f"{number(abs(rise))} {'above' if rise > 0 else 'below'}"


def _yes_or_no(found: object) -> str:
    return "yes" if found else "no"


def _step(found: object) -> str:
    return _STEPS[cast(Step, found)]


def _event(found: object) -> str:
    return _EVENTS[cast(Event, found)]


def _effect(found: object) -> str:
    return _EFFECT[cast(int, found)]


def _screen(found: object) -> str:
    return NAMES[cast(Instrument, found)]


def _weeks(found: object) -> str:
    return weeks(cast(int, found))


def _week(found: object) -> str:
    week = cast(Week, found)
    return f"{week.monday.day} {week.monday:%B %Y}"


def _listed(written: Sequence[str]) -> str:
    return " and ".join([", ".join(written[:-1]), written[-1]] if len(written) > 1 else written)


_FACTS: dict[str, tuple[str, Written]] = {
    "asked_formal": ("You have asked for formal support", _yes_or_no),
    "asks_to_talk": ("You asked for someone to talk with in this week", _yes_or_no),
    "baseline": ("Your usual level", _level),
    "direct_events": ("Direct events you reported before, in the week of", _week),
    "earlier_score": ("The result of this screen before", str),
    "entry_w": ("Your warning signs when reactive support began", _score),
    "event": ("Your answer about events", _event),
    "formal_suggested": ("Formal support was suggested", _yes_or_no),
    "impacts_in_a_row": ("What it affected, in your check-ins in a row", _effect),
    "in_window": ("In the weeks after a direct event", _yes_or_no),
    "instrument": ("The screen", _screen),
    "is_so_long_after": ("About a month after a direct event", _yes_or_no),
    "latest_impacts": ("What it affected, in your latest check-ins", _effect),
    "latest_scores": ("Your warning signs in your latest check-ins", _score),
    "latest_weeks": ("The weeks of these check-ins, by their Monday", _week),
    "levels_in_a_row": ("Your usual level at the time of these check-ins", _level),
    "one_check_in_is_enough": ("In the weeks after an event", _yes_or_no),
    "opens_watch": (
        "You reported something heard, read or seen, not soon after the last",
        _yes_or_no,
    ),
    "opens_window": ("You reported a direct event in this week", _yes_or_no),
    "overloads_in_a_row": (
        "More pressure than you could manage and no support, in your check-ins in a row",
        _yes_or_no,
    ),
    "recorded": ("Recorded in this week", str),
    "rise": ("Compared with your usual level", _compared),
    "rises_in_a_row": ("Compared with your usual level, in your check-ins in a row", _compared),
    "score": ("Your result", str),
    "scores_in_a_row": ("Your warning signs in your check-ins in a row", _score),
    "second_hand": ("You reported something heard, read or seen in the week of", _week),
    "stay_began": ("Reactive support began in the week of", _week),
    "stayed": ("Reactive support has lasted", _weeks),
    "step": ("Your step", _step),
    "talk_open": ("A talk you asked for is still to come", _yes_or_no),
    "usual_weeks": ("Usual weeks before this one, which count no more", str),
    "w": ("Your warning signs", _score),
    "week": ("The week of", _week),
    "weeks_in_a_row": ("The weeks of these check-ins, by their Monday", _week),
    "weeks_without_data": ("Without a check-in or anything recorded", _weeks),
}
WORDS = {name: words for name, (words, _) in _FACTS.items()}
_WRITTEN = {name: written for name, (_, written) in _FACTS.items()}
_WITHOUT = {
    "baseline": "not known yet",
    "earlier_score": "none",
    "entry_w": "not known",
    "levels_in_a_row": "not known yet",
    "recorded": "nothing",
    "rise": "not known",
    "rises_in_a_row": "not known",
    "stay_began": "no such support at present",
    "w": "no score in this week",
}
