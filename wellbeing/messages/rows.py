"""The outbox: messages that still have to leave. To whom and which kind is sealed."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class OutboxRow(Row):
    """One message that waits; it is removed once it has left, and kept once it was given up.

    Whoever sends it holds it under a number that grows with each holder, as the lease's does.
    """

    __tablename__ = "outbox"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    # Since when one of this name waits, though it was posted anew; and when this one was.
    waits_since: Mapped[datetime] = mapped_column(info=ORDINARY)
    posted_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    due_at: Mapped[datetime] = mapped_column(index=True, info=ORDINARY)
    tries: Mapped[int] = mapped_column(info=ORDINARY)
    fence: Mapped[int] = mapped_column(info=ORDINARY)
    held_until: Mapped[datetime | None] = mapped_column(info=ORDINARY)
    given_up: Mapped[str] = mapped_column(info=ORDINARY)
