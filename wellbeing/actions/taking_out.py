"""Words that should not stand in a log, as when they name a person, are taken out for good."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Level, Role
from wellbeing.actions import writing_store
from wellbeing.actions.keeping import ChangedMeanwhileError, Log, NotTheirsError
from wellbeing.actions.log import Action
from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.sealed import Vault

# The texts of an action itself; the reasons of answers are named by their number.
PARTS = ("heard", "does", "did")
OF_ANSWERS = "answer-"


@dataclass(frozen=True)
class Piece:
    """One text of an action that can be taken out."""

    id: str
    text: str


def may_take_out(log: Log, actions: Iterable[Action]) -> dict[str, tuple[Piece, ...]]:
    """Return by action the texts this person may take out: all in a log they lead, else answers.

    An answer is its writer's, and theirs who lead the unit that was asked.
    """
    found = tuple(actions)
    asked = {one.passed.to_unit_id for one in found if one.passed}
    units = sorted({log.unit_id} | asked)
    led = {unit_id for unit_id in units if _leads(log, unit_id)}
    return {one.id: _pieces(one, log.person_id, led) for one in found}


def take_out(log: Log, vault: Vault, action_id: str, version: int, ids: Collection[str]) -> None:
    """Remove these texts and keep the day; nothing that was read meanwhile is removed by it.

    Raises NotTheirsError for a text that is not this person's to take out, ChangedMeanwhileError
    where it was written anew since the page was opened. Pressed again it changes nothing. What
    somebody takes out that they did not write themselves stands in the audit log.
    """
    with writing(log.session, log.about):
        now = log.action(action_id)
        there = {one.id for one in may_take_out(log, [now])[action_id]}
        wanted = [each for each in ids if each in there]
        if not wanted and _were_taken_out(now, ids):
            return
        if len(wanted) < len(ids):
            raise NotTheirsError
        if version != now.version:
            raise ChangedMeanwhileError(now)
        numbers = [int(each.removeprefix(OF_ANSWERS)) for each in wanted if each not in PARTS]
        parts = [each for each in wanted if each in PARTS]
        writing_store.take_out(log.session, action_id, parts, log.today)
        writing_store.take_out_reasons(log.session, action_id, numbers, log.today)
        if parts or not _are_own(now, numbers, log.person_id):
            scribe = audit.Scribe(vault, audit.Actor(log.person_id, _role(log)), log.today)
            scribe.note(log.session, audit.Act(audit.Kind.WORDS_TAKEN_OUT))


def _pieces(action: Action, person_id: str, led: Collection[str]) -> tuple[Piece, ...]:
    leads, passed, written = action.unit_id in led, action.passed, action.written
    own = (Piece("heard", written.heard), Piece("does", written.does), Piece("did", action.did))
    reasons = (
        Piece(f"{OF_ANSWERS}{one.number}", one.why)
        for one in (passed.answers if passed else ())
        if leads or (passed and passed.to_unit_id in led) or one.answered_by == person_id
    )
    return tuple(one for one in (*(own if leads else ()), *reasons) if one.text)


def _were_taken_out(action: Action, ids: Collection[str]) -> bool:
    answers = action.passed.answers if action.passed else ()
    gone = {f"{OF_ANSWERS}{one.number}" for one in answers if one.why_out_on}
    gone |= {part for part in PARTS if getattr(action.taken_out, part) is not None}
    return gone.issuperset(ids)


def _are_own(action: Action, numbers: Collection[int], person_id: str) -> bool:
    answers = action.passed.answers if action.passed else ()
    return all(one.answered_by == person_id for one in answers if one.number in numbers)


def _role(log: Log) -> str:
    """Return the role in which somebody acts: who leads the team, or a unit above it."""
    unit = accounts.unit(log.session, log.unit_id)
    is_team = unit is not None and unit.level is Level.TEAM
    return (Role.SUPERVISOR if is_team and _leads(log, log.unit_id) else Role.MANAGER).value


def _leads(log: Log, unit_id: str) -> bool:
    return leading.leads(log.session, log.person_id, unit_id, log.today)
