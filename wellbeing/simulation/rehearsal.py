"""Rehearses a policy on simulated people: where it would place them, and where another one would."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from wellbeing.simulation.life import Life
from wellbeing.simulation.organisation import FEWEST_PEOPLE, found
from wellbeing.simulation.tales import Tales
from wellbeing.simulation.teams import Team
from wellbeing.stepped_care import Act, ActKind, Placement, Policy, Step, WeekInput, place
from wellbeing.week import Week

FIRST_WEEK = Week(2026, 2)
# So many simulated people at once: memory stays flat, and every core gets work.
PEOPLE_OF_A_BLOCK = 250
TALK_WITHIN = 2
# A strain that lasts so long should have been seen.
WEEKS_TO_SEE = 4
ASKED_OR_REPORTED = {"U4", "U5"}


@dataclass(frozen=True)
class Pair:
    """The policy of today and the one that is rehearsed."""

    old: Policy
    new: Policy


@dataclass(frozen=True)
class Block:
    """Some simulated people, all from one seed."""

    people: int
    weeks: int
    seed: int


@dataclass
class Side:
    """What one of the two policies did."""

    step_ups: int = 0
    unneeded: int = 0
    missed: int = 0
    suggestions: int = 0

    def add(self, other: "Side") -> None:
        self.step_ups += other.step_ups
        self.unneeded += other.unneeded
        self.missed += other.missed
        self.suggestions += other.suggestions


@dataclass
class Tally:
    """What was counted; tallies of different people add up."""

    people: int = 0
    spells: int = 0
    moves: Counter[tuple[str, str]] = field(default_factory=Counter)
    old: Side = field(default_factory=Side)
    new: Side = field(default_factory=Side)

    @property
    def weeks(self) -> int:
        return self.moves.total()

    def add(self, other: "Tally") -> None:
        self.people += other.people
        self.spells += other.spells
        self.moves.update(other.moves)
        self.old.add(other.old)
        self.new.add(other.new)


def blocks(people: int, weeks: int, seed: int) -> Iterator[Block]:
    """Share simulated people out, one block after another: a list of them all would grow."""
    many = how_many_blocks(people)
    for number in range(many):
        left = people - number * PEOPLE_OF_A_BLOCK
        size = max(left, FEWEST_PEOPLE) if number == many - 1 else PEOPLE_OF_A_BLOCK
        yield Block(size, weeks, seed * 1_000_003 + number)


def how_many_blocks(people: int) -> int:
    """A remainder too small for a team joins the last block."""
    whole, rest = divmod(people, PEOPLE_OF_A_BLOCK)
    return max(1, whole + (rest >= FEWEST_PEOPLE))


def rehearse_block(block: Block, pair: Pair) -> Tally:
    tally = Tally()
    tales = Tales(block.seed, block.weeks)
    for person in found(block.people, block.seed).staff:
        life = Life(block.seed, person.work_email)
        tally.add(_rehearsed(tuple(lived(life, tales, person.team, block.weeks)), pair))
    return tally


def rehearse_history(inputs: Sequence[WeekInput], pair: Pair) -> Tally:
    """Compare one person of a file; what was truly needed nobody knows there."""
    return compared(place(inputs, pair.old), place(inputs, pair.new))


def compared(old: Sequence[Placement], new: Sequence[Placement]) -> Tally:
    moves = Counter((_name(a), _name(b)) for a, b in zip(old, new, strict=True))
    return Tally(1, 0, moves, _side(old), _side(new))


def lived(life: Life, tales: Tales, team: Team, weeks: int) -> Iterator[tuple[WeekInput, float]]:
    """Live one life: each week's input, and the strain that is true beneath it."""
    talk_due = -1
    for number in range(weeks):
        weather = tales.weather(team, number)
        sent = life.week(weather)
        acts = (Act(ActKind.TALK_HELD),) if number == talk_due else ()
        check_in = sent.check_in if sent else None
        if check_in is not None and check_in.asks_to_talk:
            talk_due = number + TALK_WITHIN
        lasting = life.lasting_strain + weather.strain
        yield WeekInput(FIRST_WEEK.plus(number), check_in, acts), lasting


def _rehearsed(lived: Sequence[tuple[WeekInput, float]], pair: Pair) -> Tally:
    inputs = [given for given, _ in lived]
    strains = [strain for _, strain in lived]
    old, new = place(inputs, pair.old), place(inputs, pair.new)
    tally = compared(old, new)
    # Both policies are measured by the lines of today's.
    spells = tuple(_spells(strains, pair.old.reactive.high))
    tally.spells = len(spells)
    for side, placements in ((tally.old, old), (tally.new, new)):
        side.unneeded = _unneeded(placements, strains, pair.old.down.settled)
        side.missed = sum(not _seen(placements[begin:end]) for begin, end in spells)
    return tally


def _side(placements: Sequence[Placement]) -> Side:
    suggested = [False, *(one.formal_suggested for one in placements)]
    return Side(
        step_ups=sum(1 for _ in _step_ups(placements)),
        suggestions=sum(now and not before for before, now in pairwise(suggested)),
    )


def _step_ups(placements: Sequence[Placement]) -> Iterator[int]:
    """Give the places of the weeks in which reactive support began by a rule."""
    before = Step.PREVENTION
    for number, one in enumerate(placements):
        if before is Step.PREVENTION and one.step is Step.REACTIVE:
            yield number
        before = one.step or before


def _unneeded(placements: Sequence[Placement], strains: Sequence[float], settled: int) -> int:
    """Count step-ups of people who are settled beneath; asking and events are never unneeded."""
    return sum(
        strains[number] <= settled and not ASKED_OR_REPORTED & set(placements[number].rules)
        for number in _step_ups(placements)
    )


def _spells(strains: Sequence[float], line: int) -> Iterator[tuple[int, int]]:
    """Give begin and end of each lasting strain at the line."""
    for high, numbers in groupby(range(len(strains)), key=lambda number: strains[number] >= line):
        spell = tuple(numbers)
        if high and len(spell) >= WEEKS_TO_SEE:
            yield spell[0], spell[-1] + 1


def _seen(placements: Iterable[Placement]) -> bool:
    return any(one.step in (Step.REACTIVE, Step.FORMAL) for one in placements)


def _name(placement: Placement) -> str:
    return placement.step or "no current information"
