"""What a release asks of the memberships of many people at once."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import MembershipRow
from wellbeing.accounts.store import holds
from wellbeing.at_once import PEOPLE


def members_throughout(
    session: Session, person_ids: tuple[str, str], from_on: date, until_on: date
) -> dict[str, str]:
    """Return person → unit for memberships that held from one day to the eve of another.

    Of everybody between two ids: a range costs the same however many people lie in it.
    """
    first, last = person_ids
    rows = session.connection().execute(
        select(MembershipRow.person_id, MembershipRow.unit_id)
        .where(MembershipRow.person_id.between(first, last))
        .where(MembershipRow.from_on <= from_on)
        .where(or_(MembershipRow.until_on.is_(None), MembershipRow.until_on >= until_on))
    )
    # Asked of everybody, a few thousand at a time: without objects it takes half.
    return dict(rows.cursor.fetchall())


def homes(session: Session, on: date) -> Iterator[dict[str, str]]:
    """Give everybody's home on a day, person → unit, some people at a time."""
    last = ""
    ordered = select(MembershipRow.person_id, MembershipRow.unit_id)
    ordered = ordered.where(holds(MembershipRow.from_on, MembershipRow.until_on, on))
    ordered = ordered.order_by(MembershipRow.person_id).limit(PEOPLE)
    while rows := session.execute(ordered.where(MembershipRow.person_id > last)).all():
        last = rows[-1][0]
        yield {row[0]: row[1] for row in rows}
