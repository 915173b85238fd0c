"""Whatever becomes of a text, the last good policy stays in force, and the trouble is told."""

import hashlib

import pytest

from tests.support.policies import LEAD, NAME, TEXT, Office, lay_out, with_line, without_table
from wellbeing.policies.service import NoPolicyError
from wellbeing.policies.troubles import TroubleKind
from wellbeing.stepped_care import parse_policy

STRICTER = with_line("high", 10)
OLDER_RELEASE = without_table("screens", STRICTER)


def kinds(office):
    return [trouble.kind for trouble in office.standing().troubles]


@pytest.fixture
def agreed(office):
    """An office in which a stricter policy has been agreed; return it and the week it begins."""
    return office, office.agree_on(STRICTER)


def test_where_all_is_well_nothing_is_said(agreed):
    office, begins = agreed

    assert office.standing().troubles == ()
    assert office.high_of(begins) == 10


def test_a_text_changed_behind_the_service_s_back_is_not_trusted(agreed):
    office, begins = agreed
    # Another source beside the same number is another text too.
    for text in (with_line("high", 11), STRICTER.replace("# half of 18", "# a line")):
        office.change_row(begins, text=text)

        assert office.high_of(begins) == 9
        assert kinds(office) == [TroubleKind.COPY_ALTERED]


def test_a_text_changed_together_with_its_hash_still_names_another_policy(agreed):
    office, begins = agreed
    office.spoil(begins, with_line("high", 11))

    assert office.high_of(begins) == 9
    assert kinds(office) == [TroubleKind.COPY_ALTERED]


def test_a_policy_that_lacks_what_a_newer_program_asks_for_is_left_out(agreed):
    office, begins = agreed
    office.spoil(begins, OLDER_RELEASE)

    assert office.high_of(begins) == 9
    (trouble,) = office.standing().troubles
    assert trouble.kind is TroubleKind.COPY_UNREADABLE
    assert str(begins) in trouble.said
    assert "propose and approve a policy" in trouble.remedy


@pytest.mark.parametrize("written", ["2026-W99", "nonsense", ""])
def test_a_policy_that_no_longer_says_from_when_is_left_out(agreed, written):
    office, begins = agreed
    office.change_row(begins, from_week=written)

    assert office.high_of(begins) == 9
    assert kinds(office) == [TroubleKind.COPY_WITHOUT_WEEK]


def test_where_a_policy_no_longer_says_from_when_every_page_still_stands(quick, quick_office):
    begins = quick_office.agree_on(STRICTER)
    quick_office.change_row(begins, from_week="nonsense")
    lead = quick.browser_of(LEAD)

    pages = ("/my-step", "/rules", "/rules/past", "/policy-changes", "/policy-changes/new")
    assert {page: lead.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert "from which week on" in lead.get("/policy-changes").text


def test_what_is_not_even_a_policy_is_left_out(agreed):
    office, begins = agreed
    for text in ("", "high = ", "a = " + "[" * 30_000, f"version = {'9' * 5_000}"):
        office.spoil(begins, text)

        assert office.high_of(begins) == 9
        assert kinds(office) == [TroubleKind.COPY_UNREADABLE]


def test_where_no_kept_policy_can_be_used_the_release_s_own_decides(agreed):
    office, begins = agreed
    office.spoil(begins, "nothing")
    office.spoil(begins.plus(-1), "nothing")

    assert office.high_of(begins) == 9
    assert kinds(office)[-1] is TroubleKind.NO_GOOD_COPY


def test_when_all_are_spoilt_a_policy_is_agreed_anew_and_still_begins_on_its_monday(office):
    office.spoil(office.this_week, "nothing")

    begins = office.agree_on(with_line("high", 11))

    assert [office.high_of(week) for week in (begins.plus(-1), begins)] == [9, 11]
    assert TroubleKind.NO_GOOD_COPY in kinds(office)


def test_when_all_are_spoilt_the_numbers_in_force_may_be_agreed_again(office):
    office.spoil(office.this_week, "nothing")

    assert office.agree_on(TEXT) == office.this_week.plus(1)


def test_without_the_release_s_files_too_the_first_good_one_decides_at_once(office):
    begins = office.agree_on(STRICTER)
    office.spoil(office.this_week, "nothing")
    lay_out(office.folder)

    assert [office.high_of(week) for week in (begins.plus(-1), begins)] == [10, 10]


def test_where_the_release_has_no_good_file_nothing_is_kept(home):
    office = Office(home)
    lay_out(office.folder)

    assert not office.adopt()


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ([TEXT.replace("high = 9", "high = 99")], TroubleKind.FILE_BROKEN),
        ([with_line("high", 10)], TroubleKind.FILE_EDITED),
        ([TEXT.replace("# half of 18", "# a half")], TroubleKind.FILE_EDITED),
        ([], TroubleKind.FILE_MISSING),
    ],
    ids=["broken", "another number", "another comment", "missing"],
)
def test_the_file_may_be_broken_edited_or_gone_and_the_kept_copy_decides(office, texts, kind):
    lay_out(office.folder, *texts)

    (trouble,) = office.standing().troubles
    assert (trouble.kind, trouble.subject) == (kind, NAME)
    assert office.high_of(office.this_week) == 9


def test_a_file_that_is_no_text_is_broken(office):
    (office.folder / NAME).write_bytes(b"\xff\xfe\x00")

    assert kinds(office) == [TroubleKind.FILE_BROKEN]


def test_once_another_policy_is_in_force_the_first_one_s_file_may_go(home, agreed):
    office, begins = agreed
    lay_out(office.folder)
    home.clock.standing_at = home.clock.standing_at.replace(day=begins.monday.day + 1)

    assert office.standing().troubles == ()


def test_a_newer_file_decides_nothing_by_itself(office):
    newer = with_line("in_force_from", "2026-02-16", STRICTER)
    lay_out(office.folder, TEXT, newer)

    assert not office.adopt()
    assert office.high_of(office.this_week) == 9
    assert office.standing().troubles == ()


def test_before_a_policy_is_kept_the_newest_good_file_that_has_begun_is_taken(home):
    office = Office(home)
    broken = with_line("in_force_from", "2026-03-02").replace("high = 9", "high = 99")
    later = with_line("in_force_from", "2026-06-01", with_line("high", 11))
    newest = with_line("in_force_from", "2026-02-16", STRICTER)
    lay_out(office.folder, TEXT, newest, broken, later)
    assert office.high_of(office.this_week) == 10

    assert office.adopt()

    assert office.high_of(office.this_week) == 10
    assert office.high_of(office.this_week.plus(30)) == 10


def test_where_nothing_can_be_read_nobody_is_told_a_step(office):
    office.spoil(office.this_week, "nothing")
    lay_out(office.folder)

    assert office.standing().rulebook is None
    assert kinds(office)[-1] is TroubleKind.NOTHING_READABLE
    with pytest.raises(NoPolicyError):
        office.high_of(office.this_week)


def test_the_kept_hashes_are_those_of_text_and_numbers(home, office):
    from wellbeing.policies import store

    with home.session() as session:
        (kept,) = store.deciding(session)

    assert kept.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert kept.policy_sha256 == parse_policy(TEXT).sha256
