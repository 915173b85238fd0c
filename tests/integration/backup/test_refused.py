"""A backup that is damaged, mixed or made up, and a place that is not empty: refused, and nothing is written."""

import json
import shutil

import pytest

from tests.support.backup_operator import SECOND, is_untouched, tables
from tests.support.press import publication
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.cli import run
from wellbeing.key_ring import KeyRing

FILES = ("data.sealed", "ledger.sealed", "keys.sealed")


@pytest.fixture(scope="module")
def kept(settled):
    """Make two backups that differ in everything."""
    settled.back_up()
    settled.works.publish(publication(SECOND))
    settled.works.vault.box("somebody new")
    settled.back_up()
    return settled


@pytest.fixture
def operator(kept, tmp_path, monkeypatch):
    return kept.beside(tmp_path / "operator", monkeypatch)


@pytest.fixture
def newest(operator):
    """Return the folder of the backup that is taken when none is named."""
    return operator.to / operator.names()[-1]


def refused(operator, capsys, *more):
    """Try to put a backup back where nothing is; return what was said."""
    capsys.readouterr()
    with operator.elsewhere() as empty:
        assert operator.restore(*more) == 1
        assert not empty.data.exists() or is_untouched(empty.data)
        assert not empty.key_file.exists()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize("file", FILES)
def test_one_changed_byte_in_any_file(operator, newest, capsys, file):
    path = newest / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert "not as it was written" in refused(operator, capsys)


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_was_cut_or_is_missing(operator, newest, capsys, file):
    path = newest / file
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert "not as it was written" in refused(operator, capsys)

    path.unlink()
    assert "is missing" in refused(operator, capsys)


@pytest.mark.parametrize("file", FILES)
def test_files_of_two_backups_that_were_mixed(operator, capsys, file):
    one, other = operator.names()
    shutil.copyfile(operator.to / one / file, operator.to / other / file)

    assert "of another backup" in refused(operator, capsys, "--backup", other)


def test_a_manifest_that_was_changed_to_fit_them(operator, newest, capsys):
    path = newest / "manifest.json"
    found = json.loads(path.read_text())
    found["ledger"]["fence"] = 0
    path.write_text(json.dumps(found))

    assert "it was changed" in refused(operator, capsys)


@pytest.mark.parametrize("written", ["", "[]", "{}", '{"format": 1}'])
def test_a_manifest_that_is_none(operator, newest, capsys, written):
    (newest / "manifest.json").write_text(written)

    assert "damaged" in refused(operator, capsys)


def test_a_backup_of_a_later_format_is_told_as_such(operator, newest, capsys):
    path = newest / "manifest.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))

    assert "another version" in refused(operator, capsys)


def test_another_private_key(operator, capsys):
    operator.key.unlink()
    operator.key.write_text(PrivateKey.fresh().as_text())

    assert "was made for the key" in refused(operator, capsys)


def test_another_key_file(operator, capsys):
    other = operator.folder / "other.json"
    KeyRing.fresh().write(other)

    assert "the key file is another one's" in refused(operator, capsys, "--key-file", str(other))


def test_a_key_file_from_before_the_keys_were_changed(operator, capsys):
    old = operator.folder / "old.json"
    shutil.copyfile(operator.database.key_file, old)
    old.chmod(0o400)
    assert run(["keys", "rotate"]) == 0
    operator.back_up()

    assert "newest copy of it" in refused(operator, capsys, "--key-file", str(old))


def test_an_older_key_file_that_lies_where_the_service_looks_for_it(operator, capsys):
    old = operator.folder / "old.json"
    shutil.copyfile(operator.database.key_file, old)
    assert run(["keys", "rotate"]) == 0
    operator.back_up()

    with operator.elsewhere() as empty:
        shutil.copyfile(old, empty.key_file)
        empty.key_file.chmod(0o400)
        assert operator.restore() == 1
        assert "Move it away first" in capsys.readouterr().err
        assert is_untouched(empty.data)
        empty.key_file.unlink()


def test_a_folder_without_backups(operator, capsys):
    shutil.rmtree(operator.to)
    operator.to.mkdir()

    assert "holds no backup" in refused(operator, capsys)


@pytest.mark.parametrize(
    "left", ["installation.json", "wellbeing.db", "keys.db", "ledger.db", "content"]
)
def test_a_place_where_something_is_already(operator, capsys, left):
    with operator.elsewhere() as empty:
        empty.data.mkdir()
        (empty.data / left).write_text("somebody's")

        assert operator.restore() == 1

        assert (empty.data / left).read_text() == "somebody's"
        assert [path.name for path in empty.data.iterdir()] == [left]
    assert "never writes over anything" in capsys.readouterr().err


def test_a_restore_over_the_organisation_itself_changes_nothing(operator, capsys):
    before = tables(operator.settings)

    assert operator.restore() == 1

    assert tables(operator.settings) == before
    assert "never writes over anything" in capsys.readouterr().err
