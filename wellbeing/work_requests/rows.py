"""The table of work requests: a sealed record, and apart from it the words that can be read."""

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32


class WorkRequestRow(Row):
    """What one person asks one of those who lead them to change at work; nobody and nothing in clear.

    Once it was taken back nobody can open it, and its words are gone. `remove_on` moves
    nearer when it was answered or taken back.
    """

    __tablename__ = "work_request"
    __table_args__ = (
        CheckConstraint("receiver IS NULL OR words IS NOT NULL", name="words_while_open"),
        KEYED,
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    asker: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    receiver: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    words: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    remove_on: Mapped[date] = mapped_column(index=True, info=ORDINARY)
