"""Those who lead a unit write its action log; its people say themselves whether an action helped."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions import store, writing_store
from wellbeing.actions.log import Action, Helped, Review, State, Written, review_day
from wellbeing.database import writing
from wellbeing.disclosure import Calendar


class NotTheirsError(Exception):
    """This person does not act for the unit, or the action is not in its log."""


class NotAnOwnerError(Exception):
    """Only somebody who leads the unit can own an action, or the whole team."""


class EndedMeanwhileError(Exception):
    """Somebody ended the action since this page was opened; nothing was changed now."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed the action since this page was opened; nothing was changed now."""

    def __init__(self, now: Action) -> None:
        """Carry the action as it stands now."""
        super().__init__("the action was changed meanwhile")
        self.now = now


@dataclass(frozen=True)
class Log:
    """One unit's log, opened on a day by a person to write in it."""

    session: Session
    unit_id: str
    person_id: str
    today: date

    @property
    def about(self) -> str:
        """Name what a writing transaction changes; two about the same log wait for each other."""
        return about(self.unit_id)

    def require_lead(self) -> None:
        if not leading.leads(self.session, self.person_id, self.unit_id, self.today):
            raise NotTheirsError

    def require_in_team(self) -> None:
        """Let the unit's own people through, and those who lead it."""
        if not leading.is_of_team(self.session, self.person_id, self.unit_id, self.today):
            raise NotTheirsError

    def action(self, action_id: str) -> Action:
        found = store.action(self.session, action_id)
        if found is None or found.unit_id != self.unit_id:
            raise NotTheirsError
        return found

    @property
    def next_review(self) -> date:
        organisation = accounts.organisation(self.session)
        return review_day(Calendar(organisation.first_cycle_monday), self.today)


def about(unit_id: str) -> str:
    """Return the name of one lock for everything in a unit's log, whoever writes to it."""
    return f"actions {unit_id}"


def owners(session: Session, unit_id: str, on: date) -> tuple[accounts.Person, ...]:
    """Return who may own an action of a unit: those who act for it."""
    unit = accounts.unit(session, unit_id)
    return () if unit is None else leading.leads_of(session, unit, on)


def add(log: Log, form_key: str, written: Written, version: int = 1) -> str:
    """Write a new action under the key of its form, so that sending twice writes one.

    Sent again with other words it is a change of the version that was written or read last.
    """
    log.require_lead()
    _require_owner(log, written)
    with writing(log.session, log.about):
        known = store.action(log.session, form_key)
        if known is None:
            writing_store.add(log.session, _new(log, form_key, written))
        elif known.unit_id != log.unit_id:
            raise NotTheirsError
        else:
            _write_anew(log, known, version, written)
    return form_key


def change(log: Log, action_id: str, version: int, written: Written) -> None:
    """Write it anew; raise ChangedMeanwhileError unless this was the version that was read."""
    log.require_lead()
    with writing(log.session, log.about):
        _write_anew(log, log.action(action_id), version, written)


def end(log: Log, action_id: str, version: int, state: State, did: str) -> None:
    """Close an action with what was done, or why it is let go; the team still looks back on it."""
    log.require_lead()
    with writing(log.session, log.about):
        now = log.action(action_id)
        if (now.state, now.did) == (state, did):
            return
        review_on = log.next_review if state is State.DONE else None
        ended_on = now.ended_on or log.today
        _write(
            log,
            now,
            version,
            replace(now, state=state, did=did, ended_on=ended_on, review_on=review_on),
        )


def reopen(log: Log, action_id: str) -> None:
    """Take an end back; what was written about it is kept until the next end."""
    log.require_lead()
    with writing(log.session, log.about):
        now = log.action(action_id)
        if now.is_open:
            return
        state = now.state_with(now.written)
        opened = replace(now, state=state, ended_on=None, review_on=log.next_review)
        _write(log, now, now.version, opened)


def review(log: Log, action_id: str, helped: Helped) -> None:
    """Write down what the team says; the last word of a day counts, and nobody's name is kept.

    What is done and looked back on is finished, unless it is too early to say. Only what has not
    ended can go on.
    """
    log.require_in_team()
    with writing(log.session, log.about):
        now = log.action(action_id)
        if now.state is State.DROPPED or (helped is Helped.GOES_ON and not now.is_open):
            raise EndedMeanwhileError
        if now.helped == Review(log.today, helped):
            return
        is_finished = now.state is State.DONE and helped is not Helped.EARLY
        review_on = None if is_finished else log.next_review
        writing_store.put_review(log.session, action_id, Review(log.today, helped))
        _write(log, now, now.version, replace(now, review_on=review_on))


def _require_owner(log: Log, written: Written) -> None:
    may_own = {person.id for person in owners(log.session, log.unit_id, log.today)}
    if written.owner_id is not None and written.owner_id not in may_own:
        raise NotAnOwnerError


def _write_anew(log: Log, now: Action, version: int, written: Written) -> None:
    if now.written == written:
        return
    if now.is_open or written.owner_id != now.written.owner_id:
        _require_owner(log, written)
    state = now.state_with(written) if now.is_open else now.state
    _write(log, now, version, replace(now, written=written, state=state))


def _write(log: Log, now: Action, version: int, changed: Action) -> None:
    if version != now.version:
        raise ChangedMeanwhileError(now)
    newer = replace(changed, version=version + 1, changed_on=log.today)
    writing_store.change(log.session, newer)


def _new(log: Log, action_id: str, written: Written) -> Action:
    return Action(
        id=action_id,
        unit_id=log.unit_id,
        written=written,
        state=State.DOING if written.does else State.HEARD,
        did="",
        began_on=log.today,
        changed_on=log.today,
        ended_on=None,
        review_on=log.next_review,
        version=1,
    )
