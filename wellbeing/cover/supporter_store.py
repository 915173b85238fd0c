"""Questions asked of the tables of cards and days away, and what is written to them."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.cover.kept import Away, Card
from wellbeing.cover.rows import SupporterAbsenceRow, SupporterCardRow
from wellbeing.database import in_chunks


def away(
    session: Session, person_ids: Sequence[str], first: date, last: date
) -> dict[str, tuple[Away, ...]]:
    """Return the days away that touch some days, by person; who has none is left out."""
    found: dict[str, tuple[Away, ...]] = {}
    for chunk in in_chunks(person_ids):
        rows = session.scalars(
            select(SupporterAbsenceRow)
            .where(
                SupporterAbsenceRow.person_id.in_(chunk),
                SupporterAbsenceRow.first_on <= last,
                SupporterAbsenceRow.last_on >= first,
            )
            .order_by(SupporterAbsenceRow.first_on)
        )
        for row in rows:
            earlier = found.get(row.person_id, ())
            found[row.person_id] = (*earlier, Away(row.first_on, row.last_on))
    return found


def add_away(session: Session, person_id: str, new: Away) -> None:
    session.add(SupporterAbsenceRow(person_id=person_id, first_on=new.first, last_on=new.last))
    session.flush()


def remove_away(session: Session, person_id: str, first: date) -> None:
    session.execute(
        delete(SupporterAbsenceRow).where(
            SupporterAbsenceRow.person_id == person_id, SupporterAbsenceRow.first_on == first
        )
    )


def cards(session: Session, person_ids: Sequence[str]) -> dict[str, Card]:
    """Return the cards of these people; who has none is left out."""
    rows = (
        row
        for chunk in in_chunks(person_ids)
        for row in session.scalars(
            select(SupporterCardRow).where(SupporterCardRow.person_id.in_(chunk))
        )
    )
    return {row.person_id: _as_card(row) for row in rows}


def keep_card(session: Session, person_id: str, card: Card) -> None:
    session.merge(SupporterCardRow(person_id=person_id, **asdict(card)))
    session.flush()


def forget_past(session: Session, today: date) -> None:
    """Remove days away that are over."""
    session.execute(delete(SupporterAbsenceRow).where(SupporterAbsenceRow.last_on < today))


def known(session: Session) -> frozenset[str]:
    """Return the ids of everybody with a card or days away."""
    rows = (SupporterAbsenceRow, SupporterCardRow)
    return frozenset(one for row in rows for one in session.scalars(select(row.person_id)))


def forget_person(session: Session, person_id: str) -> None:
    for row in (SupporterAbsenceRow, SupporterCardRow):
        session.execute(delete(row).where(row.person_id == person_id))


def _as_card(row: SupporterCardRow) -> Card:
    return Card(
        training=row.training,
        languages=row.languages,
        hours=row.hours,
        first_conversation=row.first_conversation,
        how_long=row.how_long,
        written_down=row.written_down,
        most_at_once=row.most_at_once,
    )
