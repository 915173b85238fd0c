"""The design everybody else uses: exact means of the week, live, from five answers on.

It is the control. An attack that does not break this one is a broken attack.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tests.attacks.attackers import Outcome, outcome, sure_by_trying
from tests.attacks.people import Numbers, Whole
from tests.attacks.worlds import EVERYBODY, Scene, World, Worlds

FEWEST_ANSWERS = 5
# Exact means are broken as well by an attack on fewer people.
MOST_PEOPLE = 1_200


@dataclass(frozen=True)
class Mean:
    """What the naive page shows of a team in a week."""

    value: float
    answers: int


def live_mean(answers: Sequence[float]) -> Mean | None:
    """Return the exact mean of whoever has answered by now; nothing below five answers."""
    if len(answers) < FEWEST_ANSWERS:
        return None
    return Mean(float(np.mean(answers)), len(answers))


def one_more(before: Mean | None, after: Mean | None) -> float | None:
    """Work out the one answer that came in between two looks at the same page."""
    if before is None or after is None or after.answers != before.answers + 1:
        return None
    return after.value * after.answers - before.value * before.answers


def without(whole: Mean, parts: Mapping[str, Mean]) -> float | None:
    """Work out the mean of those whom the parts leave over."""
    left = whole.answers - sum(part.answers for part in parts.values())
    if not left:
        return None
    known = sum(part.value * part.answers for part in parts.values())
    return (whole.value * whole.answers - known) / left


def colluding(worlds: Worlds, scene: Scene) -> Outcome:
    """Attack exact weekly means with the same people, the same secret and the same colluders."""
    chance = scene.chance
    attacked = worlds.attacked[: max(2, MOST_PEOPLE // worlds.published.shape.whole)]
    pools = [_said(attacked, scene, struggling=secret) for secret in (True, False)]
    scores: tuple[list[float], list[float]] = [], []
    for number, others in enumerate(_teams(attacked, scene)):
        colluders = len(others) if scene.colluders == EVERYBODY else scene.colluders
        known = chance.choice(len(others), colluders, replace=False)
        for pool, found in zip(pools, scores, strict=True):
            found.append(_guess(np.vstack([others, pool[number % len(pool)]]), known))
    return outcome(np.array(scores[0]), np.array(scores[1]), sure_by_trying)


def _guess(team: Numbers, known: Whole) -> float:
    """Return how low the means put those whom the attacker does not know."""
    answered = (~np.isnan(team)).sum(axis=0)
    shown = answered >= FEWEST_ANSWERS
    left = answered - (~np.isnan(team[known])).sum(axis=0)
    total = np.nansum(team, axis=0) - np.nansum(team[known], axis=0)
    told = shown & (left > 0)
    return -float(np.mean(total[told] / left[told])) if told.any() else -2.0


def _said(worlds: Sequence[World], scene: Scene, *, struggling: bool) -> Numbers:
    found = [_weeks(world, scene)[world.struggling(scene.span) == struggling] for world in worlds]
    return np.asarray(scene.chance.permutation(np.concatenate(found)))


def _teams(worlds: Sequence[World], scene: Scene) -> list[Numbers]:
    """Return everybody's team without them."""
    return [
        _weeks(world, scene)[[one for one in world.team_of(person) if one != person]]
        for world in worlds
        for person in range(world.published.shape.whole)
    ]


def _weeks(world: World, scene: Scene) -> Numbers:
    """Return what people said in the weeks of the months that are looked at."""
    before, seen = world.published.year.weeks_before, scene.span.seen_weeks
    return world.staff.said[:, before + seen.start : before + seen.stop]
