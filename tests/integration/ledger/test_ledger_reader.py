"""On PostgreSQL the ledger is a schema of its own, where the web side can do nothing but read."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, make_url, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

from tests.integration.heatmaps.books import LARGE, a_book, write
from tests.support.databases import Database, on_postgres
from tests.support.house import opened, prepare
from tests.support.press import CALENDAR
from tests.support.world import NOW
from wellbeing.commands import doctor
from wellbeing.database import LEDGER, LEDGER_READER, WRITES, Journal, make_engine
from wellbeing.ledger import service as ledger
from wellbeing.migrations.runner import is_current, stores, upgrade_all
from wellbeing.migrations.stores import HERE

LEDGER_TABLES = ("release_cycle", "release_plan", "release_cell", "release_note")
ACCOUNT = f"wellbeing_test_{os.getpid()}"
WRITINGS = (
    "INSERT INTO release_plan SELECT * FROM release_plan",
    "UPDATE release_cell SET released_int = 0",
    "DELETE FROM release_cell",
    "TRUNCATE release_cell",
    "DROP TABLE release_cell",
    "CREATE TABLE ledger.more (word text)",
    "ALTER TABLE release_cell DISABLE TRIGGER USER",
)


@pytest.fixture
def server(postgres_server, tmp_path) -> Iterator[Database]:
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    with on_postgres(postgres_server, data) as made:
        yield made


@pytest.fixture
def web(server):
    """The web side's own ledger sessions, over a ledger with figures in it."""
    settings = prepare(server)
    write(a_book(LARGE), settings.ledger_url, CALENDAR)
    with opened(settings, server, NOW) as home:
        yield home.parts.ledger


@pytest.fixture
def lesser(server, postgres_server):
    """A service whose account owns its databases, but may make no roles on the server."""
    prepare(server)
    say(server.main, f"CREATE ROLE {ACCOUNT} LOGIN PASSWORD 'word'")
    with on_postgres(postgres_server, server.data, empty=True) as made:
        for url in (made.main, made.keys):
            say(url, f'ALTER DATABASE "{make_url(url).database}" OWNER TO {ACCOUNT}')
            say(url, f"GRANT ALL ON SCHEMA public TO {ACCOUNT}")
        yield made, replace(made, main=as_account(made.main), keys=as_account(made.keys))
    say(server.main, f"DROP ROLE {ACCOUNT}")


def as_account(url):
    changed = make_url(url).set(username=ACCOUNT, password="word")
    return changed.render_as_string(hide_password=False)


def say(url, *statements):
    engine = make_engine(url)
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()
    engine.dispose()


def tables_of(url, schema):
    engine = make_engine(url)
    found = set(inspect(engine).get_table_names(schema))
    engine.dispose()
    return found


def go_down(store):
    config = Config()
    config.set_main_option("script_location", str(HERE / store.name))
    config.set_main_option("path_separator", "os")
    engine = store.engine()
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        config.attributes.update(store=store, connection=connection)
        command.downgrade(config, "base")
        connection.commit()
    engine.dispose()


def by_hand(settings):
    """Return the statements of the advice, as an administrator would run them."""
    advice = (
        doctor.ledger_reader(settings).advice.partition(": ")[2].replace("(unless it exists)", "")
    )
    statements = [one.strip() for one in advice.split(";")[:-1]]
    return [one for one in statements if not one.startswith("CREATE ROLE")]


def test_the_ledger_and_its_version_lie_in_a_schema_of_their_own(server):
    prepare(server)

    assert tables_of(server.main, LEDGER) == {*LEDGER_TABLES, "version_of_ledger"}
    main = tables_of(server.main, "public")
    assert {"person", "check_in", "version_of_main"} <= main
    assert not main & {*LEDGER_TABLES, "version_of_ledger"}


def test_the_web_side_reads_released_figures_under_the_role(web):
    with web() as session:
        assert session.scalar(text("SELECT current_user")) == LEDGER_READER
        assert ledger.book(session).cells
    with web() as session:
        assert session.scalar(text("SELECT current_user")) == LEDGER_READER


def test_the_web_side_reaches_no_table_outside_the_ledger_through_it(web, server):
    outside = tables_of(server.main, "public")
    assert {"person", "check_in", "care_state"} <= outside

    for table in outside:
        with web() as session, pytest.raises(ProgrammingError, match="permission denied"):
            session.execute(text(f"SELECT * FROM public.{table}"))
        with web() as session, pytest.raises(ProgrammingError, match="does not exist"):
            session.execute(text(f"SELECT * FROM {table}"))


@pytest.mark.parametrize("writing", WRITINGS)
def test_the_web_side_can_change_nothing_even_in_a_writing_transaction(web, writing):
    with web() as session:
        session.connection(execution_options={WRITES: True})
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            session.execute(text(writing))


def test_without_a_writing_transaction_the_server_refuses_too(web):
    with web() as session, pytest.raises(DBAPIError, match="read-only transaction"):
        session.execute(text("CREATE TABLE ledger.more (word text)"))


def test_the_role_ends_with_its_transaction(web):
    with web() as session:
        connection = session.connection()
        assert session.scalar(text("SELECT current_user")) == LEDGER_READER
        driver = connection.connection.driver_connection
        session.rollback()
        # What a pool in front of the server would hand to somebody else.
        with driver.cursor() as cursor:
            found = cursor.execute("SELECT current_user, current_setting('search_path')").fetchone()
        driver.rollback()

    assert found[0] != LEDGER_READER
    assert found[1] != LEDGER


def test_the_first_revision_goes_down_and_up_again(server):
    settings = prepare(server)
    store = next(store for store in stores(settings) if store.name == "ledger")

    go_down(store)
    assert tables_of(server.main, LEDGER) == {"version_of_ledger"}
    assert not doctor.ledger_reader(settings).well

    upgrade_all(settings)
    assert is_current(settings)
    assert doctor.ledger_reader(settings).well


def test_an_account_that_may_make_no_role_works_and_is_told_what_to_run(lesser):
    administrators, own = lesser
    settings = prepare(own)

    assert is_current(settings)
    assert not doctor.ledger_reader(settings).well
    reader = make_engine(settings.ledger_url, Journal.LEDGER_READER)
    with Session(reader) as session:
        assert ledger.book(session).cells == ()
    with Session(reader) as session, pytest.raises(DBAPIError, match="read-only transaction"):
        session.execute(text("CREATE TABLE ledger.more (word text)"))

    say(administrators.main, *by_hand(settings))

    assert doctor.ledger_reader(settings).well
    with Session(reader) as session:
        assert session.scalar(text("SELECT current_user")) == LEDGER_READER
        assert ledger.book(session).cells == ()
    reader.dispose()


@pytest.mark.parametrize(
    "grant",
    [
        "GRANT SELECT ON person TO PUBLIC",
        f"GRANT INSERT ON ledger.release_cell TO {LEDGER_READER}",
        f"GRANT CREATE ON SCHEMA ledger TO {LEDGER_READER}",
        f"REVOKE SELECT ON ledger.release_cell FROM {LEDGER_READER}",
        f"REVOKE USAGE ON SCHEMA ledger FROM {LEDGER_READER}",
    ],
)
def test_a_role_that_may_do_more_or_less_is_found(server, grant):
    settings = prepare(server)
    assert doctor.ledger_reader(settings).well

    say(server.main, grant)

    assert not doctor.ledger_reader(settings).well
