"""The outbox: messages that still have to leave. To whom and which kind is sealed."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class OutboxRow(Row):
    """One message that waits; it is removed once it has left."""

    __tablename__ = "outbox"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    due_at: Mapped[datetime] = mapped_column(index=True, info=ORDINARY)
    tries: Mapped[int] = mapped_column(info=ORDINARY)
    failed: Mapped[bool] = mapped_column(info=ORDINARY)
