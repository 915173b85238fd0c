"""What weeks leave for published figures: the step and ten answers, turned so that higher is better.

A release reads millions of these, so they lie apart from everything else, in a record that has the
same length for everybody, however many weeks they answered: the number of the newest week, and then a
place for each of the last weeks, the newest first. A place holds a byte that says whether there was a
check-in and which step followed, and the answers, two to a byte.
"""

from itertools import starmap

from wellbeing.stepped_care import HIGHEST_ANSWER, SIGNS, CheckIn, Step
from wellbeing.week import Week

# The longest a release looks back: the 26 weeks before a month of five, and the week in which
# its figures come out, whose check-in may have been given already. Four more, so that a service
# that was down for so long loses no figure.
KEPT_WEEKS = 36
ITEMS = 10
NUMBER = 2
PLACE = 1 + ITEMS // 2
# In the first byte of a place: there was a check-in; and the step, counted from 1.
SENT, A_STEP = 0b1000_0000, 0b0000_0011
NO_WEEKS = bytes(NUMBER + KEPT_WEEKS * PLACE)
# Weeks are counted from here.
_FIRST = Week(2000, 1)

Items = tuple[int | None, ...]


def items_of(check_in: CheckIn) -> Items:
    """Skipped, usual and not-needed answers are no answer, never a middling one."""
    signs = starmap(
        lambda sign, answer: None if sign in check_in.usual else _relief(answer),
        zip(SIGNS, check_in.signs, strict=True),
    )
    pressures = map(_relief, (check_in.op, check_in.org, check_in.life))
    return (*signs, *pressures, check_in.support)


def number_of(week: Week) -> int:
    """Return the number by which a record knows a week."""
    return week.since(_FIRST)


def with_answers(weeks: bytes, week: Week, items: Items) -> bytes:
    """Put the answers of one of the last weeks in their place, instead of any that are there."""
    record, at = _reaching(weeks, week)
    record[at] |= SENT
    record[at + 1 : at + PLACE] = _written(items)
    return bytes(record)


def with_step(weeks: bytes, week: Week, step: Step) -> bytes:
    """Say which step followed one of the last weeks, with or without a check-in."""
    record, at = _reaching(weeks, week)
    record[at] = record[at] & SENT | step.level + 1
    return bytes(record)


def _reaching(weeks: bytes, week: Week) -> tuple[bytearray, int]:
    """Return a record that has a place for this week, and where; the oldest weeks make room."""
    newest, asked = int.from_bytes(weeks[:NUMBER], "big"), number_of(week)
    places = bytes(PLACE * min(max(asked - newest, 0), KEPT_WEEKS)) + weeks[NUMBER:]
    newest = max(asked, newest)
    record = bytearray(newest.to_bytes(NUMBER, "big") + places[: KEPT_WEEKS * PLACE])
    return record, NUMBER + (newest - asked) * PLACE


def _written(items: Items) -> bytes:
    """Write an answer as one more than it is, so that nothing is no answer."""
    halves = [0 if answer is None else answer + 1 for answer in items]
    return bytes(
        first << 4 | second for first, second in zip(halves[::2], halves[1::2], strict=True)
    )


def _relief(answer: int | None) -> int | None:
    """Turn a pressure or a sign round, so that higher is better."""
    return None if answer is None else HIGHEST_ANSWER - answer
