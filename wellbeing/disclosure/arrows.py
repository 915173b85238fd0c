"""Arrows: whether a step in the last months explains published values far better than none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wellbeing.disclosure.model import STEPS, Group, Node, Numbers, Observation, Solved, in_turn

# From the study: a step may begin in any of the last four months, the newest one included, and must
# stand so many standard errors out. Chance then gives a team 0.12 to 0.3 false falls a year.
STEP_MONTHS = 4
SURE_FROM = 2.5


class Change(StrEnum):
    """What may be said of a direction; the words stand on the page as they are."""

    RISING = "rising"
    FALLING = "falling"
    NOT_CLEAR = "no clear change"


@dataclass(frozen=True)
class Step:
    """The levels that stand one point higher from a month on."""

    moved: frozenset[Node]
    # Whose level, and since which month. Numbers that come out later add nodes: two steps that move
    # the same so far must count as two from the start, or the last bit of a score would change.
    of: tuple[str, int] = ("", 0)


@dataclass(frozen=True)
class Question:
    """Whether a level took one of these steps, as far as was known after a turn."""

    turn: int
    steps: tuple[Step, ...]


def scores(
    group: Group, observations: Sequence[Observation], questions: Sequence[Question]
) -> tuple[float | None, ...]:
    """Return how far the best-fitting step of each question stands from none, in standard errors.

    Each is answered from what was published up to its turn, and nothing later; None where no step
    was asked about.
    """
    found: list[float | None] = [None] * len(questions)
    asking = [place for place, question in enumerate(questions) if question.steps]
    if not asking:
        return tuple(found)
    solved = Solved(group, STEPS)
    for now in in_turn(solved, observations, [questions[place].turn for place in asking]):
        places = [asking[number] for number in now]
        steps = tuple(dict.fromkeys(step for one in places for step in questions[one].steps))
        shapes = solved.solve(solved.weights @ _moved(steps, solved.nodes).T)
        for place in places:
            asked = [steps.index(step) for step in questions[place].steps]
            found[place] = _clearest(shapes[:, asked], solved.told)
    return tuple(found)


def _moved(steps: Sequence[Step], nodes: Sequence[Node]) -> Numbers:
    """Write steps as a matrix with one column for each node that is known by now."""
    return np.array([[node in step.moved for node in nodes] for step in steps], dtype=float)


def change_of(score: float) -> Change:
    """Say rising or falling only where a step stands out."""
    if abs(score) < SURE_FROM:
        return Change.NOT_CLEAR
    return Change.RISING if score > 0 else Change.FALLING


def _clearest(shapes: Numbers, told: Numbers) -> float:
    lengths = np.sqrt((shapes**2).sum(axis=0))
    fits = shapes.T @ told
    standing = np.divide(fits, lengths, out=np.zeros_like(fits), where=lengths > 0)
    return float(standing[np.argmax(np.abs(standing))])
