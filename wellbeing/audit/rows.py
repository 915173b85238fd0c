"""The tables of the audit log: sealed events in one chain, and where the chain ends."""

from sqlalchemy import CheckConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

MAC_BYTES = 32
THE_ONE = 1


class AuditEventRow(Row):
    """One event; in clear stands only its number. Never changed; removed from the oldest on."""

    __tablename__ = "audit_event"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    mac: Mapped[bytes] = mapped_column(LargeBinary(MAC_BYTES), info=LINKS)


class AuditHeadRow(Row):
    """Which event is the last, and after which the chain begins: one row, under a mark of its own.

    Without it nobody could tell that the last events were cut off.
    """

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint(f"id = {THE_ONE}", name="one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    number: Mapped[int] = mapped_column(info=ORDINARY)
    mac: Mapped[bytes] = mapped_column(LargeBinary(MAC_BYTES), info=LINKS)
    cut_number: Mapped[int] = mapped_column(info=ORDINARY)
    cut_mac: Mapped[bytes] = mapped_column(LargeBinary(MAC_BYTES), info=LINKS)
    seal: Mapped[bytes] = mapped_column(LargeBinary(MAC_BYTES), info=LINKS)
