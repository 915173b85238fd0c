"""What every page of formal support needs to know: the office of the moment, and the words."""

from wellbeing.checkins.visit import visit_of
from wellbeing.formal import service
from wellbeing.formal.service import Bureau
from wellbeing.web.signed_in import SignedIn


def bureau_of(person: SignedIn) -> Bureau:
    visit = visit_of(person)
    return Bureau(visit.office, visit.words)


def may_open(person: SignedIn, request_id: str) -> bool:
    """Say whether this is formal support that the person decides about or looks after now."""
    return service.may_open(bureau_of(person), person.id, request_id)
