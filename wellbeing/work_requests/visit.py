"""What every page of work requests needs to know: when, and by which keys."""

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.waits import Way
from wellbeing.work_requests import service
from wellbeing.work_requests.service import Desk


def desk_now() -> Desk:
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return Desk(session, house().vault, house().now(), today)


def may_open(person: SignedIn, work_request_id: str) -> bool:
    """Say whether a request is addressed to this person, who still leads its asker; the guard asks it."""
    return service.may_open(desk_now(), person.id, work_request_id)


def ways(person: SignedIn) -> tuple[Way, ...]:
    """Return where a notice leads: to what was asked for at work, and to what came of it."""
    desk = desk_now()
    if not (service.received_by(desk, person.id) or service.mine(desk, person.id)):
        return ()
    return (Way("Changes at work that were asked for", "work_requests.overview"),)
