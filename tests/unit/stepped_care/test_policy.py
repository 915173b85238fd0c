"""A policy file is read strictly: everything that is wrong is said at once, with its remedy."""

import re

import pytest

from tests.support.histories import POLICIES, default_policy, policy_with
from wellbeing.stepped_care import PolicyError, parse_policy

TEXT = (POLICIES / "2026-01-05.toml").read_text(encoding="utf-8")


def with_line(key: str, line: str) -> str:
    """The default policy with one line replaced."""
    changed, times = re.subn(rf"(?m)^{key} = .*$", line, TEXT, count=1)
    assert times == 1
    return changed


def problems_of(text: str) -> list[str]:
    with pytest.raises(PolicyError) as caught:
        parse_policy(text, file="2026-01-05.toml")
    return str(caught.value).splitlines()


@pytest.mark.parametrize("file", sorted(POLICIES.glob("*.toml")), ids=lambda file: file.name)
def test_every_policy_we_ship_is_whole_and_named_after_its_monday(file) -> None:
    policy = parse_policy(file.read_text(encoding="utf-8"))

    assert file.stem == policy.in_force_from.isoformat()


def test_every_number_we_ship_says_where_it_comes_from() -> None:
    numbers = re.findall(r'(?m)^(?!version)\w+ = (?:\d+(?!\d|-)|false|"\w+")(.*)$', TEXT)

    assert len(numbers) == 51
    assert all(re.fullmatch(r" +# .{10,}", comment) for comment in numbers)


@pytest.mark.parametrize(
    ("key", "line", "problem"),
    [
        ("high", "high = 19", "reactive.high: is 19; write a whole number from 1 to 18"),
        ("high", "high = 0", "reactive.high: is 0; write a whole number from 1 to 18"),
        ("high", "high = '9'", "reactive.high: is '9'; write a whole number from 1 to 18"),
        ("high", "high = 9.0", "reactive.high: is 9.0; write a whole number from 1 to 18"),
        ("high", "high = true", "reactive.high: is true; write a whole number from 1 to 18"),
        ("min_items", "min_items = 7", "score.min_items: is 7; write a whole number from 1 to 6"),
        (
            "stale_weeks",
            "stale_weeks = 0",
            "down.stale_weeks: is 0; write a whole number of weeks from 1 to 52",
        ),
        (
            "in_force_from",
            "in_force_from = 2026-01-06",
            "in_force_from: is 2026-01-06; write a Monday, such as 2026-01-05",
        ),
        ("phq_4", "phq_4 = 1", "screens.phq_4: is 1; write true or false"),
        ("pc_ptsd_5", "pc_ptsd_5 = 'no'", "screens.pc_ptsd_5: is 'no'; write true or false"),
        (
            "phq_4",
            "phq_4 = false\nphq4 = false",
            "screens.phq4: is not a key of a policy; did you mean phq_4?",
        ),
        (
            "grouping",
            'grouping = "articel"',
            'pressures.grouping: is \'articel\'; write "default" or "article"',
        ),
        (
            "grouping",
            "grouping = false",
            'pressures.grouping: is false; write "default" or "article"',
        ),
        (
            "max_gap_weeks",
            "max_gap_weeks = 9",
            "max_gap_weeks: is 9, more than down.stale_weeks (8): after so long a silence every "
            "run begins anew; lower it or raise that",
        ),
        ("version", "version = 0", "version: is 0; write a whole number from 1"),
        ("settled", "", "down.settled: is missing; add a whole number from 0 to 18"),
        (
            "weeks_min",
            "weeks_min = 12\nweeks_mxa = 3",
            "baseline.weeks_mxa: is not a key of a policy; did you mean weeks_max?",
        ),
        (
            "weeks_min",
            "weeks_min = 4\nhobbies = 3",
            "baseline.hobbies: is not a key of a policy; remove it",
        ),
        (
            "weeks_max",
            "weeks_max = 3",
            "baseline.weeks_min: is 4, more than baseline.weeks_max (3): a baseline needs room "
            "for its weeks; lower it or raise that",
        ),
        (
            "spike_rise",
            "spike_rise = 3",
            "reactive.rise: is 4, more than reactive.spike_rise (3): one check-in may not need "
            "less than several; lower it or raise that",
        ),
        (
            "settled",
            "settled = 9",
            "down.settled: allows 9 as settled, but support is offered from 9 (reactive.high); "
            "lower it",
        ),
        (
            "settled_above_baseline",
            "settled_above_baseline = 2",
            "down.baseline_cap: with settled_above_baseline allows 9 as settled, but support is "
            "offered from 9 (reactive.high); lower it",
        ),
    ],
)
def test_a_wrong_line_is_named_with_its_remedy(key: str, line: str, problem: str) -> None:
    assert problems_of(with_line(key, line)) == [f"2026-01-05.toml: {problem}"]


def test_all_problems_are_told_at_once() -> None:
    text = "version = 0\nmaxgap_weeks = 3\n[reactive]\nhigh = 9\nspike = 8\nrise = 'four'\n"

    told = problems_of(text)

    for wanted in (
        "version: is 0",
        "maxgap_weeks: is not a key of a policy; did you mean max_gap_weeks?",
        "in_force_from: is missing; add a Monday",
        "down: is missing; add the table [down] with settled, baseline_cap,",
        "reactive.rise: is 'four'",
        "reactive.spike_rise: is missing",
        "reactive.high: is 9, more than reactive.spike (8)",
    ):
        assert any(line.startswith(f"2026-01-05.toml: {wanted}") for line in told), wanted


def test_a_part_that_is_not_a_table_is_named() -> None:
    assert problems_of("event = 3\n" + TEXT.replace("[event]", "[score.event]")) != []


def test_a_file_that_is_not_toml_names_its_line() -> None:
    assert problems_of("version = \n") == [
        "2026-01-05.toml: TOML: cannot be read (Invalid value (at line 1, column 11)); "
        "correct the line it names"
    ]


def test_a_policy_is_known_by_its_numbers_not_by_its_comments() -> None:
    policy = default_policy()

    assert parse_policy(f"# another comment\n{TEXT}").sha256 == policy.sha256
    assert parse_policy(with_line("high", "high = 10")).sha256 != policy.sha256


@pytest.mark.parametrize(
    ("table", "key", "lowest", "highest"),
    [
        ("down", "settled", 0, 18),
        ("reactive", "high", 1, 18),
        ("score", "min_items", 1, 6),
        ("reactive", "n_consecutive", 1, 12),
        ("formal", "impact", 1, 3),
        ("event", "contact_last_day", 1, 60),
        ("down", "stale_weeks", 1, 52),
        ("formal", "pcptsd5", 1, 5),
        ("formal", "phq4", 1, 12),
        ("formal", "phq2_gad2", 1, 6),
    ],
)
def test_a_number_reaches_from_its_lowest_to_its_highest(table, key, lowest, highest) -> None:
    for number in (lowest, highest):
        assert getattr(getattr(policy_with(**{table: {key: number}}), table), key) == number
    for number in (lowest - 1, highest + 1):
        with pytest.raises(ValueError, match=key):
            policy_with(**{table: {key: number}})


def test_a_policy_knows_how_far_back_its_rules_look() -> None:
    assert (default_policy().longest_look, default_policy().longest_event) == (4, 6)
    for table, key in (
        ("reactive", "n_consecutive"),
        ("reactive", "overload_n"),
        ("event", "n_consecutive"),
        ("formal", "of_last"),
        ("formal", "impact_n"),
        ("down", "n_consecutive"),
    ):
        assert policy_with(**{table: {key: 9}}).longest_look == 9
    assert policy_with(event={"window_weeks": 9}).longest_event == 9
    assert policy_with(formal={"event_to_weeks": 9}).longest_event == 9
    assert policy_with(event={"contact_last_day": 60}).longest_event == 8


def test_a_later_version_is_one_more_and_none_is_below_one() -> None:
    assert parse_policy(with_line("version", "version = 1")).version == 1
    assert parse_policy(with_line("version", "version = 2")).version == 2
