"""An import told in words, so that a person can see what it would do before it does it."""

from collections.abc import Callable, Iterator, Sequence
from shlex import quote
from typing import TypeVar

from wellbeing.accounts.roster_guesses import Guess
from wellbeing.accounts.roster_hanging import Hanging
from wellbeing.accounts.roster_plan import Held, Leading, Placed, Plan
from wellbeing.accounts.roster_units import Renamed, UnitAt

MOST_SHOWN = 20
Item = TypeVar("Item")
SECOND = (
    "It begins once a wellbeing lead or a staff representative agrees on the page “Who holds which role”: "
    "not whoever answers for this import, and not whoever gets the role."
)
NOT_AGAIN = "They are not asked for again for the same reason. Take them out of the file, or give another --why."
LOST = (
    "Whoever shall keep a role needs it in their own row of the file, each one, like "
    "'wellbeing lead;roster admin'."
)
NO_LEAD_MEANWHILE = "Whoever is wellbeing lead now would be so no longer, and the new one waits for a second person."
ENDS = (
    "A unit that ends has no people: nobody reads its log, its agreement or its figures any more. "
    "What it passed up stays with whoever leads the unit that was asked."
)
KEEPS = (
    "A unit that was only renamed or moved keeps all of that, when you say so. For each of these "
    'give --renamed, or --ended "Old path" if it has ended:'
)


def told(plan: Plan, hanging: Sequence[Hanging] = ()) -> Iterator[str]:
    """Tell every kind of change with its number, and the first of each by name."""
    if plan.changes_nothing:
        yield "The roster is as it is stored."
        yield from _not_asked(plan)
        return
    yield from _part("join", plan.joiners, lambda one: f"{_who(one)} -> {one.unit.name}")
    yield from _part(
        f"leave (of {plan.present} present)",
        plan.leavers,
        lambda one: f"{one.name}, {one.work_email}",
    )
    yield from _part(
        "move", plan.moves, lambda one: f"{_who(one)}: {one.came_from} -> {one.unit.name}"
    )
    yield from _part("change their name", plan.renamed, lambda one: f"{one[0].name} -> {one[1]}")
    yield from _units(plan, hanging)
    yield from _part("begin to lead", plan.led_begun, _leading)
    yield from _part("no longer lead", plan.led_ended, _leading)
    yield from _roles(plan)


def _roles(plan: Plan) -> Iterator[str]:
    """Tell what is asked for, and plainly what is taken away: that is easily overlooked."""
    if plan.roles_wanted:
        yield from _part("shall have a role", plan.roles_wanted, _held)
        yield f"  {SECOND}"
    yield from _not_asked(plan)
    waits_no_more = f"{len(plan.grants_let_go)} roles that waited for a second person wait no more."
    yield from (waits_no_more,) if plan.grants_let_go else ()
    yield from _part("lose a role, at once", plan.roles_ended, _held)
    gone = {person.id for person in plan.leavers}
    if any(held.person.id not in gone for held in plan.roles_ended):
        yield f"  {LOST}"
    if plan.keeps_a_lead and not plan.lead_stays:
        yield NO_LEAD_MEANWHILE


def _not_asked(plan: Plan) -> Iterator[str]:
    if plan.roles_declined:
        yield from _part("roles were not agreed to", plan.roles_declined, _held)
        yield f"  {NOT_AGAIN}"


def _units(plan: Plan, hanging: Sequence[Hanging]) -> Iterator[str]:
    """Tell of units; every one that ends and every question about one, however many."""
    yield from _part("new units", plan.new_units, _unit)
    yield from _part("renamed or moved units", plan.renamed_units, _renamed)
    if plan.closed_units:
        tied = {one.unit_id: str(one) for one in hanging}
        yield f"{len(plan.closed_units)} units end, since the file no longer holds them:"
        for one in plan.closed_units:
            yield f"  {_unit(one)}: {tied.get(one.unit.id, 'not looked up')}"
        yield f"  {ENDS}"
    if plan.guesses:
        yield KEEPS
        for guess in plan.guesses:
            yield f"  {_guess(guess)}"
            yield f"    --renamed {quote(f'{guess.was}={guess.now}')}"


def _part(what: str, changes: Sequence[Item], name: Callable[[Item], str]) -> Iterator[str]:
    if not changes:
        return
    yield f"{len(changes)} {what}:"
    for change in changes[:MOST_SHOWN]:
        yield f"  {name(change)}"
    if len(changes) > MOST_SHOWN:
        yield f"  and {len(changes) - MOST_SHOWN} more"


def _who(placed: Placed) -> str:
    return f"{placed.person.name}, {placed.person.work_email}"


def _leading(one: Leading) -> str:
    return f"{one.person.name}: {one.unit.level} {one.unit.name}"


def _held(one: Held) -> str:
    return f"{one.person.name}: {one.role.replace('_', ' ')}"


def _unit(one: UnitAt) -> str:
    return f"{one.unit.level} {one.path}"


def _renamed(one: Renamed) -> str:
    return f"{_unit(one.before)} -> {one.after.path}"


def _guess(guess: Guess) -> str:
    became = "moved to" if guess.keeps_its_name else "renamed"
    people = f"{guess.people} of its {guess.of} people stand there"
    return f"It looks as if {guess.was} was {became} {guess.now} ({people})."
