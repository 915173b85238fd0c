"""What is beyond a team's power goes to whoever leads the unit above, who answers with a reason."""

from dataclasses import dataclass
from datetime import date

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions import store, writing_store
from wellbeing.actions.keeping import ChangedMeanwhileError, Log, NotTheirsError, about
from wellbeing.actions.log import Action, Answer, Decision, Passed
from wellbeing.database import writing


class NobodyAboveError(Exception):
    """There is nobody above this unit to pass an action to."""


@dataclass(frozen=True)
class Said:
    """What a manager answers: yes, no or by when, always with a reason."""

    decision: Decision
    why: str
    by_on: date | None = None


def above(log: Log) -> accounts.Unit | None:
    """Return the unit whose manager would be asked."""
    unit = accounts.unit(log.session, log.unit_id)
    return None if unit is None else leading.asked_above(log.session, unit, log.today)


def pass_up(log: Log, action_id: str) -> str:
    """Ask the manager of the unit above; return that unit. Pressed again it changes nothing.

    When the unit that was asked is no longer there, it goes to the one above now.
    """
    log.require_lead()
    with writing(log.session, log.about):
        now = log.action(action_id)
        if not now.is_open:
            raise NotTheirsError
        if now.passed is not None and _is_there(log, now.passed):
            return now.passed.to_unit_id
        asked = above(log)
        if asked is None:
            raise NobodyAboveError
        writing_store.pass_up(log.session, action_id, asked.id, log.person_id, log.today)
        writing_store.touch(log.session, now, log.today)
        return asked.id


def answer(log: Log, action_id: str, number: int, said: Said) -> None:
    """Answer as somebody who leads the unit that was asked; an earlier answer stays readable.

    `log` is that of the unit that was asked. `number` says which answer this is to be: when somebody
    has answered meanwhile, ChangedMeanwhileError is raised.
    """
    log.require_lead()
    # One lock for everything in a log: the team may be changing the action at this moment.
    with writing(log.session, about(_asked(log, action_id)[0].unit_id)):
        now, passed = _asked(log, action_id)
        last = passed.answer
        if last is not None and _says(last, said, log.person_id):
            return
        if number != len(passed.answers) + 1:
            raise ChangedMeanwhileError(now)
        writing_store.add_answer(log.session, action_id, _answer(log, number, said))
        writing_store.touch(log.session, now, log.today)


def _asked(log: Log, action_id: str) -> tuple[Action, Passed]:
    """Return an action with what became of it, when it was passed up to the unit of this log."""
    now = store.action(log.session, action_id)
    if now is None or now.passed is None or now.passed.to_unit_id != log.unit_id:
        raise NotTheirsError
    return now, now.passed


def _answer(log: Log, number: int, said: Said) -> Answer:
    by_on = said.by_on if said.decision is Decision.BY else None
    return Answer(number, said.decision, by_on, said.why, log.person_id, log.today)


def _says(last: Answer, said: Said, person_id: str) -> bool:
    return (last.decision, last.by_on, last.why, last.answered_by) == (
        said.decision,
        said.by_on if said.decision is Decision.BY else None,
        said.why,
        person_id,
    )


def _is_there(log: Log, passed: Passed) -> bool:
    unit = accounts.unit(log.session, passed.to_unit_id)
    return unit is not None and unit.is_open(log.today)
