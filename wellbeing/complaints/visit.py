"""What every page of complaints needs to know: when, by which keys, and in which words."""

from wellbeing.accounts import service as accounts
from wellbeing.complaints import service
from wellbeing.complaints.service import Desk
from wellbeing.content.complaint_models import ComplaintWords
from wellbeing.extensions import db, house
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.waits import Way
from wellbeing.web.words import words


def desk_now() -> Desk:
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return Desk(session, house().vault, house().now(), today)


def said_words() -> ComplaintWords:
    return words().complaints


def may_open(person: SignedIn, complaint_id: str) -> bool:
    """Say whether one is addressed to this person now; the guard asks it of every route about one."""
    return service.may_open(desk_now(), person.id, complaint_id)


def ways(person: SignedIn) -> tuple[Way, ...]:
    """Return where a notice leads: to an answer, and to what is to be read."""
    desk, found = desk_now(), []
    if any(one.filed.said.is_open for one in service.to_read(desk, person.id)):
        found.append(Way("What people said is wrong", "complaints.to_read"))
    if service.has_news(desk, person.id):
        found.append(Way("What you said is wrong", "complaints.mine"))
    return tuple(found)
