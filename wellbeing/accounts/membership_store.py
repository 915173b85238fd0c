"""What a release asks of the memberships of many people at once."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from wellbeing.accounts.rows import MembershipRow


def members_throughout(
    session: Session, person_ids: Sequence[str], from_on: date, until_on: date
) -> dict[str, str]:
    """Return person → unit for memberships that held from one day to the eve of another."""
    rows = session.execute(
        select(MembershipRow.person_id, MembershipRow.unit_id)
        .where(MembershipRow.person_id.in_(person_ids))
        .where(MembershipRow.from_on <= from_on)
        .where(or_(MembershipRow.until_on.is_(None), MembershipRow.until_on >= until_on))
    )
    return {row.person_id: row.unit_id for row in rows}
