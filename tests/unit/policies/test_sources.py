"""Beside each number its source is found, however the file is written."""

from time import process_time

import pytest

from tests.support.policies import TEXT
from wellbeing.policies.checking import problems_of
from wellbeing.policies.differing import numbers_of
from wellbeing.policies.sources import sources_of
from wellbeing.stepped_care import parse_policy

EMPTY = '""'


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("high = 9 # half of 18", "half of 18"),
        ("  high=9#half of 18  ", "half of 18"),
        ("high = 9", None),
        ("high = 9 #", None),
        ("high = true   # since a board wants it", "since a board wants it"),
        ("high = 2026-01-05 # a Monday", "a Monday"),
        ('high = "default # no" # events apart', "events apart"),
        ("high = 'default # no' # events apart", "events apart"),
        ('high = "a \\" # b" # events # apart', "events # apart"),
        ("# high = 9 # not any more", None),
        ('high = "never closed # no', None),
    ],
)
def test_the_comment_beside_a_number_is_its_source(line, source):
    assert sources_of(f"[reactive]  # when\n{line}\n").get("reactive.high") == source


@pytest.mark.parametrize(
    "line",
    [
        "grouping = " + " " * 30_000 + EMPTY + '"default' + EMPTY + '"',
        f"high = 9 # x{' ' * 30_000}y",
        "high = " + 15_000 * EMPTY + "'",
        f"high = {' ' * 30_000}",
        "a" * 30_000,
        f"[{' ' * 30_000}",
    ],
    ids=["spaces", "comment", "quotes", "nothing", "key", "table"],
)
def test_no_line_keeps_the_service_busy(line):
    begun = process_time()

    sources_of(line)

    assert process_time() - begun < 1


def test_a_key_is_named_with_its_table():
    found = sources_of("a = 1 # one\n[b]\na = 2 # two\n[ c ]\na = 3 # three\nd.e = 4 # four")

    assert found == {"a": "one", "b.a": "two", "c.a": "three", "c.d.e": "four"}


def test_every_number_we_ship_has_one():
    numbers = dict(numbers_of(parse_policy(TEXT)))

    assert set(numbers) - set(sources_of(TEXT)) == {"version"}


def test_a_number_without_one_is_a_problem_with_its_remedy():
    text = TEXT.replace("# half of 18, about three signs on most days", "")

    (problem,) = problems_of(text)

    assert str(problem) == (
        "reactive.high: is 9 without a source; write after it: # and where it comes from"
    )


def test_a_table_on_one_line_shows_no_source_and_says_so():
    text = TEXT.replace("[sign_off_working_days]", "[unused]").split("[unused]")[0]
    text = f"sign_off_working_days = {{routine = 5, soon = 2}}\n{text}"

    assert [problem.key for problem in problems_of(text)] == [
        "sign_off_working_days.routine",
        "sign_off_working_days.soon",
    ]
