"""Cases of the small world after somebody took them: talked, and what two people do together."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.support.asking import ASKER, SECOND, TALK, Help
from wellbeing.database import writing
from wellbeing.support import moving, notes, service
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.happened import Proposal, Reference, Use, Useful
from wellbeing.support.notes import Action, Doer, Notes

WALK = Action("Ask the office for a quieter desk", Doer.CONTACT)
CALL = Action("Call the union", Doer.ASKER)


def taken(help_: Help, wish: Wish = TALK, by: str = SECOND) -> str:
    """Let the person ask and a contact take it; return the id of the case."""
    help_.ask(wish)
    (request_id,) = help_.inbox(by)
    help_.take(by, request_id)
    return request_id


def open_case(help_: Help, wish: Wish = TALK, by: str = SECOND) -> str:
    """Let the person ask, a contact take it, and both talk; return the id of the case."""
    request_id = taken(help_, wish, by)
    with help_.office() as office:
        service.talked(office, by, request_id)
    return request_id


def write(help_: Help, who: str, request_id: str, action: Action, shown: str = "") -> None:
    with help_.office() as office:
        service.write_note(office, who, request_id, action, shown)


def notes_for(help_: Help, who: str, request_id: str) -> Notes:
    with help_.office() as office:
        return notes.notes_of(office, service.case_of(office, who, request_id), who)


def draft_mark(help_: Help, who: str, request_id: str) -> str:
    draft = notes_for(help_, who, request_id).draft
    return draft.mark if draft else ""


def agree(help_: Help, who: str, request_id: str, shown: str = "") -> None:
    mark = shown or draft_mark(help_, who, request_id)
    with help_.office() as office:
        service.agree(office, who, request_id, mark)


def agreed(help_: Help, request_id: str, action: Action = WALK, by: str = SECOND) -> None:
    """Let the contact write down one action, and the person agree to it."""
    write(help_, by, request_id, action)
    agree(help_, ASKER, request_id)


def propose(help_: Help, request_id: str, to: str, by: str = SECOND, **days: date) -> str:
    """Let a contact propose a colleague; return what the proposal is known by."""
    with help_.office() as office:
        moving.propose(
            office, request_id, Proposal(by, to, office.today, "Would that be all right?", **days)
        )
    proposal = help_.mine()[0].life.proposal
    return proposal.mark if proposal else ""


def reply(help_: Help, request_id: str, shown: str, *, yes: bool, notes: bool = False) -> None:
    with help_.office() as office:
        moving.answer(office, ASKER, request_id, moving.Reply(shown, yes, notes))


def may_open(help_: Help, who: str, request_id: str) -> bool:
    with help_.office() as office:
        return service.may_open(office, who, request_id)


def put_life(help_: Help, asker: str, kind: Kind, words: Sequence[str]) -> None:
    """Put something of each kind into a case that somebody takes, with these four words in it."""
    agreed_on, drafted, line, useful = words
    with help_.office() as office:
        filed = office.cabinet.open_one(asker, kind, office.today)
        assert filed is not None
        contact = filed.case.contacts[0]
        service.take(office, contact, filed.id)
        service.write_note(office, contact, filed.id, Action(agreed_on, Doer.ASKER))
        draft = notes.notes_of(office, service.case_of(office, asker, filed.id), asker).draft
        assert draft is not None
        service.agree(office, asker, filed.id, draft.mark)
        service.write_note(office, asker, filed.id, Action(drafted, Doer.BOTH))
        with writing(office.session, asker):
            now = office.cabinet.whole(filed.id)
            assert now is not None
            said = Useful(Use.PARTLY, useful)
            reference = Reference(contact, office.today, line)
            office.cabinet.keep(filed.id, replace(now.case, reference=reference, useful=said))
            office.cabinet.say_to(filed.id, contact, useful.encode())
