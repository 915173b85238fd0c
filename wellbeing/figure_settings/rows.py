"""The table of every change of the figure settings that was ever proposed; removed never."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import LINKS, ORDINARY
from wellbeing.two_people import promises

ID_LENGTH = 32
HASH_LENGTH = 64
ONE_AT_A_TIME = text("decision = 'open'")
NOT_STOPPED = text("stopped_on IS NULL")
PROMISES = {
    **promises("from_cycle"),
    "agreed_by_two": "decision <> 'founding'",
    "budget_within_bounds": "rho_cycle >= 0.25 AND rho_cycle <= 0.5",
    "smallest_group_not_below_8": "smallest_group >= 8",
    "smallest_tally_not_below_500": "smallest_tally >= 500",
    "stopped_by_a_person": "(stopped_on IS NULL) = (stopped_by IS NULL)",
    "only_agreed_ones_are_stopped": "stopped_on IS NULL OR decision = 'approved'",
}


class ParametersChangeRow(Row):
    """One change, whole, from its proposal on; three numbers stand beside it for the database."""

    __tablename__ = "parameters_change"
    __table_args__ = (
        *(CheckConstraint(promise, name=name) for name, promise in PROMISES.items()),
        # Two changes cannot begin with one cycle.
        Index(
            "uq_parameters_change_one_a_cycle",
            "from_cycle",
            unique=True,
            sqlite_where=NOT_STOPPED,
            postgresql_where=NOT_STOPPED,
        ),
        Index(
            "uq_parameters_change_one_at_a_time",
            "decision",
            unique=True,
            sqlite_where=ONE_AT_A_TIME,
            postgresql_where=ONE_AT_A_TIME,
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    text: Mapped[str] = mapped_column(info=ORDINARY)
    text_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), info=ORDINARY)
    rho_cycle: Mapped[float] = mapped_column(info=ORDINARY)
    smallest_group: Mapped[int] = mapped_column(info=ORDINARY)
    smallest_tally: Mapped[int] = mapped_column(info=ORDINARY)
    why: Mapped[str] = mapped_column(info=ORDINARY)
    proposed_by: Mapped[str] = mapped_column(ForeignKey("person.id"), info=LINKS)
    proposed_on: Mapped[date] = mapped_column(info=ORDINARY)
    decision: Mapped[str] = mapped_column(info=ORDINARY)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"), info=LINKS)
    decided_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    decided_why: Mapped[str] = mapped_column(info=ORDINARY)
    from_cycle: Mapped[int | None] = mapped_column(info=ORDINARY)
    # Taken back after it was agreed, and before it began.
    stopped_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"), info=LINKS)
    stopped_on: Mapped[date | None] = mapped_column(info=ORDINARY)
