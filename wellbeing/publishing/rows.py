"""The publisher's own tables: who was in which cell when a cycle began, and what it has done."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KeyRow, Row
from wellbeing.privacy import LINKS, ORDINARY

KEY_LENGTH = 64
HASH_LENGTH = 64


class CohortRow(Row):
    """Where a person's home was when a cycle began; one row a person, so nobody counts twice."""

    __tablename__ = "cohort"

    cycle_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    person_id: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True, info=LINKS)
    unit_key: Mapped[str] = mapped_column(String(KEY_LENGTH), info=ORDINARY)


class FrozenPlanRow(Row):
    """The plan made with a cohort, kept beside it: both are asked which cycles are known here."""

    __tablename__ = "frozen_plan"

    cycle_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    plan_json: Mapped[str] = mapped_column(info=ORDINARY)


class PublishedWindowRow(Row):
    """A window whose noise has been drawn, and the ledger's newest entry afterwards."""

    __tablename__ = "published_window"

    rhythm: Mapped[str] = mapped_column(String(8), primary_key=True, info=ORDINARY)
    window_index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    ledger_entry: Mapped[int] = mapped_column(info=ORDINARY)
    ledger_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), info=ORDINARY)


class WitnessRow(KeyRow):
    """The newest entry of the ledger, as text; one row, in the key store with its own backups."""

    __tablename__ = "publishing_witness"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=ORDINARY)
    written: Mapped[str] = mapped_column(info=ORDINARY)
