"""The tables of requests: sealed cases, and the addresses of those who may open them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32


class RequestRow(Row):
    """One request of one person, sealed under a key of its own; neither person nor kind in clear.

    While it is open its place is taken, so that nobody asks twice for the same; once it has ended
    it carries the day on which it is removed.
    """

    __tablename__ = "support_request"
    __table_args__ = (
        CheckConstraint("(open_place IS NULL) = (remove_on IS NOT NULL)", name="open_or_ended"),
        KEYED,
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    asker: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    open_place: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    remove_on: Mapped[date | None] = mapped_column(index=True, info=ORDINARY)


class AddressRow(Row):
    """One contact an open request is addressed to; gone as soon as the request has ended."""

    __tablename__ = "support_address"
    __table_args__ = KEYED

    request_id: Mapped[str] = mapped_column(
        ForeignKey("support_request.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    contact: Mapped[bytes] = mapped_column(
        LargeBinary(32), primary_key=True, index=True, info=LINKS
    )


class NoteRow(Row):
    """One action that two people of a case agreed to, or the draft of one; sealed under its key."""

    __tablename__ = "support_note"
    __table_args__ = (CheckConstraint("number >= 1", name="from_one"), KEYED)

    request_id: Mapped[str] = mapped_column(
        ForeignKey("support_request.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class WordRow(Row):
    """What the contact of a closed case may read: that it ended, or what its person chose to say; sealed."""

    __tablename__ = "support_word"
    __table_args__ = KEYED

    request_id: Mapped[str] = mapped_column(
        ForeignKey("support_request.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    contact: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
