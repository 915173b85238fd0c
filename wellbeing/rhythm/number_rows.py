"""The tables of numbers that text messages go to: sealed, at addresses that point to nothing else.

Both rows go with the person's wish when they leave, and cannot be opened once the person's data
key is destroyed.
"""

from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class NumberRow(Row):
    """A number that its person has confirmed."""

    __tablename__ = "text_number"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


class CodeRow(Row):
    """A number that waits for its code, the code as a keyed digest, and when codes were sent."""

    __tablename__ = "text_code"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    # A day, and no hour: only the limit of codes a day needs the row so long.
    kept_until: Mapped[date] = mapped_column(info=ORDINARY)
