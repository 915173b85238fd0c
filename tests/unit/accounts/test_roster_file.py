"""What a good roster file gives, and what is put right without a word."""

from pathlib import Path

import pytest

from wellbeing.accounts.roster_file import HEADER, MOST_ROWS, RosterFileError, read_roster

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "staff.csv"
FIRST_LINE = ",".join(HEADER)


def a_file(*lines, end="\n"):
    return end.join([FIRST_LINE, *lines, ""]).encode()


def test_the_example_of_the_handbook_can_be_read():
    rows = read_roster(EXAMPLE.read_bytes())

    assert len(rows) == 9
    assert rows[0].place == ("Children and families", "Early help", "Family hubs")
    assert rows[6].name == "Nowak, Ewa"
    assert rows[8].roles == ("wellbeing lead", "practitioner")


def test_a_row_keeps_its_number_in_the_file():
    rows = read_roster(a_file("a@x.org,Ann,,,Home care,,", "b@x.org,Bea,,,Home care,a@x.org,"))

    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_of_either_kind_can_be_read(end):
    rows = read_roster(a_file("a@x.org,Ann,,,Home care,,", end=end))

    assert rows[0].team == "Home care"


def test_mixed_line_ends_make_no_row_more_or_less():
    rows = read_roster(a_file("a@x.org,Ann,,,Home care,,\r\nb@x.org,Bea,,,Home care,,\r"))

    assert [row.work_email for row in rows] == ["a@x.org", "b@x.org"]


def test_a_byte_order_mark_is_allowed():
    rows = read_roster(b"\xef\xbb\xbf" + a_file("a@x.org,Ann,,,Home care,,"))

    assert rows[0].name == "Ann"


def test_addresses_are_kept_in_small_letters():
    rows = read_roster(
        a_file("A.Lead@X.ORG,Ann,,,Home care,,", "b@x.org,Bea,,,Home care,a.lead@x.org,")
    )

    assert rows[0].work_email == rows[1].supervisor_email == "a.lead@x.org"


def test_a_name_that_only_looks_the_same_becomes_the_same():
    rows = read_roster(a_file("a@x.org,Ann,,,Team ﬁve,,", "b@x.org,Bea,,,Team five,,"))

    assert rows[0].place == rows[1].place


@pytest.mark.parametrize(
    "name", ["Zoë O'Neill-Łuczak", "Nguyễn Thị Mai", "王小明", "محمد علي", "Анна Иванова"]
)
def test_names_of_any_one_alphabet_are_welcome(name):
    rows = read_roster(a_file(f"a@x.org,{name},,,Home care,,"))

    assert rows[0].name == name


def test_roles_may_be_written_with_spaces_or_underscores():
    rows = read_roster(a_file("a@x.org,Ann,,,Home care,,Peer_Supporter; manager of team"))

    assert rows[0].roles == ("peer supporter", "manager of team")


def test_the_most_people_a_file_may_hold_are_read_within_five_seconds():
    rows = read_roster(
        a_file(*(f"p{n}@x.org,Person A{n},North,Care,Team {n % 900},," for n in range(MOST_ROWS)))
    )

    assert len(rows) == MOST_ROWS


def test_every_problem_is_told_at_once_with_its_row_and_column():
    with pytest.raises(RosterFileError) as refused:
        read_roster(a_file("nobody,=Ann,,,Home care,,", "b@x.org,Bea,,,,,chief"))

    told = [(problem.row, problem.column) for problem in refused.value.problems]
    assert told == [(2, "work_email"), (2, "name"), (3, "team"), (3, "roles")]
