"""Time zone data that is old, missing or names no version is told; the next clock changes are read from it."""

from datetime import UTC, date, datetime

import pytest

from wellbeing.running import zone_data

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def data_of(tmp_path, file="", words=""):
    (tmp_path / "Europe").mkdir()
    (tmp_path / "Europe" / "London").touch()
    if file:
        (tmp_path / file).write_text(words, "ascii")
    return (str(tmp_path),)


@pytest.mark.parametrize(
    ("zone", "days"),
    [
        ("Europe/London", [date(2026, 3, 29), date(2026, 10, 25)]),
        ("Australia/Lord_Howe", [date(2026, 4, 5), date(2026, 10, 4)]),
        ("America/New_York", [date(2026, 3, 8), date(2026, 11, 1)]),
        ("Asia/Kolkata", []),
    ],
)
def test_the_next_two_changes_of_the_clock_are_found_on_their_days(zone, days):
    assert list(zone_data.next_changes(zone, NOW)) == days


@pytest.mark.parametrize(
    ("file", "words", "version"),
    [
        ("tzdata.zi", "# version 2025b\nR A 1916", "2025b"),
        ("+VERSION", "2025c\n", "2025c"),
        ("tzdata.zi", "# no version at all", None),
        ("", "", None),
    ],
)
def test_the_version_of_the_system_s_data_is_read_from_its_files(tmp_path, file, words, version):
    assert zone_data.version(data_of(tmp_path, file, words)) == version


def test_where_the_system_has_none_the_package_s_data_is_used(tmp_path):
    found = zone_data.version((str(tmp_path),))

    assert found is not None
    assert int(found[:4]) >= 2025


@pytest.mark.parametrize(
    ("words", "year", "is_well"),
    [("# version 2025b", 2026, True), ("# version 2024b", 2026, False), ("nothing", 2026, False)],
)
def test_old_data_is_told_with_what_to_do(tmp_path, words, year, is_well):
    folders = data_of(tmp_path, "tzdata.zi", words)
    line = zone_data.line("Europe/London", NOW.replace(year=year), folders)

    assert (line.trouble is None) is is_well
    if line.trouble:
        assert "tzdata" in line.trouble.remedy
    else:
        assert line.stands == (
            "Version 2025b, for Europe/London. Clocks change on 29 March 2026 and 25 October 2026."
        )


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "../etc/passwd"])
def test_a_zone_that_is_not_known_is_told(zone):
    line = zone_data.line(zone, NOW)

    assert line.trouble is not None
    assert "is not known to this machine" in line.stands
