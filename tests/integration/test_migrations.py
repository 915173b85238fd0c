"""The schema: made from nothing, equal to the row classes, and never another version's."""

import importlib
import pkgutil
import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, make_url, text
from sqlalchemy.exc import OperationalError

import wellbeing
from tests.support.databases import SQLITE, settings_of
from wellbeing.database import WRITES
from wellbeing.migrations.runner import SchemaError, head_of, is_current, stores, upgrade_all

STORES = ("keys", "main", "ledger")
ON_SQLITE = pytest.mark.parametrize("empty_database", [SQLITE], indirect=True)


@pytest.fixture(scope="module", autouse=True)
def _every_row_class_loaded():
    for module in pkgutil.walk_packages(wellbeing.__path__, "wellbeing."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@pytest.fixture
def settings(empty_database):
    return settings_of(empty_database)


def store_of(settings, name):
    return next(store for store in stores(settings) if store.name == name)


def run(store, *statements):
    engine = store.engine()
    with engine.connect().execution_options(**{WRITES: True}) as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()
    engine.dispose()


def test_from_nothing_every_database_gets_this_versions_schema(settings):
    assert not is_current(settings)

    upgrade_all(settings)

    assert is_current(settings)
    for store in stores(settings):
        engine = store.engine()
        tables = set(inspect(engine).get_table_names())
        engine.dispose()
        assert tables >= set(store.metadata.tables), store.name


def test_looking_makes_no_database(settings, empty_database):
    is_current(settings)

    assert [file.name for file in empty_database.data.iterdir()] == []


def test_upgrading_again_changes_nothing(settings):
    upgrade_all(settings)
    run(store_of(settings, "main"), "INSERT INTO unit (id, level, name, opened_on) "
        "VALUES ('red', 'team', 'Red', '2026-01-01')")  # fmt: skip

    upgrade_all(settings)

    engine = store_of(settings, "main").engine()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM unit")) == 1
    engine.dispose()


@pytest.mark.parametrize("name", STORES)
def test_the_schema_is_what_the_row_classes_say(settings, name):
    upgrade_all(settings)
    store = store_of(settings, name)

    def ours(found, name, kind, _reflected, _compare_to):
        # The table of the version belongs to no row class.
        table = name if kind == "table" else found.table.name
        return table in store.metadata.tables

    engine = store.engine()
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_object": ours, "compare_type": True, "compare_server_default": True},
        )
        differences = compare_metadata(context, store.metadata)
    engine.dispose()

    assert differences == []


@pytest.mark.parametrize("name", STORES)
def test_a_database_of_a_later_version_is_refused_and_left_alone(settings, name):
    upgrade_all(settings)
    store = store_of(settings, name)
    run(store, f"UPDATE {store.version_table} SET version_num = '9999'")

    assert not is_current(settings)
    with pytest.raises(SchemaError, match=f"{name} database was written by a later version"):
        upgrade_all(settings)

    engine = store.engine()
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {store.version_table}")) == "9999"
    engine.dispose()


def test_a_full_database_without_its_key_store_is_never_given_an_empty_one(
    settings, empty_database
):
    upgrade_all(settings)
    keys = store_of(settings, "keys")
    if empty_database.kind == SQLITE:
        url = make_url(keys.url)
        (empty_database.data / str(url.database)).unlink()
    else:
        run(keys, "DROP TABLE data_key", f"DROP TABLE {keys.version_table}")

    with pytest.raises(SchemaError, match="Restore the key store"):
        upgrade_all(settings)

    assert not is_current(settings)


def test_a_step_that_fails_leaves_nothing_behind(settings):
    main = store_of(settings, "main")
    # The name of the last table that is made is taken already.
    last = main.metadata.sorted_tables[-1].name
    run(main, f"CREATE TABLE {last} (word TEXT)")

    with pytest.raises(Exception, match=last):
        upgrade_all(settings)

    engine = main.engine()
    assert set(inspect(engine).get_table_names()) - {last} == set()
    engine.dispose()


def test_each_database_knows_one_newest_version(settings):
    upgrade_all(settings)

    assert all(head_of(store) == head_of(store).strip() != "None" for store in stores(settings))


def test_beside_a_full_key_store_no_empty_database_is_made(settings, empty_database):
    upgrade_all(settings)
    run(store_of(settings, "keys"), "INSERT INTO data_key VALUES ('slot', 'k1', 'wrapped')")
    main = store_of(settings, "main")
    if empty_database.kind == SQLITE:
        (empty_database.data / str(make_url(main.url).database)).unlink()
    else:
        run(main, f"DROP TABLE {main.version_table}")

    with pytest.raises(SchemaError, match="Put the newest backup back"):
        upgrade_all(settings)

    assert not is_current(settings)
    assert not (empty_database.data / "wellbeing.db").exists()


@ON_SQLITE
def test_beside_a_ledger_no_empty_database_is_made(settings, empty_database):
    upgrade_all(settings)
    (empty_database.data / "wellbeing.db").unlink()

    with pytest.raises(SchemaError, match="Put the newest backup back"):
        upgrade_all(settings)

    assert not (empty_database.data / "wellbeing.db").exists()


@ON_SQLITE
def test_a_database_that_somebody_else_changes_is_not_taken_for_a_lost_one(settings, monkeypatch):
    upgrade_all(settings)
    monkeypatch.setattr("wellbeing.database.BUSY_MS", 20)
    keys = str(make_url(store_of(settings, "keys").url).database)
    with closing(sqlite3.connect(keys, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        assert not is_current(settings)
        with pytest.raises(OperationalError, match="locked"):
            upgrade_all(settings)

    assert is_current(settings)
