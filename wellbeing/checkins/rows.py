"""The tables of checking in: consent, drafts and what came by a link; none names a person."""

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class ConsentRow(Row):
    """What a person last decided about taking part; one for each person who decided."""

    __tablename__ = "consent"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class DraftRow(Row):
    """A check-in that has not been sent yet; removed when it is sent, or after seven days."""

    __tablename__ = "check_in_draft"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    kept_until: Mapped[date] = mapped_column(index=True, info=ORDINARY)


class LaterByLinkRow(Row):
    """Answers that came by a link for a week that has a check-in: counted only if the person says so."""

    __tablename__ = "later_by_link"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    kept_until: Mapped[date] = mapped_column(index=True, info=ORDINARY)


class SentByLinkRow(Row):
    """How often a link was sent with on a day: by anybody, whether anything of it was kept or not."""

    __tablename__ = "sent_by_link"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    day: Mapped[date] = mapped_column(index=True, info=ORDINARY)
    times: Mapped[int] = mapped_column(info=ORDINARY)


class SaidAheadRow(Row):
    """What a person said ahead of time, sealed under a key of its own; one for each who said anything."""

    __tablename__ = "said_ahead"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
