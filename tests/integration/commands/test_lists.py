"""`wellbeing routes` and `wellbeing privacy-map` print what is so, for people and for programs."""

import json

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import opened
from tests.support.world import NOW
from wellbeing.cli import parser, run
from wellbeing.commands.privacy_map import privacy_map
from wellbeing.database import KeyRow, LedgerRow, Row


@pytest.fixture
def settings(settings, monkeypatch):
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(settings.key_file))
    return settings


def test_every_route_is_listed_with_its_methods_roles_and_scope(settings, capsys):
    assert run(["routes", "--json", "--data", str(settings.data)]) == 0

    listed = json.loads(capsys.readouterr().out)
    with opened(settings, on_sqlite(settings.data), NOW) as home:
        expected = {
            (rule.rule, method)
            for rule in home.app.url_map.iter_rules()
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        }
    assert {(one["path"], one["method"]) for one in listed} == expected
    sign_out = [one for one in listed if one["path"] == "/sign-out"]
    assert sign_out == [{"path": "/sign-out", "method": "POST", "roles": ["staff"], "scope": "own"}]


def test_people_get_one_line_for_each_route(settings, capsys):
    run(["routes", "--data", str(settings.data)])

    lines = capsys.readouterr().out.splitlines()
    assert any(line.split() == ["POST", "/sign-out", "own", "staff"] for line in lines)


def test_the_privacy_map_names_every_column_of_every_database(capsys):
    assert run(["privacy-map", "--json"]) == 0

    listed = json.loads(capsys.readouterr().out)
    bases = {"main": Row, "keys": KeyRow, "ledger": LedgerRow}
    assert {(one["database"], one["table"], one["column"]) for one in listed} == {
        (name, table.name, column.name)
        for name, base in bases.items()
        for table in base.metadata.tables.values()
        for column in table.columns
    }
    kinds = {(one["table"], one["column"]): one["kind"] for one in listed}
    assert kinds["person", "name"] == "identifies"
    assert kinds["password", "hash"] == "sensitive"


def test_the_privacy_map_is_a_table_for_the_impact_assessment(capsys):
    run(["privacy-map"])

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| Database | Table | Column | Kind |"
    assert len(lines) == 2 + len(privacy_map())
    assert "| keys | data_key | wrapped | sensitive |" in lines


def test_every_command_says_what_it_is_for(capsys):
    with pytest.raises(SystemExit) as end:
        parser().parse_args(["--help"])

    assert end.value.code == 0
    out = capsys.readouterr().out
    for command in ("serve", "scheduler", "doctor", "keys", "privacy-map", "routes"):
        assert command in out


def test_bad_use_is_status_2(capsys):
    with pytest.raises(SystemExit) as end:
        run(["serve", "--port", "99999"])

    assert end.value.code == 2


def test_a_setting_that_cannot_be_used_is_one_line_and_status_2(settings, capsys, monkeypatch):
    monkeypatch.setenv("WELLBEING_PORT", "eighty")

    assert run(["doctor", "--data", str(settings.data)]) == 2

    assert capsys.readouterr().err == (
        "wellbeing: WELLBEING_PORT must be a number from 1 to 65535, not 'eighty'\n"
    )


def test_a_database_that_cannot_be_reached_is_one_line(settings, capsys, monkeypatch):
    monkeypatch.setenv("WELLBEING_DATABASE_URL", "postgresql://127.0.0.1:1/nothing")

    assert run(["keys", "status", "--data", str(settings.data)]) == 1

    err = capsys.readouterr().err
    assert err.startswith("wellbeing: A database cannot be used.")
    assert err.count("\n") == 1


def test_own_words_that_cannot_be_used_are_named_and_not_a_traceback(settings, capsys):
    (settings.data / "content").mkdir()
    (settings.data / "content" / "family.toml").write_text('titel = "Sheet"', "utf-8")

    assert run(["routes", "--data", str(settings.data)]) == 1

    told = capsys.readouterr().err
    assert told.startswith("wellbeing: The words in content/ of the data folder cannot be used")
    assert "family.toml: titel: Extra inputs" in told
