"""`wellbeing init` and `wellbeing roster import`, as an operator types them."""

import json
import os

import pytest

from tests.support.roster_commands import LINK, ORGANISATION, bring
from tests.support.rosters import as_file, two_teams, without
from wellbeing.cli import main, run


def test_init_prints_one_link_for_the_lead_and_where_the_key_is(data, capsys):
    status = run(["init", "--data", str(data), *ORGANISATION])

    told = capsys.readouterr().out
    assert status == 0
    assert len(LINK.findall(told)) == 1
    assert str(data.parent / "config") in told
    assert data.stat().st_mode & 0o077 == 0


@pytest.fixture
def open_umask():
    """As a container and most shells have it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_no_file_that_a_command_writes_can_be_read_by_others(data, open_umask):
    with pytest.raises(SystemExit, match="0"):
        main(["init", "--data", str(data), *ORGANISATION])

    files = [path for path in data.parent.rglob("*") if path.is_file()]
    assert {"wellbeing.db", "keys.db", "ledger.db"} <= {path.name for path in files}
    assert [path.name for path in files if path.stat().st_mode & 0o077] == []


def test_init_twice_is_refused_with_one_line(organisation, capsys):
    status = run(["init", "--data", str(organisation), *ORGANISATION])

    told = capsys.readouterr().err
    assert status == 1
    assert "holds Eastmere Care already" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("flag", "value", "message"),
    [
        ("--zone", "Mars/Olympus", "not a time zone"),
        ("--zone", "../../etc/passwd", "not a time zone"),
        ("--nation", "france", "is not one of"),
        ("--lead-email", "helen", "--lead-email is not an e-mail address"),
        ("--name", "=cmd", "--name begins with ="),
        ("--name", " ", "Say --name"),
        ("--first-cycle", "2001-01-01", "must be a Monday from today on"),
    ],
)
def test_init_says_which_flag_is_wrong_and_makes_nothing(data, capsys, flag, value, message):
    status = run(["init", "--data", str(data), *ORGANISATION, flag, value])

    assert status == 2
    assert message in capsys.readouterr().err
    assert not data.exists()


def test_init_keeps_away_from_a_database_whose_marker_is_missing(organisation, capsys):
    (organisation / "installation.json").unlink()

    status = run(["init", "--data", str(organisation), *ORGANISATION])

    assert status == 1
    assert "installation.json is missing" in capsys.readouterr().err


def test_an_import_shows_first_and_stores_only_when_confirmed(organisation, capsys):
    assert bring(organisation, two_teams()) == 0
    shown = capsys.readouterr().out
    assert bring(organisation, two_teams(), "--confirm") == 0
    stored = capsys.readouterr().out
    assert bring(organisation, two_teams(), "--confirm") == 0
    again = capsys.readouterr().out

    assert "23 join:" in shown
    assert "Nothing is stored yet" in shown
    assert "Tom: service Help" in shown
    assert stored.endswith("Imported.\n")
    assert "Nothing had changed." in again


def test_an_import_can_be_read_by_a_program(organisation, capsys):
    bring(organisation, two_teams(), "--json")

    found = json.loads(capsys.readouterr().out)
    assert len(found["joiners"]) == 23


def test_many_leavers_need_their_own_flag(organisation, capsys):
    bring(organisation, two_teams(), "--confirm")
    fewer = without(two_teams(), *(f"hub{n}@example.org" for n in range(3)))

    assert bring(organisation, fewer) == 0
    assert "--confirm --many-leavers" in capsys.readouterr().out
    assert bring(organisation, fewer, "--confirm") == 1
    assert "3 of 24 people would leave. Nothing was changed." in capsys.readouterr().err
    assert bring(organisation, fewer, "--confirm", "--many-leavers") == 0


def test_a_file_without_a_wellbeing_lead_is_refused(organisation, capsys):
    assert bring(organisation, without(two_teams(), "helen@example.org")) == 0
    assert "Nobody in the file has the role 'wellbeing lead'" in capsys.readouterr().out
    assert bring(organisation, without(two_teams(), "helen@example.org"), "--confirm") == 1
    assert "Nobody in the file has the role 'wellbeing lead'" in capsys.readouterr().err


def test_a_bad_file_is_refused_with_every_place(organisation, capsys):
    file = organisation.parent / "staff.csv"
    file.write_text(as_file(two_teams()).replace("Tom", "=Tom").replace(",Youth,", ",,"), "utf-8")

    status = run(["roster", "import", str(file), "--data", str(organisation), "--confirm"])

    told = capsys.readouterr().err
    assert status == 1
    assert "row 3, name: begins with =" in told
    assert "row 15, team: is empty" in told


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_file_that_cannot_be_read_is_bad_use(organisation, capsys, name):
    status = run(["roster", "import", str(organisation.parent / name), "--data", str(organisation)])

    assert status == 2
    assert "cannot be read" in capsys.readouterr().err


def test_an_import_before_init_says_what_to_do(data, capsys):
    data.mkdir()

    assert bring(data, two_teams()) == 1
    assert "wellbeing init" in capsys.readouterr().err
