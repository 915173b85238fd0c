"""Looking at reactive support after some weeks (D3): go on, close it, or ask for more; the work first."""

from dataclasses import replace

from wellbeing.checkins.said_ahead import Folder, LookBack
from wellbeing.database import writing
from wellbeing.history.service import Current
from wellbeing.messages import service as messages
from wellbeing.stepped_care import Offer
from wellbeing.support import service as support
from wellbeing.support.service import Office, OpenCase
from wellbeing.week import Week


def go_on(office: Office, person_id: str) -> None:
    """Keep that it was looked at in this week: it is not offered again for the same review."""
    _keep(office, person_id, "")


def tell_contact(office: Office, person_id: str) -> bool:
    """Let the contact of an open case read that a look back is wished; False without such a case."""
    folder = Folder(office.session, office.vault)
    with writing(office.session, person_id):
        said, case = folder.of(person_id), open_case(office, person_id)
        if case is None:
            return False
        if said.looked_back is None or said.looked_back.case != case.id:
            folder.keep(replace(said, looked_back=LookBack(office.desk.this_week, case.id)))
            office.tell(messages.Kind.REQUEST, [case.contact])
    return True


def take_back(office: Office, person_id: str) -> None:
    """Let no contact read it any more."""
    _keep(office, person_id, "")


def open_case(office: Office, person_id: str) -> OpenCase | None:
    return next(iter(support.open_cases_of(office, person_id)), None)


def is_wished(office: Office, case: OpenCase) -> bool:
    """Say whether the person of a case wishes that its contact looks back with them."""
    found = Folder(office.session, office.vault).of(case.asker).looked_back
    return found is not None and found.case == case.id


def is_told(office: Office, person_id: str) -> bool:
    """Say whether a contact of the person can read now that a look back is wished."""
    said = Folder(office.session, office.vault).of(person_id).looked_back
    if said is None or not said.case:
        return False
    return any(one.id == said.case for one in support.open_cases_of(office, person_id))


def is_settled(looked_back: LookBack | None, current: Current | None) -> bool:
    """Say whether the review that is offered now was looked at already."""
    if looked_back is None or current is None or Offer.REVIEW not in current.offers:
        return False
    offered: Week = current.placement.week
    return looked_back.week >= offered


def _keep(office: Office, person_id: str, case: str) -> None:
    folder = Folder(office.session, office.vault)
    with writing(office.session, person_id):
        said = folder.of(person_id)
        folder.keep(replace(said, looked_back=LookBack(office.desk.this_week, case)))
