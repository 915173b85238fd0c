"""The tables of the action log: actions, what teams say of them, what was passed up and answered."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import Row
from wellbeing.privacy import LINKS, ORDINARY

ID_LENGTH = 32
PROMISES = {
    "known_state": "state IN ('heard', 'doing', 'done', 'dropped')",
    "says_what_was_heard": "heard <> '' OR heard_out_on IS NOT NULL",
    "says_what_is_done": "state <> 'doing' OR does <> '' OR does_out_on IS NOT NULL",
    "ends_on_a_day": "(state IN ('done', 'dropped')) = (ended_on IS NOT NULL)",
    "says_how_it_ended": "ended_on IS NULL OR did <> '' OR did_out_on IS NOT NULL",
}
ANSWERS = {
    "known_decision": "decision IN ('yes', 'no', 'by')",
    "by_a_day": "(decision = 'by') = (by_on IS NOT NULL)",
    "says_why_or_since_when_not": "(why = '') = (why_out_on IS NOT NULL)",
}


class TeamActionRow(Row):
    """Something a team heard, what it does about it, by when, and how that ended."""

    __tablename__ = "team_action"
    __table_args__ = (
        *(CheckConstraint(promise, name=name) for name, promise in PROMISES.items()),
        UniqueConstraint("unit_id", "turn"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), info=ORDINARY)
    area: Mapped[str] = mapped_column(info=ORDINARY)
    idea: Mapped[str] = mapped_column(info=ORDINARY)
    heard: Mapped[str] = mapped_column(info=ORDINARY)
    does: Mapped[str] = mapped_column(info=ORDINARY)
    did: Mapped[str] = mapped_column(info=ORDINARY)
    # Words that were taken out are not kept, only on which day that was.
    heard_out_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    does_out_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    did_out_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    # Nobody stands for the whole team.
    owner_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"), info=LINKS)
    due_on: Mapped[date] = mapped_column(info=ORDINARY)
    state: Mapped[str] = mapped_column(info=ORDINARY)
    began_on: Mapped[date] = mapped_column(info=ORDINARY)
    changed_on: Mapped[date] = mapped_column(info=ORDINARY)
    ended_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    review_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    version: Mapped[int] = mapped_column(info=ORDINARY)
    # Counts every change of the log, so that what changed last on a day is known.
    turn: Mapped[int] = mapped_column(info=ORDINARY)


class ActionReviewRow(Row):
    """What a team said on a day about whether an action helped; never who said it."""

    __tablename__ = "team_action_review"
    __table_args__ = (
        CheckConstraint("helped IN ('yes', 'partly', 'no', 'early', 'goes_on')", name="known_word"),
    )

    action_id: Mapped[str] = mapped_column(
        ForeignKey("team_action.id"), primary_key=True, info=ORDINARY
    )
    said_on: Mapped[date] = mapped_column(primary_key=True, info=ORDINARY)
    helped: Mapped[str] = mapped_column(info=ORDINARY)


class PassedUpRow(Row):
    """That an action is beyond the team's power, and to which unit above it went."""

    __tablename__ = "passed_up"

    action_id: Mapped[str] = mapped_column(
        ForeignKey("team_action.id"), primary_key=True, info=ORDINARY
    )
    to_unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True, info=ORDINARY)
    passed_by: Mapped[str] = mapped_column(ForeignKey("person.id"), info=LINKS)
    passed_on: Mapped[date] = mapped_column(info=ORDINARY)


class AnswerRow(Row):
    """One answer of a manager; the next one stands beside it and replaces nothing."""

    __tablename__ = "passed_up_answer"
    __table_args__ = tuple(CheckConstraint(promise, name=name) for name, promise in ANSWERS.items())

    action_id: Mapped[str] = mapped_column(
        ForeignKey("passed_up.action_id"), primary_key=True, info=ORDINARY
    )
    number: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    decision: Mapped[str] = mapped_column(info=ORDINARY)
    by_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    why: Mapped[str] = mapped_column(info=ORDINARY)
    why_out_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    answered_by: Mapped[str] = mapped_column(ForeignKey("person.id"), info=LINKS)
    answered_on: Mapped[date] = mapped_column(info=ORDINARY)
