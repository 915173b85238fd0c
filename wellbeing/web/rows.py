"""The table of forms sent after a session had ended, and of pages that answered a form."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE


class LimboRow(Row):
    """One sent form, or the page that answered one, sealed with a key that only the sender's browser holds."""

    __tablename__ = "limbo"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    expires_at: Mapped[datetime] = mapped_column(info=ORDINARY)
