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


def changes(
    group: Group,
    observations: Sequence[Observation],
    questions: Sequence[Question],
    sure_from: float = SURE_FROM,
) -> tuple[Change, ...]:
    """Answer each question from what was published up to its week, and nothing later."""
    steps = tuple(dict.fromkeys(step for question in questions for step in question.steps))
    if not steps:
        return (Change.NOT_CLEAR,) * len(questions)
    solved = Solved(group, observations, (), STEPS)
    weights = matrix([dict.fromkeys(step.moved, 1.0) for step in steps], solved.nodes)
    shapes = solved.solve(solved.weights @ weights.T)
    place = {step: number for number, step in enumerate(steps)}
    return tuple(
        _answer(
            _scores(
                shapes[
                    : solved.known_after(question.week), [place[step] for step in question.steps]
                ],
                solved.told[: solved.known_after(question.week)],
            ),
            sure_from,
        )
        for question in questions
    )


def _scores(shapes: Numbers, told: Numbers) -> tuple[float, ...]:
    """Return how many standard errors the best-fitting step of each shape is away from none."""
    lengths = np.sqrt((shapes**2).sum(axis=0))
    fits = shapes.T @ told
    return tuple(
        float(fit / length) if length > 0 else 0.0
        for fit, length in zip(fits, lengths, strict=True)
    )


def _answer(scores: Sequence[float], sure_from: float) -> Change:
    clearest = max(scores, key=abs, default=0.0)
    if abs(clearest) < sure_from:
        return Change.NOT_CLEAR
    return Change.RISING if clearest > 0 else Change.FALLING
