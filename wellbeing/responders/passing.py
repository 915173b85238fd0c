"""What the clock does with a call: the next one is told, and its person when nobody has it. Pure.

One rule: a call that nobody has goes to the next one when the minutes of those before are over, and at once
when all of them gave up or cannot answer. Nobody loses it by that.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime

from wellbeing.responders.record import Call


@dataclass(frozen=True)
class Standing:
    """One moment: whether it is staffed time, and who may answer and is there."""

    now: datetime
    is_staffed: bool
    able: frozenset[str]


def kept(call: Call, at: Standing) -> Call:
    """Return the call as it has to stand at a moment; the same one when nothing is due."""
    if call.is_over or call.has_it(at.now) in at.able:
        return call
    if at.is_staffed:
        call = _passed_on(call, at)
    if call.nobody_at is None and _has_nobody(call, at):
        return replace(call, nobody_at=at.now)
    return call


def _passed_on(call: Call, at: Standing) -> Call:
    while (to := _next(call, at.able)) and (_is_time(call, at.now) or not _trying(call, at.able)):
        call = call.told_to(to, at.now)
    return call


def _has_nobody(call: Call, at: Standing) -> bool:
    is_left = _trying(call, at.able) or (at.is_staffed and _next(call, at.able))
    return at.now >= call.due_at or not is_left


def _next(call: Call, able: AbstractSet[str]) -> str:
    return next((each for each in call.queue if each in able), "")


def _is_time(call: Call, now: datetime) -> bool:
    return now >= call.began_at + call.wait * len(call.told)


def _trying(call: Call, able: AbstractSet[str]) -> AbstractSet[str]:
    """Return who was told, can answer, and has not given up."""
    return (able & {one.to for one in call.told}) - call.gave_up
