"""A plain organisation of so many people, with nothing in it but who works there."""

from datetime import date

from sqlalchemy.orm import Session

from tests.support.opened import open_everything
from wellbeing.accounts.rows import OrganisationRow, PersonRow
from wellbeing.database import writing

LONG_AGO = date(2024, 1, 1)


def found(session: Session, people: int, zone: str = "Europe/London") -> tuple[str, ...]:
    """Write the organisation, open to everybody, and return the ids of its people."""
    ids = tuple(f"{number:032d}" for number in range(people))
    with writing(session):
        session.add(
            OrganisationRow(
                id=1, name="Org", zone=zone, nation="england", first_cycle_monday=date(2024, 12, 30)
            )
        )
        session.add_all(
            PersonRow(id=each, name="", work_email=address_of(each), email_key=address_of(each),
                      joined_on=LONG_AGO)
            for each in ids
        )  # fmt: skip
    open_everything(session, LONG_AGO)
    return ids


def address_of(person_id: str) -> str:
    return f"p{int(person_id)}@example.org"
