"""What the contact of an open case reads of what its person said ahead: one sentence each, and nothing else."""

from collections.abc import Iterator

from wellbeing.accounts import service as accounts
from wellbeing.checkins import hello, look_back
from wellbeing.checkins.visit import visit_of
from wellbeing.support import service as support
from wellbeing.web.signed_in import SignedIn

HELLO = "{name} asked you to say hello when they go quiet."
LOOK_BACK = (
    "{name} would like to look back with you at this support: go on, close it, or ask for more."
)


def said_to_contact(person: SignedIn, request_id: str) -> Iterator[str]:
    visit = visit_of(person)
    office = visit.office
    try:
        case = support.case_of(office, person.id, request_id)
    except support.NotThereError:
        return
    asker = accounts.person(office.session, case.asker, office.today)
    if asker is None or case.contact != person.id:
        return
    if hello.is_asked_of(office, person.id, case):
        yield HELLO.format(name=asker.name)
    if look_back.is_wished(office, case):
        yield LOOK_BACK.format(name=asker.name)
