"""Files in one stream: what went in comes out, under no name that leads out of the folder."""

import pytest

from wellbeing.backup.entries import NAME_LENGTH, packed, unpack
from wellbeing.backup.troubles import DamagedBackupError

FILES = {"main.db": [b"a" * 70_000, b"", b"b"], "content/kit.toml": [b"text"], "empty": []}


def whole():
    return b"".join(packed(FILES.items()))


@pytest.mark.parametrize("size", [1, 7, 70_000, 1_000_000])
def test_files_come_out_however_the_bytes_arrive(tmp_path, size):
    content = whole()

    unpack((content[at : at + size] for at in range(0, len(content), size)), tmp_path)

    found = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert found == {name: b"".join(parts) for name, parts in FILES.items()}


@pytest.mark.parametrize("name", ["../above", "/etc/passwd", "a/../../b", ".", "a//b", "a/./b"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    inside = tmp_path / "inside"
    inside.mkdir()

    with pytest.raises(DamagedBackupError, match="no backup has"):
        unpack(packed([(name, [b"x"])]), inside)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_stream_that_ends_too_early_or_goes_on_is_refused(tmp_path):
    for number, content in enumerate(
        (whole()[: -NAME_LENGTH.size], whole()[:100], whole() + b"x", b"")
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        with pytest.raises(DamagedBackupError):
            unpack([content], folder)
