"""The ledger's tables: cycles, what each planned, the figures that came out, and notes on them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import LedgerRow
from wellbeing.privacy import ORDINARY, RELEASED

KEY_LENGTH = 64
HASH_LENGTH = 64


class ReleaseCycleRow(LedgerRow):
    """A cycle of 13 weeks with the parameters that hold in it, fixed before any answer is read."""

    __tablename__ = "release_cycle"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    # The place in the chain that all cycles and figures form together.
    entry: Mapped[int] = mapped_column(unique=True, info=ORDINARY)
    starts_on: Mapped[date] = mapped_column(unique=True, info=ORDINARY)
    config_json: Mapped[str] = mapped_column(info=ORDINARY)
    config_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), info=ORDINARY)
    fence: Mapped[int] = mapped_column(info=ORDINARY)
    prev_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True, info=ORDINARY)
    row_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True, info=ORDINARY)


class ReleasePlanRow(LedgerRow):
    """What a cycle publishes about one unit, and how many people were on its roster."""

    __tablename__ = "release_plan"
    __table_args__ = (
        Index("ix_release_plan_above", "above", "cycle_id", "level"),
        Index("ix_release_plan_follows", "follows"),
        Index("ix_release_plan_unit", "unit_key"),
        Index("ix_release_plan_level", "level"),
    )

    cycle_id: Mapped[int] = mapped_column(
        ForeignKey("release_cycle.id"), primary_key=True, info=ORDINARY
    )
    unit_key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True, info=ORDINARY)
    level: Mapped[str] = mapped_column(info=ORDINARY)
    label: Mapped[str] = mapped_column(info=ORDINARY)
    above: Mapped[str] = mapped_column(String(KEY_LENGTH), info=ORDINARY)
    cohort_n: Mapped[int] = mapped_column(info=RELEASED)
    menu: Mapped[str] = mapped_column(info=ORDINARY)
    kind: Mapped[str] = mapped_column(info=ORDINARY)
    rho: Mapped[float] = mapped_column(info=ORDINARY)
    tally_rho: Mapped[float] = mapped_column(info=ORDINARY)
    shown_with: Mapped[str] = mapped_column(String(KEY_LENGTH), info=ORDINARY)
    follows: Mapped[str] = mapped_column(String(KEY_LENGTH), info=ORDINARY)


class ReleaseCellRow(LedgerRow):
    """One published number. Its noise was drawn once; nothing ever recomputes it."""

    __tablename__ = "release_cell"
    __table_args__ = (
        UniqueConstraint(
            "cycle_id",
            "rhythm",
            "window_index",
            "unit_key",
            "kind",
            "indicator",
            name="uq_release_cell_once",
        ),
        Index("ix_release_cell_unit", "unit_key"),
    )

    # The place in the chain.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("release_cycle.id"), info=ORDINARY)
    # How long its window is, and the window's running number among those of this length.
    rhythm: Mapped[str] = mapped_column(info=ORDINARY)
    window_index: Mapped[int] = mapped_column(info=ORDINARY)
    starts_on: Mapped[date] = mapped_column(info=ORDINARY)
    ends_on: Mapped[date] = mapped_column(info=ORDINARY)
    level: Mapped[str] = mapped_column(info=ORDINARY)
    unit_key: Mapped[str] = mapped_column(String(KEY_LENGTH), info=ORDINARY)
    kind: Mapped[str] = mapped_column(info=ORDINARY)
    indicator: Mapped[str] = mapped_column(info=ORDINARY)
    cohort_n: Mapped[int] = mapped_column(info=RELEASED)
    centre: Mapped[float] = mapped_column(info=RELEASED)
    clip: Mapped[float] = mapped_column(info=ORDINARY)
    sigma: Mapped[float] = mapped_column(info=ORDINARY)
    released_int: Mapped[int] = mapped_column(BigInteger, info=RELEASED)
    published_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    fence: Mapped[int] = mapped_column(info=ORDINARY)
    prev_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True, info=ORDINARY)
    row_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True, info=ORDINARY)


class NoteKind(StrEnum):
    """What a note of the ledger says."""

    # From here on this place publishes; the subject names it.
    PLACE = "place"
    # The subject's window is closed for good without figures, since noise may have been drawn.
    NOT_RELEASED = "not-released"
    # The same, since its weeks were not kept whole any more when it could have come out.
    TOO_LATE = "too-late"


class LedgerNoteRow(LedgerRow):
    """Something that happened to the ledger itself."""

    __tablename__ = "release_note"

    # The place in the chain.
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    kind: Mapped[str] = mapped_column(info=ORDINARY)
    subject: Mapped[str] = mapped_column(info=ORDINARY)
    noted_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    fence: Mapped[int] = mapped_column(info=ORDINARY)
    prev_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True, info=ORDINARY)
    row_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), unique=True, info=ORDINARY)
