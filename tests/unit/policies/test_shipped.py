"""The files of a release, read without trusting any of them."""

import pytest

from tests.support.policies import NAME, TEXT, lay_out, with_line
from wellbeing.policies.shipped import NoPolicyError, every_policy, good, rulebook, shipped
from wellbeing.stepped_care import PolicyError
from wellbeing.week import Week

BROKEN = with_line("in_force_from", "2026-02-02", with_line("high", 99))
LATER = with_line("in_force_from", "2026-06-01", with_line("high", 10))


def test_each_policy_decides_from_its_monday_on_and_the_first_before(tmp_path):
    found = rulebook(lay_out(tmp_path / "files", LATER, TEXT))

    weeks = (Week(2020, 1), Week(2026, 2), Week(2026, 22), Week(2026, 23))
    assert [found.at(week).reactive.high for week in weeks] == [9, 9, 9, 10]


def test_a_broken_file_is_named_and_the_others_are_still_good(tmp_path):
    folder = lay_out(tmp_path / "files", TEXT, BROKEN)

    assert [one.name for one in good(folder)] == [NAME]
    broken = shipped(folder)[-1]
    assert (broken.name, broken.policy) == ("2026-02-02.toml", None)
    with pytest.raises(PolicyError, match=r"2026-02-02.toml: reactive.high: is 99"):
        every_policy(folder)


def test_a_folder_that_is_not_there_holds_no_policy(tmp_path):
    assert shipped(tmp_path / "nowhere") == ()
    with pytest.raises(NoPolicyError):
        rulebook(tmp_path / "nowhere")


def test_the_files_of_this_release_are_good():
    assert every_policy()[0].in_force_from.isoformat() == NAME.removesuffix(".toml")
