"""Questions asked of the table of agreements, and what is written to it."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from wellbeing.agreements.rows import TeamAgreementRow
from wellbeing.agreements.versions import Version, as_json, from_json


def latest(session: Session, unit_id: str) -> Version:
    """Return what stands now; an empty version before the first saving."""
    found = up_to(session, unit_id, None, 1)
    return found[0] if found else Version()


def one(session: Session, unit_id: str, number: int) -> Version | None:
    row = session.scalar(
        select(TeamAgreementRow).where(
            TeamAgreementRow.unit_id == unit_id, TeamAgreementRow.number == number
        )
    )
    return None if row is None else _as_version(row)


def up_to(session: Session, unit_id: str, last: int | None, most: int) -> tuple[Version, ...]:
    """Return some versions, the newest first, none later than `last`."""
    wanted = select(TeamAgreementRow).where(TeamAgreementRow.unit_id == unit_id)
    if last is not None:
        wanted = wanted.where(TeamAgreementRow.number <= last)
    rows = session.scalars(wanted.order_by(TeamAgreementRow.number.desc()).limit(most))
    return tuple(_as_version(row) for row in rows)


def add(session: Session, unit_id: str, version: Version) -> None:
    session.add(
        TeamAgreementRow(
            unit_id=unit_id,
            number=version.number,
            texts=as_json(version.texts),
            written_on=version.written_on,
            put_back=version.put_back,
        )
    )
    session.flush()


def take_out(session: Session, unit_id: str, number: int) -> None:
    session.execute(
        update(TeamAgreementRow)
        .where(TeamAgreementRow.unit_id == unit_id, TeamAgreementRow.number == number)
        .values(texts=None)
    )


def _as_version(row: TeamAgreementRow) -> Version:
    return Version(
        number=row.number,
        texts=() if row.texts is None else from_json(row.texts),
        written_on=row.written_on,
        put_back=row.put_back,
        is_taken_out=row.texts is None,
    )
