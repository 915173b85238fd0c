"""Histories drawn by chance from a seed: weeks with answers, acts and gaps, as the engine takes them."""

from collections.abc import Iterator
from random import Random  # noqa: TID251  # Drawn from a seed, the same each time.

from tests.support.histories import FIRST_WEEK
from wellbeing.stepped_care import (
    SIGNS,
    Act,
    ActKind,
    CheckIn,
    Event,
    Instrument,
    Talk,
    WeekInput,
)

# What a person does alone, or a rule brings about; none of it is a human's sign-off.
WITHOUT_A_HUMAN = tuple(
    kind for kind in ActKind if kind not in (ActKind.SIGN_OFF_FORMAL, ActKind.SCREEN)
)
_ANSWERS = (None, 0, 1, 2, 3, 3)


def histories(seed: str, count: int, weeks: int) -> Iterator[tuple[WeekInput, ...]]:
    """Give so many histories, many of them hard ones: every rule is met."""
    for number in range(count):
        chance = Random(f"{seed}:{number}")
        yield tuple(_week(chance, place) for place in range(weeks))


def _week(chance: Random, place: int) -> WeekInput:
    acts = tuple(_act(chance) for _ in range(chance.choice((0, 0, 0, 1, 2))))
    answered = chance.random() < 0.8
    return WeekInput(FIRST_WEEK.plus(place), _check_in(chance) if answered else None, acts)


def _check_in(chance: Random) -> CheckIn:
    high = chance.random() < 0.6
    return CheckIn(
        signs=tuple(chance.choice((2, 3) if high else _ANSWERS) for _ in SIGNS),
        op=chance.choice(_ANSWERS),
        org=chance.choice(_ANSWERS),
        support=chance.choice(_ANSWERS),
        impact=chance.choice(_ANSWERS),
        event=chance.choice((None, *Event)),
        talk=chance.choice((None, None, *Talk)),
    )


def _act(chance: Random) -> Act:
    if chance.random() < 0.3:
        instrument = chance.choice(tuple(Instrument))
        return Act(ActKind.SCREEN, instrument, chance.randint(0, instrument.highest))
    return Act(chance.choice(WITHOUT_A_HUMAN))
