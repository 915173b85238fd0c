"""What every page of responders needs to know: when, by which keys, and in which words."""

from wellbeing.accounts import service as accounts
from wellbeing.content.help_page import first_to_call, numbers_of
from wellbeing.content.offer_models import Contact
from wellbeing.extensions import db, house
from wellbeing.responders import service
from wellbeing.responders.service import Desk
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.waits import Way
from wellbeing.web.words import words


def desk_now() -> Desk:
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    mails = house().settings.mail.is_configured
    return Desk(session, house().vault, house().now(), today, sends_mail=mails)


def zone() -> str:
    return accounts.organisation(db.session()).zone


def numbers() -> tuple[Contact, ...]:
    """Return whom to call first; nothing is asked of the database."""
    nation = house().settings.nation
    return first_to_call(numbers_of(words().crisis_contacts(nation), nation))


def may_open(person: SignedIn, call_id: str) -> bool:
    """Say whether one is open to this person now; the guard asks it of every route about one."""
    return service.may_open(desk_now(), person.id, call_id)


def ways(person: SignedIn) -> tuple[Way, ...]:
    """Return where a notice leads: to somebody who asks for contact, to what became of one, to the roll."""
    desk, found = desk_now(), []
    if any(not one.filed.call.is_over for one in service.asked_of(desk, person.id)):
        found.append(Way("Somebody asks for contact now", "responders.asked_of_me"))
    if service.mine(desk, person.id):
        found.append(Way("What became of what you asked", "responders.asked"))
    named = service.own(desk.session, person.id)
    if named is not None and not named.is_taken_on:
        found.append(Way("Being a responder", "responders.being_one"))
    return tuple(found)
