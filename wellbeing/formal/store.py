"""Keeps and finds what belongs to formal support by keyed addresses; it can open none of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from wellbeing.formal.rows import AgreementRow, EvidenceRow, InterventionRow


@dataclass(frozen=True)
class SealedAgreement:
    """An agreement as it lies in the database, with the formal support it began, if any."""

    id: str
    stands: bool
    agreed_on: date
    agreed_to: bytes
    sealed: bytes
    begun: "SealedIntervention | None" = None


@dataclass(frozen=True)
class SealedIntervention:
    """Formal support as it lies in the database."""

    reason: bytes
    sealed: bytes
    signed_on: date
    person_ends_on: date | None
    practitioner_ends_on: date | None
    ended_on: date | None


@dataclass(frozen=True)
class Signed:
    """Who signed, what is sealed of it, and whose open place it takes."""

    open_place: bytes
    signer: bytes
    reason: bytes
    sealed: bytes
    signed_on: date


def of_person(session: Session, person: bytes) -> tuple[SealedAgreement, ...]:
    return _agreements(session, AgreementRow.person == person)


def of_request(session: Session, request: str) -> tuple[SealedAgreement, ...]:
    return _agreements(session, AgreementRow.request == request)


def standing_for(session: Session, practitioner: bytes) -> tuple[SealedAgreement, ...]:
    """Return the agreements whose formal support somebody looks after, while it lasts."""
    theirs = select(InterventionRow.agreement_id).where(
        InterventionRow.looked_after_by == practitioner, InterventionRow.ended_on.is_(None)
    )
    return _agreements(session, AgreementRow.id.in_(theirs))


def ids_of(session: Session, person: bytes) -> tuple[str, ...]:
    return tuple(session.scalars(select(AgreementRow.id).where(AgreementRow.person == person)))


def add(
    session: Session, one: SealedAgreement, person: bytes, request: str, standing: bytes
) -> None:
    """Add it at once: IntegrityError when an agreement of this person stands already."""
    session.execute(
        insert(AgreementRow).values(
            id=one.id,
            person=person,
            request=request,
            standing=standing,
            agreed_on=one.agreed_on,
            agreed_to=one.agreed_to,
            sealed=one.sealed,
            remove_on=None,
        )
    )


def change(session: Session, agreement_id: str, sealed: bytes) -> None:
    session.execute(
        update(AgreementRow).where(AgreementRow.id == agreement_id).values(sealed=sealed)
    )


def let_go(session: Session, agreement_ids: Sequence[str], remove_on: date) -> None:
    """Let agreements stand no more; IntegrityError while formal support goes on upon one of them."""
    session.execute(
        update(AgreementRow)
        .where(AgreementRow.id.in_(list(agreement_ids)), AgreementRow.standing.is_not(None))
        .values(standing=None, remove_on=remove_on)
    )


def begin(session: Session, one: SealedAgreement, signed: Signed) -> None:
    """Begin formal support upon an agreement; IntegrityError where it does not stand any more."""
    session.execute(
        insert(InterventionRow).values(
            agreement_id=one.id,
            agreed_on=one.agreed_on,
            agreed_to=one.agreed_to,
            looked_after_by=signed.signer,
            **vars(signed),
        )
    )


def pass_to(session: Session, agreement_id: str, practitioner: bytes, sealed: bytes) -> None:
    session.execute(
        update(InterventionRow)
        .where(InterventionRow.agreement_id == agreement_id)
        .values(looked_after_by=practitioner, sealed=sealed)
    )


def say_ends(
    session: Session, agreement_id: str, by_person: date | None, by_practitioner: date | None
) -> None:
    """Keep who says that it ends; by both it has ended, on the later day."""
    values: dict[str, object] = {
        "person_ends_on": by_person,
        "practitioner_ends_on": by_practitioner,
    }
    if by_person is not None and by_practitioner is not None:
        values |= {"ended_on": max(by_person, by_practitioner), "open_place": None}
    session.execute(
        update(InterventionRow).where(InterventionRow.agreement_id == agreement_id).values(**values)
    )


def evidence(session: Session, agreement_id: str, request: str, today: date) -> bytes | None:
    """Return what can be read on a day; nothing of it once it was ended."""
    return session.scalar(
        select(EvidenceRow.sealed).where(
            EvidenceRow.agreement_id == agreement_id,
            EvidenceRow.request_id == request,
            EvidenceRow.until >= today,
        )
    )


def until(session: Session, agreement_id: str) -> date | None:
    return session.scalar(select(EvidenceRow.until).where(EvidenceRow.agreement_id == agreement_id))


def put_evidence(
    session: Session, agreement_id: str, request: str, sealed: bytes, last_day: date
) -> None:
    remove_evidence(session, [agreement_id])
    session.execute(
        insert(EvidenceRow).values(
            agreement_id=agreement_id, request_id=request, sealed=sealed, until=last_day
        )
    )


def remove_evidence(session: Session, agreement_ids: Sequence[str]) -> None:
    session.execute(delete(EvidenceRow).where(EvidenceRow.agreement_id.in_(list(agreement_ids))))


def remove_old_evidence(session: Session, today: date) -> None:
    session.execute(delete(EvidenceRow).where(EvidenceRow.until < today))


def without_support(session: Session) -> tuple[tuple[str, str], ...]:
    """Return each agreement that stands and began nothing yet, with its request."""
    begun = select(InterventionRow.agreement_id)
    rows = session.execute(
        select(AgreementRow.id, AgreementRow.request).where(
            AgreementRow.standing.is_not(None), AgreementRow.id.not_in(begun)
        )
    )
    return tuple((row.id, row.request) for row in rows)


def shared(session: Session) -> tuple[tuple[str, str], ...]:
    """Return each agreement of which something is kept to be read, with its request."""
    rows = session.execute(select(EvidenceRow.agreement_id, EvidenceRow.request_id))
    return tuple((row.agreement_id, row.request_id) for row in rows)


def people(session: Session) -> tuple[tuple[str, bytes], ...]:
    """Return every agreement with the address of whose it is."""
    rows = session.execute(select(AgreementRow.id, AgreementRow.person))
    return tuple((row.id, row.person) for row in rows)


def over(session: Session, today: date, most: int) -> tuple[str, ...]:
    found = select(AgreementRow.id).where(AgreementRow.remove_on <= today).limit(most)
    return tuple(session.scalars(found))


def remove(session: Session, agreement_ids: Sequence[str]) -> None:
    """Remove agreements with all that hangs on them."""
    session.execute(
        delete(InterventionRow).where(InterventionRow.agreement_id.in_(list(agreement_ids)))
    )
    session.execute(delete(AgreementRow).where(AgreementRow.id.in_(list(agreement_ids))))


def remove_all_evidence(session: Session) -> None:
    session.execute(delete(EvidenceRow))


def _agreements(session: Session, those: ColumnElement[bool]) -> tuple[SealedAgreement, ...]:
    found = session.execute(
        select(AgreementRow, InterventionRow)
        .outerjoin(InterventionRow, InterventionRow.agreement_id == AgreementRow.id)
        .where(those)
        .execution_options(populate_existing=True)
    )
    return tuple(_agreement(row, begun) for row, begun in found)


def _agreement(row: AgreementRow, begun: InterventionRow | None) -> SealedAgreement:
    return SealedAgreement(
        id=row.id,
        stands=row.standing is not None,
        agreed_on=row.agreed_on,
        agreed_to=row.agreed_to,
        sealed=row.sealed,
        begun=None if begun is None else _intervention(begun),
    )


def _intervention(row: InterventionRow) -> SealedIntervention:
    return SealedIntervention(
        reason=row.reason,
        sealed=row.sealed,
        signed_on=row.signed_on,
        person_ends_on=row.person_ends_on,
        practitioner_ends_on=row.practitioner_ends_on,
        ended_on=row.ended_on,
    )
