"""Arrows: whether a step in the last months explains published values far better than none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wellbeing.disclosure.model import STEPS, Group, Node, Numbers, Observation, Solved, matrix

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


@dataclass(frozen=True)
class Question:
    """Whether a level took one of these steps, as far as was known after a week."""

    week: int
    steps: tuple[Step, ...]


def scores(
    group: Group, observations: Sequence[Observation], questions: Sequence[Question]
) -> tuple[float | None, ...]:
    """Return how far the best-fitting step of each question stands from none, in standard errors.

    Each is answered from what was published up to its week, and nothing later; None where no step
    was asked about.
    """
    steps = tuple(dict.fromkeys(step for question in questions for step in question.steps))
    if not steps:
        return (None,) * len(questions)
    solved = Solved(group, observations, (), STEPS)
    weights = matrix([dict.fromkeys(step.moved, 1.0) for step in steps], solved.nodes)
    shapes = solved.solve(solved.weights @ weights.T)
    place = {step: number for number, step in enumerate(steps)}
    found: list[float | None] = []
    for question in questions:
        known = solved.known_after(question.week)
        asked = [place[step] for step in question.steps]
        found.append(_clearest(shapes[:known, asked], solved.told[:known]) if asked else None)
    return tuple(found)


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
