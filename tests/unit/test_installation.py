"""The marker that says what a data folder is."""

import json

import pytest

from wellbeing.installation import MARKER, Installation, InstallationError, require


def test_a_marker_is_read_back_as_written(tmp_path):
    installation = Installation.new(demo=True, seed=7)

    installation.write(tmp_path)

    assert Installation.read(tmp_path) == installation
    assert [file.name for file in tmp_path.iterdir()] == [MARKER]


def test_no_two_installations_have_the_same_id():
    assert len({Installation.new(demo=False).id for _ in range(100)}) == 100


def test_a_folder_without_a_marker_holds_nothing_yet(tmp_path):
    assert Installation.read(tmp_path) is None
    with pytest.raises(InstallationError, match="wellbeing init"):
        require(tmp_path, demo=False)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"id": "x"}', '{"id": "x", "demo": true, "layout": "new"}']
)
def test_a_damaged_marker_is_refused_in_one_line(tmp_path, text):
    (tmp_path / MARKER).write_text(text, "utf-8")

    with pytest.raises(InstallationError, match="cannot be read") as refusal:
        require(tmp_path, demo=False)

    assert "\n" not in str(refusal.value)


def test_a_real_organisation_and_a_demo_are_never_taken_for_each_other(tmp_path):
    for is_demo in (True, False):
        Installation.new(demo=is_demo).write(tmp_path)

        assert require(tmp_path, demo=is_demo).demo is is_demo
        with pytest.raises(InstallationError, match="holds"):
            require(tmp_path, demo=not is_demo)


def test_a_folder_of_another_version_is_refused(tmp_path):
    Installation.new(demo=False).write(tmp_path)
    written = json.loads((tmp_path / MARKER).read_text("utf-8"))
    (tmp_path / MARKER).write_text(json.dumps(written | {"layout": 99}), "utf-8")

    with pytest.raises(InstallationError, match="another version"):
        require(tmp_path, demo=False)
