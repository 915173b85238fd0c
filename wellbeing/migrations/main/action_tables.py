"""The tables of action logs, made by the first revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

ACTIONS = ("team_action", "team_action_review", "passed_up", "passed_up_answer")
ID = sa.String(32)
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


def make_action_tables() -> None:
    _make_actions()
    _make_reviews()
    _make_passed_up()
    _make_answers()


def _make_actions() -> None:
    table = "team_action"
    op.create_table(
        table,
        _column("id", ID),
        _column("unit_id", ID),
        *(_column(name, sa.String()) for name in ("area", "idea", "heard", "does", "did")),
        *(_column(f"{name}_out_on", sa.Date(), empty=True) for name in ("heard", "does", "did")),
        _column("owner_id", ID, empty=True),
        _column("due_on", sa.Date()),
        _column("state", sa.String()),
        _column("began_on", sa.Date()),
        _column("changed_on", sa.Date()),
        _column("ended_on", sa.Date(), empty=True),
        _column("review_on", sa.Date(), empty=True),
        _column("version", sa.Integer()),
        _column("turn", sa.Integer()),
        *_promises(table, PROMISES),
        _refers(table, "unit_id", "unit.id"),
        _refers(table, "owner_id", "person.id"),
        sa.UniqueConstraint("unit_id", "turn", name=f"uq_{table}_unit_id_turn"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )


def _make_reviews() -> None:
    table = "team_action_review"
    op.create_table(
        table,
        _column("action_id", ID),
        _column("said_on", sa.Date()),
        _column("helped", sa.String()),
        *_promises(table, {"known_word": "helped IN ('yes', 'partly', 'no', 'early', 'goes_on')"}),
        _refers(table, "action_id", "team_action.id"),
        sa.PrimaryKeyConstraint("action_id", "said_on", name=f"pk_{table}"),
    )


def _make_passed_up() -> None:
    table = "passed_up"
    op.create_table(
        table,
        _column("action_id", ID),
        _column("to_unit_id", ID),
        _column("passed_by", ID),
        _column("passed_on", sa.Date()),
        _refers(table, "action_id", "team_action.id"),
        _refers(table, "to_unit_id", "unit.id"),
        _refers(table, "passed_by", "person.id"),
        sa.PrimaryKeyConstraint("action_id", name=f"pk_{table}"),
    )
    op.create_index("ix_passed_up_to_unit_id", table, ["to_unit_id"])


def _make_answers() -> None:
    table = "passed_up_answer"
    op.create_table(
        table,
        _column("action_id", ID),
        _column("number", sa.Integer()),
        _column("decision", sa.String()),
        _column("by_on", sa.Date(), empty=True),
        _column("why", sa.String()),
        _column("why_out_on", sa.Date(), empty=True),
        _column("answered_by", ID),
        _column("answered_on", sa.Date()),
        *_promises(table, ANSWERS),
        _refers(table, "action_id", "passed_up.action_id"),
        _refers(table, "answered_by", "person.id"),
        sa.PrimaryKeyConstraint("action_id", "number", name=f"pk_{table}"),
    )


def _promises(table: str, promises: dict[str, str]) -> list[sa.CheckConstraint]:
    return [
        sa.CheckConstraint(promise, name=f"ck_{table}_{name}") for name, promise in promises.items()
    ]


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [other], name=f"fk_{table}_{column}")


def _column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)
