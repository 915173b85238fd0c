"""The table of the screens: which of them a person chose, sealed, and none naming a person."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, SENSITIVE


class OptInRow(Row):
    """A person's yes to one screen; it is removed when they say no."""

    __tablename__ = "screen_opt_in"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
