"""People who leave, join or move within a cycle: what the product's own sums make of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from tests.attacks.attackers import Groups
from tests.attacks.mechanism import CALENDAR, Published, team_key, without_noise
from tests.attacks.people import NO_ANSWER, Staff, Whole
from tests.attacks.worlds import Scene, Span, World, in_their_place
from wellbeing.disclosure import Crowd, Window
from wellbeing.week import Week

# So many of either group are followed week by week, which takes long.
MOST_FOLLOWED = 120


class Stay(StrEnum):
    """Where somebody is: out of the house, in their own team, or in the one beside it."""

    OUT = "out"
    HOME = "home"
    BESIDE = "beside"


@dataclass(frozen=True)
class Path:
    """Where somebody is before and from some week on; everybody else stays."""

    name: str
    span: Span
    changes: int
    before: Stay
    after: Stay

    def at(self, week: int) -> Stay:
        return self.before if week < self.changes else self.after


# Three cycles: the change is in the middle of a month, and of a cycle whose groups are frozen.
LEAVER = Path("a leaver", Span("39 weeks", range(9), range(19)), 19, Stay.HOME, Stay.OUT)
JOINER = Path("a joiner", Span("39 weeks", range(9), range(7, 39)), 7, Stay.OUT, Stay.HOME)
MOVER = Path("a mover", Span("39 weeks", range(9), range(39)), 19, Stay.HOME, Stay.BESIDE)
PATHS = (LEAVER, JOINER, MOVER)


@dataclass(frozen=True)
class Moved:
    """The records of those who took a path, as the ledger's numbers hold them."""

    path: Path
    scene: Scene
    # Records that were followed before, for other conspirators.
    kept: dict[object, Whole] = field(default_factory=dict)

    def groups(self, worlds: Sequence[World]) -> Groups:
        true, false = (self._followed(worlds, struggling=secret) for secret in (True, False))
        return in_their_place(self._others(worlds), true, false)

    def _followed(self, worlds: Sequence[World], *, struggling: bool) -> Whole:
        place = (self.path.name, id(worlds[0]), struggling)
        if place not in self.kept:
            self.kept[place] = self._records(worlds, struggling=struggling)
        return self.kept[place]

    def places(self, published: Published, person: int = 0) -> Whole:
        """Return the places of the numbers of both teams and of the units above them."""
        beside = published.above(_beside(published, person))
        of_either = {*published.above(person), *beside}
        # The same order for everybody: above, then own team, then the one beside it.
        keys = [published.numbers[place].unit_key for place in sorted(of_either)]
        own, other = (
            team_key(published.shape, one) for one in (person, _beside(published, person))
        )
        rank = [2 if key == other else int(key == own) for key in keys]
        ordered = np.array(sorted(of_either))[np.argsort(rank, kind="stable")]
        return ordered[np.isin(published.month[ordered], list(self.path.span.months))]

    def _records(self, worlds: Sequence[World], *, struggling: bool) -> Whole:
        found: list[Whole] = []
        for world in worlds:
            chosen = np.flatnonzero(world.struggling(self.scene.span) == struggling)
            missing = MOST_FOLLOWED - len(found)
            found += self._of(world, [int(one) for one in chosen[:missing]])
        return np.asarray(self.scene.chance.permutation(np.array(found)))

    def _of(self, world: World, people: Sequence[int]) -> list[Whole]:
        """Let the product add up each of them alone, window by window."""
        published, staff = world.published, self._answering(world)
        parts: list[list[list[int]]] = [[] for _ in people]
        for window in published.windows:
            crowd = published.crowd(staff, window)
            for person, part in zip(people, parts, strict=True):
                part.append(self._alone(published, window, crowd, person))
        return [
            np.concatenate(part)[self.places(published, person)]
            for person, part in zip(people, parts, strict=True)
        ]

    def _alone(self, published: Published, window: Window, crowd: Crowd, person: int) -> list[int]:
        sums = published.sums(window)
        start = published.windows[0].first
        opening = Week.of(CALENDAR.starts_on(window.cycle)).since(start)
        frozen = self._unit(published, person, opening)
        if frozen:
            was_in = {
                week: self._unit(published, person, week.since(start)) for week in window.weeks
            }
            stayed = set(was_in.values()) == {frozen}
            sums.add(
                Crowd(
                    homes=[frozen],
                    weeks=crowd.weeks,
                    values={name: own[[person]] for name, own in crowd.values.items()},
                    was_in={} if stayed else {0: was_in},
                    standing=None if crowd.standing is None else crowd.standing[[person]],
                )
            )
        return [cell.released for cell in sums.release(without_noise)]

    def _answering(self, world: World) -> Staff:
        """Return the staff without what nobody answers who is not in the house yet, or any more."""
        before = world.published.year.weeks_before
        out = [
            self.path.at(week - before) is Stay.OUT for week in range(world.staff.items.shape[1])
        ]
        items = world.staff.items.copy()
        items[:, np.array(out)] = NO_ANSWER
        return replace(world.staff, items=items)

    def _unit(self, published: Published, person: int, week: int) -> str:
        stay = self.path.at(week)
        if stay is Stay.OUT:
            return ""
        there = person if stay is Stay.HOME else _beside(published, person)
        return team_key(published.shape, there)

    def _others(self, worlds: Sequence[World]) -> Whole:
        """Return what the attacker does not know of other people, for every place there is."""
        chance = self.scene.chance
        return np.array(
            [
                self._unknown(world, person, world.known(person, self.scene.colluders, chance))
                for world in worlds
                for person in range(world.published.shape.whole)
            ]
        )

    def _unknown(self, world: World, person: int, known: Sequence[int] | None) -> Whole:
        places = self.places(world.published, person)
        if known is None:
            return np.zeros(len(places), dtype=np.int64)
        return np.asarray(world.sums[places] - world.integers[known][:, places].sum(axis=0))


def _beside(published: Published, person: int) -> int:
    """Return somebody of the next team of the same service."""
    shape = published.shape
    service, within = divmod(person, shape.in_each_service)
    team = (within // shape.people + 1) % shape.teams
    return service * shape.in_each_service + team * shape.people
