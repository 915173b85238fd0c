"""What a release asks of the memberships of many people at once."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import MembershipRow


def members_throughout(
    session: Session, person_ids: tuple[str, str], from_on: date, until_on: date
) -> dict[str, str]:
    """Return person → unit for memberships that held from one day to the eve of another.

    Of everybody between two ids: a range costs the same however many people lie in it.
    """
    first, last = person_ids
    rows = session.execute(
        select(MembershipRow.person_id, MembershipRow.unit_id)
        .where(MembershipRow.person_id.between(first, last))
        .where(MembershipRow.from_on <= from_on)
        .where(or_(MembershipRow.until_on.is_(None), MembershipRow.until_on >= until_on))
    )
    return {row[0]: row[1] for row in rows.all()}
