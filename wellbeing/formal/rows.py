"""The tables of formal support; the database itself refuses what has no human, reason or agreement."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32
# What is sealed has at least a nonce, one block and a tag: an empty reason cannot pass for one.
SHORTEST_SEALED = 256


class AgreementRow(Row):
    """A person's agreement to formal support, with the decision about it; sealed under its own key.

    While it stands its place is taken, so that a person has one. `agreed_to` is a keyed hash of the
    words and the policy they agreed to.
    """

    __tablename__ = "formal_agreement"
    __table_args__ = (
        CheckConstraint("(standing IS NULL) = (remove_on IS NOT NULL)", name="stands_or_ended"),
        CheckConstraint("length(agreed_to) = 32", name="agreed_to_something"),
        UniqueConstraint("id", "standing", name="uq_formal_agreement_that_stands"),
        UniqueConstraint("id", "agreed_on", "agreed_to", name="uq_formal_agreement_as_agreed"),
        KEYED,
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    person: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    # Not a reference: the request goes 13 weeks after it ended, and this may last longer.
    request: Mapped[str] = mapped_column(String(ID_LENGTH), index=True, info=LINKS)
    standing: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True, info=LINKS)
    agreed_on: Mapped[date] = mapped_column(info=ORDINARY)
    agreed_to: Mapped[bytes] = mapped_column(LargeBinary(32), info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    remove_on: Mapped[date | None] = mapped_column(index=True, info=ORDINARY)


class EvidenceRow(Row):
    """The copy of what a person lets their practitioner read, sealed under the key of the request."""

    __tablename__ = "formal_evidence"
    __table_args__ = KEYED

    agreement_id: Mapped[str] = mapped_column(
        ForeignKey("formal_agreement.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    request_id: Mapped[str] = mapped_column(
        ForeignKey("support_request.id", ondelete="CASCADE"), index=True, info=LINKS
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    until: Mapped[date] = mapped_column(index=True, info=ORDINARY)


class InterventionRow(Row):
    """Formal support that has begun: signed by a human, with a reason, upon an agreement that stands.

    Its key is the agreement's, so that one agreement begins it once. An open one refers to the place
    of an agreement that stands: where that was taken back there is nothing to refer to. It ends by
    two days, the person's and the practitioner's.
    """

    __tablename__ = "intervention"
    __table_args__ = (
        ForeignKeyConstraint(
            ["agreement_id", "agreed_on", "agreed_to"],
            [
                "formal_agreement.id",
                "formal_agreement.agreed_on",
                "formal_agreement.agreed_to",
            ],
            name="fk_intervention_as_agreed",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["agreement_id", "open_place"],
            ["formal_agreement.id", "formal_agreement.standing"],
            name="fk_intervention_while_it_stands",
        ),
        CheckConstraint("agreed_on <= signed_on", name="agreed_first"),
        CheckConstraint("length(signer) = 32", name="signed_by_somebody"),
        CheckConstraint(f"length(reason) >= {SHORTEST_SEALED}", name="with_a_reason"),
        CheckConstraint("(open_place IS NULL) = (ended_on IS NOT NULL)", name="open_or_ended"),
        CheckConstraint(
            "ended_on IS NULL OR (person_ends_on IS NOT NULL AND practitioner_ends_on IS NOT NULL)",
            name="ended_by_both",
        ),
        KEYED,
    )

    agreement_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    open_place: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True, info=LINKS)
    agreed_on: Mapped[date] = mapped_column(info=ORDINARY)
    agreed_to: Mapped[bytes] = mapped_column(LargeBinary(32), info=LINKS)
    signer: Mapped[bytes] = mapped_column(LargeBinary(32), info=LINKS)
    looked_after_by: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    reason: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    signed_on: Mapped[date] = mapped_column(info=ORDINARY)
    person_ends_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    practitioner_ends_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    ended_on: Mapped[date | None] = mapped_column(info=ORDINARY)
