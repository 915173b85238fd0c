"""Pools: small sibling teams that are shown together, because alone they would say too much."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Pool:
    """Teams under one roof that share a figure."""

    teams: tuple[str, ...]
    people: int

    @property
    def key(self) -> str:
        """Return a name that the same teams have in every cycle."""
        written = "\x1f".join(sorted(self.teams)).encode()
        return f"pool-{hashlib.sha256(written).hexdigest()[:20]}"


def pool(small: Sequence[str], people: Mapping[str, int], smallest_group: int) -> tuple[Pool, ...]:
    """Put small sibling teams together, the smallest first, until each pool is large enough.

    What is left over joins the last pool; without a pool to join it gets no figure of its own.
    """
    pools: list[Pool] = []
    waiting: list[str] = []
    for team in sorted(small, key=lambda key: (people[key], key)):
        waiting.append(team)
        if sum(people[key] for key in waiting) >= smallest_group:
            pools.append(_pool_of(waiting, people))
            waiting = []
    if waiting and pools:
        pools[-1] = _pool_of([*pools[-1].teams, *waiting], people)
    return tuple(pools)


def _pool_of(teams: Sequence[str], people: Mapping[str, int]) -> Pool:
    return Pool(tuple(sorted(teams)), sum(people[key] for key in teams))
