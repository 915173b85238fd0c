"""Every column of all three databases says what it holds."""

import importlib
import pkgutil

import pytest

import wellbeing
from wellbeing.database import KeyRow, LedgerRow, Row
from wellbeing.privacy import PrivacyKind

BASES = {"main": Row, "keys": KeyRow, "ledger": LedgerRow}


@pytest.fixture(scope="module", autouse=True)
def _every_module_loaded():
    for module in pkgutil.walk_packages(wellbeing.__path__, "wellbeing."):
        if ".migrations." not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@pytest.mark.parametrize("store", BASES)
def test_every_column_is_classified(store):
    tables = BASES[store].metadata.tables.values()
    unclassified = [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if not isinstance(column.info.get("privacy"), PrivacyKind)
    ]

    assert tables, f"the {store} database has no table"
    assert unclassified == []


def test_the_ledger_holds_nothing_personal():
    personal = [
        f"{table.name}.{column.name}"
        for table in LedgerRow.metadata.tables.values()
        for column in table.columns
        if column.info["privacy"] not in {PrivacyKind.RELEASED, PrivacyKind.ORDINARY}
    ]

    assert personal == []


def test_no_health_row_points_at_the_roster():
    # A keyed row's address is an HMAC; a foreign key beside it would name the person.
    linked = [
        f"{table.name}.{column.name}"
        for table in Row.metadata.tables.values()
        if any(column.info["privacy"] is PrivacyKind.SENSITIVE for column in table.columns)
        for column in table.columns
        if table.name != "password" and any(leads_to_names(key) for key in column.foreign_keys)
    ]

    assert linked == []


def leads_to_names(key):
    """Say whether a reference leads to a table with names in it, or on from there to one."""
    table = key.column.table
    names = any(column.info["privacy"] is PrivacyKind.IDENTIFIES for column in table.columns)
    return names or any(
        leads_to_names(one) for one in table.foreign_keys if one.column.table is not table
    )
