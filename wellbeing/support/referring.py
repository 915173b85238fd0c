"""One line that says where a note outside this service is found: what is in that note stays there."""

from dataclasses import replace

from wellbeing.accounts.people import Role
from wellbeing.support.cases import Wish
from wellbeing.support.happened import Reference
from wellbeing.support.holding import NotThereError, taken
from wellbeing.support.office import Office
from wellbeing.support.pools import heard_as


def refer(office: Office, contact_id: str, request_id: str, line: str) -> None:
    """Keep the line, or take it away where it is empty; only a practitioner keeps such notes."""
    with taken(office, contact_id, request_id) as filed:
        if not keeps_notes(office, contact_id, filed.case.wish):
            raise NotThereError
        found = Reference(contact_id, office.today, line) if line else None
        office.cabinet.keep(filed.id, replace(filed.case, reference=found))


def keeps_notes(office: Office, contact_id: str, wish: Wish) -> bool:
    return heard_as(office, contact_id, wish) is Role.PRACTITIONER
