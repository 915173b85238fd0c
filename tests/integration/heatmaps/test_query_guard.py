"""A page of figures reads the ledger and the roster of units, and nothing that anybody answered."""

from contextlib import contextmanager

import pytest
from flask import request
from sqlalchemy import Engine, event, text

from tests.attacks.houses import VIEWERS, premises
from tests.support import query_guard
from tests.support.databases import POSTGRES
from tests.support.press import CALENDAR
from wellbeing.accounts import service as accounts
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
    named = set().union(*tables.values()) | query_guard.IN_A_LINE
    assert named == query_guard.ALLOWED.union(*map(query_guard.tables_in, query_guard.WHO_ASKS))
    assert accounts == ({LEDGER_READER} if database.kind == POSTGRES else set())


@pytest.mark.parametrize(
    "reads",
    [
        *(f"SELECT count(*) FROM {table}" for table in ABOUT_PEOPLE),
        "SELECT name FROM person",
        "SELECT count(*) FROM person JOIN membership ON membership.person_id = person.id",
        "SELECT person_id FROM role WHERE role = 'auditor'",
        "SELECT owner FROM login_session",
    ],
)
def test_no_other_statement_about_people_is_allowed(reads):
    assert not query_guard.is_allowed(reads, ())


def test_a_request_that_reads_anything_else_fails_the_run(database, queries_of_figures):
    with premises(database) as house, house.home.app.test_request_context("/teams"):
        for reads in ("SELECT count(*) FROM care_state", "SELECT name FROM person"):
            db.session.execute(text(reads))
        # Two people at once are nobody who asks; and whose data key it is counts as well.
        accounts.people(db.session(), ["red-1", "red-2"], CALENDAR.first_monday)
        house.home.vault.house_box()
        house.home.vault.box("red-1")

        found = [query_guard.tables_in(one.split(": ", 1)[1]) for one in queries_of_figures]
        queries_of_figures.clear()

    assert found[:4] == [{"care_state"}, {"person"}, {"role"}, {"person"}]
    assert found[4] == {"data_key"}
    assert all(named == {"data_key"} for named in found[4:])
