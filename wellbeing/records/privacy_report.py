"""Puts the privacy report together, from the ledger, the kept policies and the dated roles alone."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.disclosure import ADOPTED, Calendar, Parameters
from wellbeing.disclosure.epsilon import DELTA, epsilon_of, epsilon_of_gaussian
from wellbeing.disclosure.year import costliest
from wellbeing.figure_settings import service as figure_settings
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import Fixed, NoteKind
from wellbeing.policies.book import Told, book, not_adopted
from wellbeing.policies.service import Board
from wellbeing.records.facts import (
    AttackRun,
    Cycle,
    Gap,
    Guarantee,
    PolicyChange,
    PrivacyReport,
)
from wellbeing.records.looks import looks_at_shared
from wellbeing.records.walked import Walked
from wellbeing.web.guarantee import of_all, of_no_part
from wellbeing.web.measured import read, utility_figures

CYCLE, YEAR = 13, 52
# So many digits of a sum of budgets are told: more would only be how it was added up.
DIGITS = 9
# What a policy says of itself has columns of its own.
OF_ITSELF = frozenset({"version", "in_force_from"})
ROLES = {
    "founding": "came with the service",
    "approved": "proposed by a wellbeing lead, agreed by a staff representative",
    "declined": "proposed by a wellbeing lead, not agreed by a staff representative",
    "withdrawn": "proposed and taken back by a wellbeing lead",
}


def privacy_report(board: Board, released: Session, walked: Walked) -> PrivacyReport:
    """Return the report as of now. A broken ledger is told, and nothing more is read from it."""
    chain = walked.chain
    organisation = accounts.organisation(board.session)
    fixed = tuple(ledger.fixed(released)) if chain.is_whole else ()
    now = fixed[-1] if fixed else None
    ahead = figure_settings.ahead(board.session, released) if chain.is_whole else (ADOPTED,)
    parameters = now.parameters if now else ahead[0]
    moves = ledger.noted(released, NoteKind.PLACE)[1:] if chain.is_whole else ()
    return PrivacyReport(
        organisation=organisation.name,
        made_at=board.now,
        made_on=board.today,
        cycle=now.cycle if now else 0,
        parameters=named(parameters),
        parameters_sha256=now.sha256 if now else "",
        delta=DELTA,
        guarantees=tuple(guarantees(parameters, [one.parameters for one in fixed], ahead)),
        chain=chain,
        cycles=tuple(_cycles(walked, fixed)),
        gaps=tuple(_gaps(released, organisation)) if chain.is_whole else (),
        moved_on=tuple(local_day(move.noted_at, organisation.zone) for move in moves),
        policies=tuple(_policies(board)),
        settings=tuple(figure_settings.recorded(board.session)),
        holders=accounts.role_holders(board.session, board.today),
        role_days=accounts.role_days(board.session, board.today),
        looks_at_shared=looks_at_shared(board, released, fixed),
        fewest_for_looks=parameters.smallest_tally,
        attacks=read("attacks", AttackRun),
        utility=utility_figures(),
    )


def guarantees(
    parameters: Parameters, past: Sequence[Parameters] = (), ahead: Sequence[Parameters] = ()
) -> Iterator[Guarantee]:
    """Give the bounds that follow from the parameters, from those of the cycles so far, and to come.

    A year holds four cycles: after the budget was lowered, dearer ones are among them for a while,
    and what is agreed for later counts from the day it is agreed.
    """
    for against_no_part, cost in ((False, of_all), (True, of_no_part)):
        year = costliest(past, ahead or (parameters,), cost)
        cycle = cost(parameters).whole
        for weeks, whole, from_any_day in (
            (CYCLE, cycle, False),
            (YEAR, year.four_cycles, False),
            (YEAR, year.any_day, True),
        ):
            rho = round(whole, DIGITS)
            epsilons = epsilon_of_gaussian(rho), epsilon_of(rho)
            yield Guarantee(weeks, against_no_part, rho, *epsilons, from_any_day=from_any_day)


def named(parameters: Parameters) -> dict[str, float]:
    """Return every parameter by its key; those of a group as `group.key`."""
    found: dict[str, float] = {}
    for name, value in parameters.model_dump(mode="json").items():
        parts = value.items() if isinstance(value, Mapping) else (("", value),)
        found |= {f"{name}.{key}" if key else name: number for key, number in parts}
    return found


def _cycles(walked: Walked, fixed: Sequence[Fixed]) -> Iterator[Cycle]:
    for place, one in enumerate(fixed):
        before = named(fixed[place - 1].parameters) if place else {}
        after = named(one.parameters)
        changed = tuple(
            f"{key} from {was:g} to {after[key]:g}"
            for key, was in before.items()
            if key in after and after[key] != was
        )
        spent, budget = walked.most_spent.get(one.cycle, 0.0), one.parameters.rho_cycle
        yield Cycle(one.cycle, one.starts_on, one.sha256, changed, spent, budget)


def _gaps(released: Session, organisation: accounts.Organisation) -> Iterator[Gap]:
    calendar = Calendar(organisation.first_cycle_monday)
    late = {note.subject: note.noted_at for note in ledger.noted(released, NoteKind.TOO_LATE)}
    lost = {note.subject: note.noted_at for note in ledger.noted(released, NoteKind.NOT_RELEASED)}
    for name in sorted(ledger.not_released(released)):
        window = calendar.window(name.index, name.rhythm)
        too_late = str(name) in late
        noted_at = late[str(name)] if too_late else lost[str(name)]
        noted_on = local_day(noted_at, organisation.zone)
        yield Gap(str(name.rhythm), window.starts_on, window.ends_on, noted_on, too_late=too_late)


def _policies(board: Board) -> Iterator[PolicyChange]:
    for told in (*book(board).told, *not_adopted(board)):
        change = told.change
        yield PolicyChange(
            decision=str(change.decision),
            decided_on=change.decided_on or change.proposed_on,
            from_on=change.from_week.monday if change.from_week else None,
            by_roles=ROLES[change.decision],
            changes=tuple(_changes(told)),
        )


def _changes(told: Told) -> Iterator[str]:
    """Say what a policy changed against the one before, without anybody's own words."""
    if told.differs is None:
        return
    for number in told.differs.numbers:
        if number.name not in OF_ITSELF:
            yield f"{number.name} from {number.before or 'nothing'} to {number.after or 'nothing'}"
    for rule in told.differs.rules:
        yield f"rule {rule.name}"
