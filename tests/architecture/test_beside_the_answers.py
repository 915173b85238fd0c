"""What stands beside the answers is for the person alone: nothing that decides, publishes or tells others names it."""

import re

import pytest

from tests.support.source import PACKAGE

NAMES = re.compile(
    r"\b(armour|one_more|keep_about|still_about|about_told|armour_told|wants_one_more)\b"
)
# Its own places: where it is asked, kept, shown to its person and handed out to them.
MAY = {"checkins", "history", "looking_back", "preferences", "records", "simulation", "content"}
NOT_IN_HISTORY = ("release.py", "indicators.py", "tracing.py", "timeline.py", "screens.py")
IN_RECORDS = {"export_weeks.py", "export_writing.py"}


def naming(folder: str) -> set[str]:
    files = (PACKAGE / folder).rglob("*.py")
    return {file.name for file in files if NAMES.search(file.read_text("utf-8"))}


def test_only_its_own_places_name_it() -> None:
    folders = {one.name for one in PACKAGE.iterdir() if one.is_dir() and one.name != "__pycache__"}

    assert {folder for folder in folders if naming(folder)} <= MAY
    assert naming("records") == IN_RECORDS


@pytest.mark.parametrize("name", NOT_IN_HISTORY)
def test_what_releases_and_rules_are_given_does_not_name_it(name: str) -> None:
    assert not NAMES.search((PACKAGE / "history" / name).read_text("utf-8"))
