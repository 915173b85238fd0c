"""A page of figures reads the ledger and the roster of units, and nothing that anybody answered."""

from contextlib import contextmanager

import pytest
from flask import request
from sqlalchemy import Engine, event, text

from tests.attacks.houses import VIEWERS, premises
from tests.support import query_guard
from tests.support.databases import POSTGRES, on_sqlite
from tests.support.press import CALENDAR
from wellbeing.database import LEDGER_READER, LedgerRow
from wellbeing.extensions import db
from wellbeing.publishing.noise import discrete_gaussian

ABOUT_PEOPLE = ("check_in", "placement", "care_state", "first_aid_kit", "cohort", "consent")


@contextmanager
def noted():
    """Note the tables of each request for figures, and under which account the ledger is read."""
    tables: dict[str, set[str]] = {}
    accounts: set[str] = set()

    def note(connection, _cursor, statement, *_more):
        if not query_guard.is_for_figures():
            return
        named = query_guard.tables_in(statement)
        tables.setdefault(str(request.endpoint), set()).update(named)
        if named & query_guard.LEDGER and connection.dialect.name == "postgresql":
            with connection.connection.driver_connection.cursor() as asking:
                accounts.add(asking.execute("SELECT current_user").fetchone()[0])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield tables, accounts
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_every_page_of_figures_names_the_listed_tables_alone(database):
    with premises(database) as house, noted() as (tables, accounts):
        for window in CALENDAR.windows(1):
            # Real noise: a ledger that was read before is not read again.
            house.publish(window, discrete_gaussian)
        house.looks()
        endpoints = {
            rule.endpoint
            for rule in house.home.app.url_map.iter_rules()
            if rule.endpoint.startswith(f"{query_guard.PAGES_OF_FIGURES}.")
        }

    assert set(LedgerRow.metadata.tables) == query_guard.LEDGER
    assert set(tables) == endpoints
    assert len(VIEWERS) > 3
    assert set().union(*tables.values()) | query_guard.IN_A_LINE == query_guard.ALLOWED
    assert accounts == ({LEDGER_READER} if database.kind == POSTGRES else set())


@pytest.mark.parametrize("table", ABOUT_PEOPLE)
def test_a_request_that_reads_anything_else_fails_the_run(tmp_path, table, queries_of_figures):
    with premises(on_sqlite(tmp_path)) as house, house.home.app.test_request_context("/teams"):
        db.session.execute(text(f"SELECT count(*) FROM {table}"))

        found = list(queries_of_figures)
        queries_of_figures.clear()

    assert found == [f"/teams: SELECT count(*) FROM {table}"]
    assert table not in query_guard.ALLOWED
