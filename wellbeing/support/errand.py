"""What every page of asking and answering needs to know: who, when, and by which rules and words."""

from dataclasses import dataclass

from wellbeing.accounts import service as accounts
from wellbeing.content.loader import Content
from wellbeing.extensions import db, house
from wellbeing.history.service import Desk
from wellbeing.policies import service as policies
from wellbeing.support import service
from wellbeing.support.office import Office
from wellbeing.support.showing import ShownRequest, shown_request
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.taking_part import taking_part
from wellbeing.web.words import words


@dataclass(frozen=True)
class Errand:
    """One person at one moment."""

    person: SignedIn
    office: Office
    words: Content

    @property
    def person_id(self) -> str:
        return self.person.id

    @property
    def takes_part(self) -> bool:
        return taking_part().holds(self.person)

    def requests(self) -> tuple[ShownRequest, ...]:
        """Return the person's own requests, ready to be shown."""
        mine = service.mine(self.office, self.person_id)
        return tuple(shown_request(self.words, one) for one in mine)


def errand_of(person: SignedIn) -> Errand:
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    in_force = policies.rulebook(session, house().settings.policies)
    found = words()
    desk = Desk(
        session, house().vault, in_force, today, house().settings.keeping.weeks_of("answers")
    )
    return Errand(person, Office(desk, house().now(), found.offers.promise), found)


def may_open(person: SignedIn, request_id: str) -> bool:
    """Say whether a request is open to this person now; the guard asks it of every route about one.

    Who once had it and tries again is refused like everybody else, and that is put on record.
    """
    office = errand_of(person).office
    found = service.may_open(office, person.id, request_id)
    if not found:
        service.refuse(office, person.id, request_id)
    return found


def is_askers(person: SignedIn, request_id: str) -> bool:
    """Say whether a request is this person's own, open or ended."""
    office = errand_of(person).office
    return office.cabinet.of_asker_one(request_id, person.id, office.today) is not None


def in_case(person: SignedIn, request_id: str) -> bool:
    """Say whether a case is open between this person and another; a refusal is put on record."""
    office = errand_of(person).office
    try:
        service.case_of(office, person.id, request_id)
    except service.NotThereError:
        service.refuse(office, person.id, request_id)
        return False
    return True
