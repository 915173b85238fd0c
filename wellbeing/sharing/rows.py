"""The table of what is shared: a sealed record, and apart from it the words that can be read."""

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32


class SharedRow(Row):
    """One thing that one person lets one other person read; neither of them, nor what, in clear.

    Once it has ended nobody is its reader any more, and soon its words are gone. `until` is the last
    day on which it can be opened, or the day on which it was ended.
    """

    __tablename__ = "shared_item"
    __table_args__ = (
        CheckConstraint("reader IS NULL OR words IS NOT NULL", name="words_while_open"),
        KEYED,
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    owner: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    reader: Mapped[bytes | None] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    words: Mapped[bytes | None] = mapped_column(LargeBinary, info=SENSITIVE)
    until: Mapped[date] = mapped_column(index=True, info=ORDINARY)
