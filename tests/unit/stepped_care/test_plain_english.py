"""The policy in plain English: nothing in the file is left unsaid."""

import pytest

from tests.support.histories import default_policy, policy_with
from wellbeing.stepped_care.plain_english import chapters

NUMBERS = [
    (table, key, value)
    for table, values in default_policy().model_dump().items()
    if isinstance(values, dict)
    for key, value in values.items()
]


def other(value: object) -> object:
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) and value != 3 else 2 if value == 3 else "article"


@pytest.mark.parametrize(("table", "key", "value"), NUMBERS)
def test_a_changed_value_reads_differently(table, key, value) -> None:
    changed = policy_with(**{table: {key: other(value)}})

    assert chapters(changed) != chapters(default_policy())


def test_each_rule_is_told_once() -> None:
    rules = [one.rule for chapter in chapters(default_policy()) for one in chapter.rules]

    assert len(rules) == len(set(rules))
    for letter, last in (("U", 6), ("E", 7), ("F", 7), ("H", 5), ("M", 7)):
        assert {f"{letter}{number}" for number in range(1, last + 1)} <= set(rules)
    assert {f"D{number}" for number in range(5)} <= set(rules)


def test_the_article_s_grouping_says_what_is_counted_together() -> None:
    (before,) = [one for one in _offers("default") if one.rule == "Pressure: the work itself"]
    (after,) = [one for one in _offers("article") if one.rule == "Pressure: the work itself"]

    assert before.then == "offers about events in the work"
    assert after.then == (
        "offers about events in the work, and about workload and environment, which are counted "
        "with them here"
    )


def _offers(grouping: str):
    return chapters(policy_with(pressures={"grouping": grouping}))[-1].rules


@pytest.mark.parametrize(
    ("switched_on", "words"),
    [
        (False, "nothing: the optional screen PHQ-4 is not switched on here"),
        (True, "PHQ-4 is offered to those who have chosen it; the result is theirs alone"),
    ],
)
def test_a_screen_says_whether_it_is_switched_on(switched_on: bool, words: str) -> None:
    offers = chapters(policy_with(screens={"phq_4": switched_on}))[-1].rules

    assert [one.then for one in offers if one.rule == "PHQ-4"] == [words]


@pytest.mark.parametrize(
    ("high", "words"),
    [
        (1, "it was a little or more"),
        (2, "it was a lot or more"),
        (3, "it was more than could be managed"),
    ],
)
def test_a_pressure_is_told_in_the_words_of_its_answers(high: int, words: str) -> None:
    offers = chapters(policy_with(action={"high_pressure": high}))[-1].rules

    assert [one.when for one in offers if one.rule.startswith("Pressure")] == [words] * 3


def test_the_month_after_an_event_is_told_in_weeks() -> None:
    (month,) = [one.when for one in _offers("default") if one.rule == "E5"]

    assert month == "a direct event was reported 4 weeks ago"
