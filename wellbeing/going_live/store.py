"""Questions asked of the table of confirmed lines, and what is written to it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wellbeing.going_live.kept import Confirmed
from wellbeing.going_live.rows import ConfirmedRow


def confirmed(session: Session) -> dict[str, Confirmed]:
    """Return the newest confirmation of each line, by its key."""
    rows = session.scalars(select(ConfirmedRow).order_by(ConfirmedRow.key))
    return {
        row.key: Confirmed(row.key, row.mark, row.said, row.confirmed_by, row.confirmed_on)
        for row in rows
    }


def confirm(session: Session, new: Confirmed) -> None:
    """Keep a confirmation in place of the one before."""
    session.merge(
        ConfirmedRow(
            key=new.key,
            mark=new.mark,
            said=new.said,
            confirmed_by=new.by,
            confirmed_on=new.on,
        )
    )
    session.flush()


def forget_who(session: Session, person_id: str) -> None:
    session.execute(
        update(ConfirmedRow).where(ConfirmedRow.confirmed_by == person_id).values(confirmed_by=None)
    )
