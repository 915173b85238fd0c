"""The tables of the weekly rhythm: what each person wishes, and what waits to leave this week.

No row names a person: its address is keyed, and who it belongs to is sealed. A slot and days away
stand in clear, so that one statement can plan a week for everybody (docs/adr/0027). Nothing here
depends on anybody's answers or silence.
"""

from datetime import date

from sqlalchemy import BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

LONGEST_SLOT = 120
WEEK_LENGTH = 8


class RhythmRow(Row):
    """One person's wish; `person` is sealed, `spread` is their own second within the hour."""

    __tablename__ = "weekly_rhythm"
    __table_args__ = KEYED

    id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    person: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    slot: Mapped[str] = mapped_column(String(LONGEST_SLOT), index=True, info=SENSITIVE)
    spread: Mapped[int] = mapped_column(info=ORDINARY)
    away_from: Mapped[date | None] = mapped_column(info=SENSITIVE)
    away_until: Mapped[date | None] = mapped_column(info=SENSITIVE)
    # In clear, so that each channel can take its own messages while the other is broken.
    channel: Mapped[str] = mapped_column(info=SENSITIVE)
    version: Mapped[int] = mapped_column(info=ORDINARY)


class MomentRow(Row):
    """When people with one slot are asked in a week: worked out once, read by the plan."""

    __tablename__ = "weekly_moment"

    week: Mapped[str] = mapped_column(String(WEEK_LENGTH), primary_key=True, info=ORDINARY)
    slot: Mapped[str] = mapped_column(String(LONGEST_SLOT), primary_key=True, info=ORDINARY)
    kind: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    # Where the person lives, so that days away are their own days.
    day: Mapped[date] = mapped_column(info=ORDINARY)
    second: Mapped[int] = mapped_column(BigInteger, info=ORDINARY)
    # The end of that hour, before which it leaves or waits for another moment.
    until_second: Mapped[int] = mapped_column(BigInteger, info=ORDINARY)


class NudgeRow(Row):
    """One message of a week for one person; gone some weeks later.

    At most once: it is marked before it is sent.
    """

    __tablename__ = "weekly_nudge"
    __table_args__ = (
        Index("ix_weekly_nudge_waiting", "week", "state", "channel", "due_second"),
        KEYED,
    )

    # No foreign key: the database would look for each person's row once more while it plans a million.
    # Who forgets a row removes its messages, and one without a row is sent to nobody (docs/adr/0027).
    rhythm_id: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    week: Mapped[str] = mapped_column(String(WEEK_LENGTH), primary_key=True, info=ORDINARY)
    kind: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    # The wish it was planned by: one that changed meanwhile is planned anew.
    version: Mapped[int] = mapped_column(info=ORDINARY)
    # That wish's, so that messages of one channel are found past any number that wait for the other.
    channel: Mapped[str] = mapped_column(info=SENSITIVE)
    state: Mapped[str] = mapped_column(info=ORDINARY)
    # Seconds since 1970 in UTC, so that one statement can add each person's own second.
    # Of a message that has left it is the second at which it did.
    due_second: Mapped[int] = mapped_column(BigInteger, info=ORDINARY)
    until_second: Mapped[int] = mapped_column(BigInteger, info=ORDINARY)
    # The day of its moment where the person lives.
    day: Mapped[date] = mapped_column(info=ORDINARY)
    tries: Mapped[int] = mapped_column(info=ORDINARY)
    # How many of them ended with a word that it is for good.
    refused: Mapped[int] = mapped_column(default=0, info=ORDINARY)


class PlannedWeekRow(Row):
    """A week whose messages are planned: kept for good, so that none is ever planned again."""

    __tablename__ = "planned_week"

    week: Mapped[str] = mapped_column(String(WEEK_LENGTH), primary_key=True, info=ORDINARY)
    # Its messages are still here: only then can it be told who has none yet.
    is_open: Mapped[bool] = mapped_column(info=ORDINARY)
