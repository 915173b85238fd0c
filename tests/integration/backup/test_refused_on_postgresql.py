"""PostgreSQL: a restore writes only into databases without a table."""

import pytest

from tests.support.databases import POSTGRES
from wellbeing.cli import run

pytestmark = pytest.mark.parametrize("database", [POSTGRES], indirect=True)


def test_databases_that_hold_tables_and_another_kind_of_database_are_refused(
    operator, capsys, monkeypatch
):
    operator.back_up()

    with operator.elsewhere() as empty:
        monkeypatch.setenv("WELLBEING_DATABASE_URL", operator.database.main)
        assert operator.restore() == 1
        assert "holds tables already" in capsys.readouterr().err
        assert not empty.data.exists()

        monkeypatch.setenv("WELLBEING_DATABASE_URL", "sqlite:///wellbeing.db")
        assert operator.restore() == 1
        assert "is of postgresql" in capsys.readouterr().err
        assert not empty.data.exists()

    assert run(["keys", "status"]) == 0
