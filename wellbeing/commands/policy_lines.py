"""Reads histories as JSON lines, one person each, and says what is wrong in which field."""

import difflib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wellbeing.commands.policy_shapes import (
    EARLIEST,
    LATEST,
    ActLine,
    CheckInLine,
    PersonLine,
)
from wellbeing.stepped_care import (
    HIGHEST_ANSWER,
    HIGHEST_SCORE,
    MOST_USUAL,
    SIGNS,
    Act,
    ActKind,
    CheckIn,
    Event,
    Instrument,
    Talk,
    WeekInput,
)
from wellbeing.week import Week

SHOWN = 40


@dataclass(frozen=True)
class Fault:
    """What is wrong in one field of one line."""

    field: str
    expected: str

    def __str__(self) -> str:
        return f"{self.field}: {self.expected}"


class LineError(ValueError):
    """A line that cannot be judged; names every fault that was found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "; ".join(str(fault) for fault in self.faults)


@dataclass(frozen=True)
class Person:
    """One person of the file, with the weeks that have a check-in or an act."""

    id: str
    weeks: tuple[WeekInput, ...]


_ANSWER = f"a whole number from 0 to {HIGHEST_ANSWER}, or null when unanswered"
EXPECTED = {
    "id": "text",
    "weeks": "a list of objects, one for each week with a check-in",
    "acts": "a list of objects, one for each act",
    "week": f"a week such as 2026-W07, from {EARLIEST} to {LATEST}",
    "w": f"a whole number from 0 to {HIGHEST_SCORE}, or null when unanswered",
    "signs": f"an object with {', '.join(SIGNS)}",
    "usual": f"a list of at most {MOST_USUAL} of {', '.join(SIGNS)}",
    "support_not_needed": "true or false",
    "event": f"one of {', '.join(Event)}, or null when unanswered",
    "talk": f"one of {', '.join(Talk)}, or null when unanswered",
    "act": f"one of {', '.join(ActKind)}",
    "instrument": f"one of {', '.join(Instrument)}",
    "score": "a whole number",
}
_KNOWN = {
    "weeks": tuple(CheckInLine.model_fields),
    "acts": tuple(ActLine.model_fields),
    "signs": SIGNS,
    "": tuple(PersonLine.model_fields),
}


def read_line(written: bytes) -> Person:
    """Read one person; raise LineError naming each field that is wrong and what was expected."""
    try:
        line = PersonLine.model_validate_json(written)
    except ValidationError as error:
        raise LineError(_fault(details) for details in error.errors()) from error
    faults = (*_twice(line), *_contradictions(line), *_act_faults(line))
    if faults:
        raise LineError(faults)
    return Person(line.id, _inputs(line))


def _inputs(line: PersonLine) -> tuple[WeekInput, ...]:
    check_ins = {one.week: _check_in(one) for one in line.weeks}
    weeks = sorted({*check_ins, *(one.week for one in line.acts)})
    acts = {week: tuple(_act(one) for one in line.acts if one.week == week) for week in weeks}
    return tuple(WeekInput(week, check_ins.get(week), acts[week]) for week in weeks)


def _check_in(one: CheckInLine) -> CheckIn:
    signs = tuple(one.signs.model_dump().values()) if one.signs else _signs_scoring(one.w)
    return CheckIn(
        signs=signs,
        usual=one.usual,
        op=one.op,
        org=one.org,
        life=one.life,
        support=one.support,
        support_not_needed=one.support_not_needed,
        impact=one.impact,
        event=one.event,
        talk=one.talk,
    )


def _signs_scoring(w: int | None) -> tuple[int | None, ...]:
    """Six answers with this sum: all of them are given, so that their score is the same number."""
    if w is None:
        return (None,) * len(SIGNS)
    return tuple(
        min(HIGHEST_ANSWER, max(0, w - HIGHEST_ANSWER * place)) for place in range(len(SIGNS))
    )


def _act(one: ActLine) -> Act:
    return Act(one.act, one.instrument, one.score)


def _twice(line: PersonLine) -> Iterator[Fault]:
    seen: set[Week] = set()
    for place, one in enumerate(line.weeks):
        if one.week in seen:
            yield Fault(f"weeks[{place}].week", f"expected each week once, found {one.week} again")
        seen.add(one.week)


def _contradictions(line: PersonLine) -> Iterator[Fault]:
    for place, one in enumerate(line.weeks):
        if one.w is not None and (one.signs is not None or one.usual):
            yield Fault(f"weeks[{place}].w", "expected either w, or signs with usual, not both")
        if one.support_not_needed and one.support is not None:
            yield Fault(f"weeks[{place}].support", "expected null when support was not needed")


def _act_faults(line: PersonLine) -> Iterator[Fault]:
    for place, one in enumerate(line.acts):
        if wrong := _wrong_in(one):
            yield Fault(f"acts[{place}].{wrong[0]}", f"expected {wrong[1]}")


def _wrong_in(one: ActLine) -> tuple[str, str] | None:
    """Return the key of an act that does not fit it, and what was expected there."""
    if one.act is not ActKind.SCREEN:
        extra = "score" if one.instrument is None else "instrument"
        none = one.instrument is None and one.score is None
        return None if none else (extra, "only beside the act screen")
    if one.instrument is None:
        return "instrument", EXPECTED["instrument"]
    highest = one.instrument.highest
    if one.score is None or not 0 <= one.score <= highest:
        return "score", f"a whole number from 0 to {highest} for {one.instrument}"
    return None


def _fault(details: ErrorDetails) -> Fault:
    path = details["loc"]
    names = [part for part in path if isinstance(part, str) and not part.startswith("function-")]
    if not names:
        return Fault("line", 'expected one JSON object such as {"id": "p1", "weeks": []}')
    field = _written(path)
    if details["type"] == "extra_forbidden":
        known = _KNOWN[names[-2] if len(names) > 1 else ""]
        near = difflib.get_close_matches(names[-1], known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
        return Fault(field, f"is not a key here; {hint}")
    if path and isinstance(path[-1], int) and names[-1] in ("weeks", "acts"):
        return Fault(field, "expected an object")
    wanted = EXPECTED.get(names[-1], _ANSWER)
    if details["type"] == "missing":
        return Fault(field, f"is missing; expected {wanted}")
    return Fault(field, f"expected {wanted}, found {_shown(details['input'])}")


def _written(path: tuple[int | str, ...]) -> str:
    """Write `weeks[0].signs.sleep`."""
    told = ""
    for part in path:
        told += f"[{part}]" if isinstance(part, int) else f".{part}" if told else part
    return told


def _shown(found: object) -> str:
    told = json.dumps(found, ensure_ascii=True, default=str)
    return told if len(told) <= SHOWN else f"{told[:SHOWN]}…"
