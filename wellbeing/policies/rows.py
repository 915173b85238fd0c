"""The tables of policies: every text that was ever proposed, and which trouble was told when."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import LINKS, ORDINARY
from wellbeing.two_people import promises

ID_LENGTH = 32
HASH_LENGTH = 64
ONE_AT_A_TIME = text("decision IN ('open', 'founding')")
# What no code above may get wrong: each is a promise to the people who are placed by a policy.
PROMISES = promises("from_week")


class PolicyChangeRow(Row):
    """One policy, whole, from its proposal on; removed never."""

    __tablename__ = "policy_change"
    __table_args__ = (
        *(CheckConstraint(promise, name=name) for name, promise in PROMISES.items()),
        # Two policies cannot begin in one week.
        UniqueConstraint("from_week"),
        # One proposal at a time, and one policy that was there from the beginning.
        Index(
            "uq_policy_change_one_at_a_time",
            "decision",
            unique=True,
            sqlite_where=ONE_AT_A_TIME,
            postgresql_where=ONE_AT_A_TIME,
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    text: Mapped[str] = mapped_column(info=ORDINARY)
    text_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), info=ORDINARY)
    policy_sha256: Mapped[str] = mapped_column(String(HASH_LENGTH), info=ORDINARY)
    # The name of the file it came with in a release; empty when it was written here.
    shipped_as: Mapped[str] = mapped_column(info=ORDINARY)
    why: Mapped[str] = mapped_column(info=ORDINARY)
    proposed_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"), info=LINKS)
    proposed_on: Mapped[date] = mapped_column(info=ORDINARY)
    decision: Mapped[str] = mapped_column(info=ORDINARY)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"), info=LINKS)
    decided_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    decided_why: Mapped[str] = mapped_column(info=ORDINARY)
    from_week: Mapped[str | None] = mapped_column(String(8), info=ORDINARY)


class PolicyTroubleRow(Row):
    """A trouble with a policy, and the day on which the wellbeing leads were last told of it."""

    __tablename__ = "policy_trouble"

    trouble: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    told_on: Mapped[date] = mapped_column(info=ORDINARY)
