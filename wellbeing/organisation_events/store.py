"""Questions asked of the table of events, and what is written to it."""

from dataclasses import asdict

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from wellbeing.organisation_events.events import Event
from wellbeing.organisation_events.rows import OrganisationEventRow


def every(session: Session) -> tuple[Event, ...]:
    """Return all events, the earliest first."""
    rows = session.scalars(
        select(OrganisationEventRow).order_by(
            OrganisationEventRow.starts_on, OrganisationEventRow.name, OrganisationEventRow.id
        )
    )
    return tuple(_as_event(row) for row in rows)


def one(session: Session, event_id: str) -> Event | None:
    row = session.scalar(select(OrganisationEventRow).where(OrganisationEventRow.id == event_id))
    return None if row is None else _as_event(row)


def add(session: Session, event: Event) -> None:
    session.add(OrganisationEventRow(**asdict(event)))
    session.flush()


def change(session: Session, event: Event) -> bool:
    """Write a later version; False when the version it was made from is not there any more."""
    found = session.execute(
        update(OrganisationEventRow)
        .where(OrganisationEventRow.id == event.id, OrganisationEventRow.version == event.version)
        .values(**asdict(event.draft), version=event.version + 1)
        .returning(OrganisationEventRow.id)
    )
    return found.first() is not None


def remove(session: Session, event_id: str) -> None:
    session.execute(delete(OrganisationEventRow).where(OrganisationEventRow.id == event_id))


def _as_event(row: OrganisationEventRow) -> Event:
    return Event(row.id, row.name, row.starts_on, row.ends_on, row.version)
