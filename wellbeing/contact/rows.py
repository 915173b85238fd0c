"""The table of what two people of a case arrange and write: one sealed value for each case."""

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, SENSITIVE


class PaperRow(Row):
    """The times and letters of one case, sealed under the key of the case; it goes with the case.

    One value holds everything, so that no count and no day of a letter stands in clear.
    """

    __tablename__ = "support_paper"
    __table_args__ = KEYED

    request_id: Mapped[str] = mapped_column(
        ForeignKey("support_request.id", ondelete="CASCADE"), primary_key=True, info=LINKS
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
