"""The attacks on what is published: who tries, with whose help, what for, and how far they get."""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from tests.attacks import naive, pages
from tests.attacks.attackers import (
    Groups,
    Outcome,
    ceiling,
    named_ceiling,
    told_apart,
)
from tests.attacks.mechanism import Published, Year
from tests.attacks.people import Shape, Whole
from tests.attacks.worlds import (
    A_CYCLE,
    A_YEAR,
    EVERYBODY,
    Chosen,
    Scene,
    Span,
    Worlds,
    by_nature,
    in_their_place,
    noise_for,
    of_others,
    records,
)
from wellbeing.disclosure import Kind, Standing
from wellbeing.disclosure.parameters import BOUND

# The pass marks: how far an attack on people as they are may get.
FEW_COLLUDERS, MOST_OF_FEW, MOST_OF_ALL = 3, 0.25, 0.30
SEED = 4


@dataclass(frozen=True)
class Size:
    """How large a run is."""

    name: str
    # People attacked, and as many again to learn from.
    people: int
    # Looks through noise of their own, half of them at each group.
    trials: int


@dataclass(frozen=True)
class Row:
    """One attack and how far it got."""

    attack: str
    team: int
    year: str
    span: str
    helped_by: str
    outcome: Outcome
    # What the budget alone proves that no attack can exceed.
    ceiling: float
    named_ceiling: float
    # The pass mark; without one the ceiling is the mark.
    most: float | None = None

    @property
    def passes(self) -> bool:
        """Say whether the mark holds, within what measuring it may be off by.

        The ceiling is reached by the worst records there can be, so chance goes over it at times.
        """
        found = self.outcome
        if self.most is not None:
            return found.advantage - 2 * found.error <= self.most and not found.named
        few = 4 * sqrt(2 * self.named_ceiling / found.trials)
        return found.advantage - 4 * found.error <= self.ceiling and (
            found.named - few <= self.named_ceiling
        )


@dataclass(frozen=True)
class Attack:
    """The attacks on one shape of organisation in one year."""

    worlds: Worlds
    size: Size
    # A part of the noise that is drawn; less than the whole only to see that it is found out.
    noise_part: float = 1.0

    @classmethod
    def on(cls, shape: Shape, year: Year, size: Size) -> "Attack":
        return cls(Worlds.of(Published(shape, year), SEED, size.people), size)

    def with_noise_of(self, part: float) -> "Attack":
        return replace(self, noise_part=part)

    @property
    def team(self) -> int:
        return self.worlds.published.shape.people

    def struggling(self, span: Span, colluders: int) -> Row:
        """Say whether this person struggles; everybody else's record stays as it is."""
        scene = Scene(span, colluders, SEED)
        learnt, attacked = (
            in_their_place(
                of_others(worlds, scene),
                records(worlds, scene, struggling=True),
                records(worlds, scene, struggling=False),
            )
            for worlds in (self.worlds.learnt, self.worlds.attacked)
        )
        columns = self.worlds.columns(span)
        most = None
        if self.worlds.published.year.goes_on and colluders != EVERYBODY:
            most = MOST_OF_FEW if colluders <= FEW_COLLUDERS else MOST_OF_ALL
        found = self._found(learnt, attacked, columns)
        return self._row("struggling or not", scene, found, columns, most)

    def absent(self, span: Span, colluders: int) -> Row:
        """Say whether this person ever answered."""
        scene = Scene(span, colluders, SEED)
        groups = []
        for worlds in (self.worlds.learnt, self.worlds.attacked):
            own = np.concatenate([world.own for world in worlds])
            nothing = np.zeros_like(own[:1])
            groups.append(in_their_place(of_others(worlds, scene), nothing, own))
        columns = self.worlds.columns(span)
        found = self._found(groups[0], groups[1], columns)
        return self._row("took part or not", scene, found, columns, share=0.25)

    def extremes(self, span: Span, *, whole: bool) -> Row:
        """The two most different records there can be: every answer the worst, or the best."""
        columns = self.worlds.columns(span)
        if not whole:
            columns &= self.worlds.of_team
        worst, best = (self._record(sign) for sign in (-1, 1))
        groups = Groups(worst, best)
        found = self._found(groups, groups, columns)
        scene = Scene(span, EVERYBODY if whole else self.team - 1)
        return self._row("all 0 or all 4", scene, found, columns)

    def leaver(self) -> Row:
        """Compare two cycles: in the second somebody is gone, and the others stay."""
        span = Span("two cycles", range(6), range(13))
        scene = Scene(span, 0, SEED)
        columns = self.worlds.columns(span)
        here = self.worlds.columns(A_CYCLE)
        groups = [
            in_their_place(
                of_others(worlds, scene),
                records(worlds, scene, struggling=True) * here,
                records(worlds, scene, struggling=False) * here,
            )
            for worlds in (self.worlds.learnt, self.worlds.attacked)
        ]
        found = self._found(groups[0], groups[1], columns)
        return self._row("a leaver struggled or not", scene, found, columns & here, MOST_OF_FEW)

    def left_over(self, span: Span) -> Row:
        """A person of a team too small to show: the units above, less everybody else."""
        scene = Scene(span, EVERYBODY, SEED)
        columns = self.worlds.columns(span) & ~self.worlds.of_team
        groups = [
            Groups(
                records(worlds, scene, struggling=True), records(worlds, scene, struggling=False)
            )
            for worlds in (self.worlds.learnt, self.worlds.attacked)
        ]
        found = self._found(groups[0], groups[1], columns)
        return self._row("parent less children", scene, found, columns, MOST_OF_ALL)

    def pages_only(self) -> Row:
        """Say from the pages alone whether somebody struggles, everybody else's answers known."""
        found = pages.attack(self.worlds, self.size.trials // 4, SEED)
        scene = Scene(A_YEAR, EVERYBODY, SEED)
        return self._row("pages alone", scene, found, self.worlds.columns(A_YEAR))

    def as_a_group(self, span: Span, *, took_part: bool) -> Row:
        """What a team's figures say of a member as one of the group, which no method prevents."""
        scene = Scene(span, 0, SEED)
        columns = self.worlds.columns(span)
        learnt, attacked = (
            by_nature(worlds, scene, took_part=took_part)
            for worlds in (self.worlds.learnt, self.worlds.attacked)
        )
        found = self._found(learnt, attacked, columns)
        what = "group and person" if took_part else "group alone"
        return self._row(what, scene, found, columns)

    def naive(self, span: Span, colluders: int) -> Row:
        scene = Scene(span, colluders, SEED)
        found = naive.colluding(self.worlds, scene)
        most = MOST_OF_FEW if colluders <= FEW_COLLUDERS else MOST_OF_ALL
        return self._row("naive design", scene, found, self.worlds.columns(span), most)

    def _record(self, sign: int) -> Whole:
        """Return what somebody adds who only ever gives the worst or the best answer."""
        step = Standing.FORMAL if sign < 0 else Standing.PREVENTION
        row = [
            int(one.indicator == step) if one.kind is Kind.TALLY else sign * BOUND
            for one in self.worlds.numbers
        ]
        return np.array([row, row])

    def _found(self, learnt: Groups, attacked: Groups, columns: Chosen) -> Outcome:
        sigma = self.worlds.sigma * self.noise_part
        noise = noise_for(tuple(sigma), self.size.trials)[:, columns]
        return told_apart(learnt.only(columns), attacked.only(columns), noise, sigma[columns])

    def _row(
        self,
        attack: str,
        scene: Scene,
        found: Outcome,
        columns: Chosen,
        most: float | None = None,
        share: float = 1.0,
    ) -> Row:
        rho = share * self.worlds.rho(columns)
        return Row(
            attack=attack,
            team=self.team,
            year=self.worlds.published.year.name,
            span=scene.span.name,
            helped_by=in_words(scene.colluders, self.team),
            outcome=found,
            ceiling=ceiling(rho),
            named_ceiling=named_ceiling(rho),
            most=most,
        )


def in_words(colluders: int, team: int) -> str:
    others = team - 1
    known = {
        EVERYBODY: "everybody else",
        others: "all colleagues",
        others - 1: "all colleagues but one",
        0: "nobody",
        1: "1 colleague",
    }
    return known.get(colluders, f"{colluders} colleagues")
