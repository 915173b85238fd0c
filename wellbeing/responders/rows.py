"""The tables of responders: who they are, in how many minutes, and calls, each sealed under its own key."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32
PERSON = "person.id"


class NamedResponderRow(Row):
    """Somebody a wellbeing lead named; they are one from the day on which they took it on."""

    __tablename__ = "named_responder"

    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON), primary_key=True, info=LINKS)
    place: Mapped[int] = mapped_column(info=ORDINARY)
    # Empty once everything about that person was removed.
    named_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    named_on: Mapped[date] = mapped_column(info=ORDINARY)
    taken_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    # The last day on which they are not there; why is never asked.
    away_until: Mapped[date | None] = mapped_column(info=ORDINARY)


class ResponderMinutesRow(Row):
    """In how many minutes each of them takes a call on: one row, or none before the first time."""

    __tablename__ = "responder_minutes"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("minutes > 0", name="some_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    minutes: Mapped[int] = mapped_column(info=ORDINARY)
    set_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    set_on: Mapped[date] = mapped_column(info=ORDINARY)


class CallRow(Row):
    """One call: neither whose it is nor when it was made in clear, so it carries no day of removal."""

    __tablename__ = "call"
    __table_args__ = KEYED

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    owner: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class CallReaderRow(Row):
    """A responder who can open a call."""

    __tablename__ = "call_reader"
    __table_args__ = KEYED

    call_id: Mapped[str] = mapped_column(
        ForeignKey("call.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    reader: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, index=True, info=LINKS)
