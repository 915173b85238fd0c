"""The attacks on what is published: who tries, with whose help, what for, and how far they get."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
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
from tests.attacks.mechanism import ALONE, REBUILDING, Published, Year
from tests.attacks.moving import Moved, Path
from tests.attacks.people import Shape, Whole
from tests.attacks.worlds import (
    A_YEAR,
    EVERYBODY,
    Chosen,
    Scene,
    Span,
    World,
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
CEILING_ERRORS = 4
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
    def is_rebuilt(self) -> bool:
        """Say whether somebody changes most people of the team in every cycle."""
        return self.year in {year.name for year in REBUILDING}

    @property
    def named_error(self) -> float:
        """One error of measuring the share named, at its ceiling.

        A quarter of the trials is counted, and the rule comes from as many: twice the variance.
        """
        return sqrt(2 * self.named_ceiling / (self.outcome.trials / 4))

    @property
    def passes(self) -> bool:
        """Say whether the mark holds as measured, and the ceiling within errors of measuring.

        The ceiling is reached by the worst records there can be, so chance goes over it at times.
        """
        return self.passes_within(0)

    def passes_within(self, errors: float) -> bool:
        """Say whether the mark holds where measuring may be off by so many errors."""
        found = self.outcome
        if self.most is not None and found.named:
            return False
        most = 1.0 if self.most is None else self.most
        over = max(errors, CEILING_ERRORS)
        return (
            found.advantage - errors * found.error <= most
            and found.advantage - over * found.error <= self.ceiling
            and found.named - over * self.named_error <= self.named_ceiling
        )

    def __str__(self) -> str:
        found = self.outcome
        mark = "the ceiling" if self.most is None else f"{self.most:.2f}"
        return (
            f"{self.attack}, team of {self.team}, {self.year}, {self.span}, {self.helped_by}: "
            f"lead {found.advantage:.3f} ({found.error:.3f}), named {found.named:.4f}, "
            f"mark {mark}, ceiling {self.ceiling:.3f}, named ceiling {self.named_ceiling:.3f}"
        )


@dataclass(frozen=True)
class Attack:
    """The attacks on one shape of organisation in one year."""

    worlds: Worlds = field(repr=False)
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
                self._of_others(worlds, scene),
                records(worlds, scene, struggling=True),
                records(worlds, scene, struggling=False),
            )
            for worlds in (self.worlds.learnt, self.worlds.attacked)
        )
        columns = self.worlds.columns(span)
        found = self._found(learnt, attacked, columns)
        year = self.worlds.published.year
        # The marks are about the colleagues of a team; the whole house conspiring has the ceiling.
        everybody = colluders == EVERYBODY and year != ALONE
        most = None if everybody else mark_for(colluders)
        return self._row("struggling or not", scene, found, columns, most)

    def absent(self, span: Span, colluders: int) -> Row:
        """Say whether this person ever answered."""
        scene = Scene(span, colluders, SEED)
        groups = []
        for worlds in (self.worlds.learnt, self.worlds.attacked):
            own = np.concatenate([world.own for world in worlds])
            nothing = np.zeros_like(own[:1])
            groups.append(in_their_place(self._of_others(worlds, scene), nothing, own))
        columns = self.worlds.columns(span)
        found = self._found(groups[0], groups[1], columns)
        # A count of those who took no part moves as far as for the opposite record.
        rho = self.worlds.rho_of_absence(columns)
        return self._row("took part or not", scene, found, columns, MOST_OF_ALL, rho)

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

    def moving(self, path: Path, colluders: int) -> Row:
        """Somebody leaves, joins or moves within a cycle, and the others stay as they are."""
        scene = Scene(path.span, colluders, SEED)
        moved = Moved(path, scene, self.worlds.kept)
        groups = [moved.groups(worlds) for worlds in (self.worlds.learnt, self.worlds.attacked)]
        places = moved.places(self.worlds.published)
        sigma = self.worlds.published.sigma[places]
        noise = noise_for(tuple(sigma), self.size.trials)
        found = told_apart(groups[0], groups[1], noise, sigma)
        # Of the two teams of somebody who moves, a person is in one at a time.
        columns = self.worlds.columns(path.span)
        return self._row(path.name, scene, found, columns, mark_for(colluders))

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
        columns = self.worlds.columns(A_YEAR)
        return self._row("pages alone", scene, found, columns, MOST_OF_ALL)

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
        return self._row(
            "naive design", scene, found, self.worlds.columns(span), mark_for(colluders)
        )

    def _of_others(self, worlds: Sequence[World], scene: Scene) -> Whole:
        """Return what others add: the same for every span, as the same people conspire."""
        place = (id(worlds[0]), scene.colluders)
        if place not in self.worlds.kept:
            self.worlds.kept[place] = of_others(worlds, scene)
        return self.worlds.kept[place]

    def _record(self, sign: int) -> Whole:
        """Return what somebody adds who only ever gives the worst or the best answer."""
        step = Standing.FORMAL if sign < 0 else Standing.PREVENTION
        row = [
            int(one.indicator == step) if one.kind is Kind.TALLY else sign * BOUND
            for one in self.worlds.numbers
        ]
        return np.array([row, row])

    def _found(self, learnt: Groups, attacked: Groups, columns: Chosen) -> Outcome:
        sigma = self.worlds.sigma[columns] * self.noise_part
        noise = noise_for(tuple(sigma), self.size.trials)
        return told_apart(learnt.only(columns), attacked.only(columns), noise, sigma)

    def _row(
        self,
        attack: str,
        scene: Scene,
        found: Outcome,
        columns: Chosen,
        most: float | None = None,
        rho: float | None = None,
    ) -> Row:
        rho = self.worlds.rho(columns) if rho is None else rho
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


def mark_for(colluders: int) -> float:
    return MOST_OF_FEW if 0 <= colluders <= FEW_COLLUDERS else MOST_OF_ALL


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
