"""What every page of sharing needs to know: when, and by which keys."""

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.sharing import service
from wellbeing.sharing.service import Desk
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.waits import Way


def desk_now() -> Desk:
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return Desk(session, house().vault, house().now(), today)


def may_open(person: SignedIn, share_id: str) -> bool:
    """Say whether something is shared with this person now; the guard asks it of its page."""
    return service.may_open(desk_now(), person.id, share_id)


def ways(person: SignedIn) -> tuple[Way, ...]:
    """Return where a notice leads somebody with whom something is shared."""
    if not service.shared_with(desk_now(), person.id):
        return ()
    return (Way("What others share with you", "sharing.with_me"),)
