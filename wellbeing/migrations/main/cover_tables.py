"""The tables of staffed hours, closed days, supporters' days away and cards, made by the first revision."""

from typing import Any

import sqlalchemy as sa
from alembic import op

COVER = ("staffed_week", "staffed_day", "closed_day", "supporter_absence", "supporter_card")
ID = sa.String(32)
NAME, LINE, TEXT = sa.String(40), sa.String(120), sa.String(500)


def make_cover_tables() -> None:
    op.create_table(
        "staffed_week",
        _column("id", sa.Integer()),
        _column("version", sa.Integer()),
        _column("set_by", ID, empty=True),
        _column("set_on", sa.Date()),
        _promise("staffed_week", "only_one", "id = 1"),
        _promise("staffed_week", "counts_from_one", "version >= 1"),
        _person("staffed_week", "set_by"),
        sa.PrimaryKeyConstraint("id", name="pk_staffed_week"),
    )
    op.create_table(
        "staffed_day",
        sa.Column("weekday", sa.Integer(), nullable=False, autoincrement=False),
        _column("opens", sa.Integer()),
        _column("closes", sa.Integer()),
        _promise("staffed_day", "a_weekday", "weekday BETWEEN 0 AND 6"),
        _promise("staffed_day", "spans_time", "0 <= opens AND opens < closes AND closes < 1440"),
        sa.PrimaryKeyConstraint("weekday", name="pk_staffed_day"),
    )
    op.create_table(
        "closed_day",
        _column("day", sa.Date()),
        _column("name", NAME),
        _column("set_by", ID, empty=True),
        _column("set_on", sa.Date()),
        _promise("closed_day", "has_a_name", "name <> ''"),
        _person("closed_day", "set_by"),
        sa.PrimaryKeyConstraint("day", name="pk_closed_day"),
    )
    _make_supporters()


def _make_supporters() -> None:
    op.create_table(
        "supporter_absence",
        _column("person_id", ID),
        _column("first_on", sa.Date()),
        _column("last_on", sa.Date()),
        _promise("supporter_absence", "ends_after_it_starts", "last_on >= first_on"),
        _person("supporter_absence", "person_id"),
        sa.PrimaryKeyConstraint("person_id", "first_on", name="pk_supporter_absence"),
    )
    op.create_table(
        "supporter_card",
        _column("person_id", ID),
        _column("training", TEXT),
        _column("languages", LINE),
        _column("hours", LINE),
        _column("first_conversation", TEXT),
        _column("how_long", LINE),
        _column("written_down", TEXT),
        _column("most_at_once", sa.Integer()),
        _promise("supporter_card", "a_limit_in_reach", "most_at_once BETWEEN 1 AND 20"),
        _person("supporter_card", "person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_supporter_card"),
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], *, empty: bool = False) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=empty)


def _promise(table: str, name: str, promise: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(promise, name=f"ck_{table}_{name}")


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=f"fk_{table}_{column}")
