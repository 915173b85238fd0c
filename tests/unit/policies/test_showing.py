"""Numbers stand beside the sentences that tell them, and a difference names all that differs."""

from datetime import date

import pytest

from tests.support.policies import TEXT, with_line
from wellbeing.policies.book import Book, Told
from wellbeing.policies.changes import Change
from wellbeing.policies.checking import LONGEST_MESSAGE, problems_of
from wellbeing.policies.differing import difference, numbers_of
from wellbeing.policies.drafting import draft_of
from wellbeing.policies.numbers import anchor_of, shown
from wellbeing.policies.words import in_short
from wellbeing.stepped_care import Policy, parse_policy
from wellbeing.week import Week

OURS = parse_policy(TEXT)


def numbers_beside(rule):
    rules = [one for chapter in shown(OURS, TEXT).chapters for one in chapter.rules]
    return {number.key: number.value for number in next(r for r in rules if r.name == rule).numbers}


def test_a_rule_is_shown_with_exactly_the_numbers_its_sentence_tells():
    assert numbers_beside("U1") == {"reactive.high": "9", "reactive.n_consecutive": "2"}
    assert numbers_beside("U5") == {}
    assert numbers_beside("H1") == {
        "sign_off_working_days.routine": "5",
        "sign_off_working_days.soon": "2",
    }


def test_no_number_of_the_policy_is_left_out_of_the_page():
    page = shown(OURS, TEXT)
    told = {number.key for chapter in page.chapters for number in chapter.numbers}
    told |= {
        number.key for chapter in page.chapters for rule in chapter.rules for number in rule.numbers
    }

    assert told == set(dict(numbers_of(OURS))) - {"version", "in_force_from"}


def test_the_table_holds_every_rule_once():
    names = [name for name, _, _ in shown(OURS, TEXT).table]

    assert len(names) == len(set(names)) > 30


def test_a_rule_s_place_has_no_signs_that_an_address_cannot_carry():
    assert anchor_of("U1") == "U1"
    assert anchor_of("Pressure: the work itself") == "Pressure-the-work-itself"


def test_a_difference_names_numbers_rules_and_sources():
    text = with_line("spike", 14).replace("# half of 18", "# one half of 18")

    found = difference(OURS, parse_policy(text), TEXT, text)

    assert [(one.name, one.before, one.after) for one in found.numbers] == [
        ("reactive.spike", "13", "14")
    ]
    assert [one.name for one in found.rules] == ["U3"]
    assert [one.name for one in found.sources] == ["reactive.high"]
    assert found.is_more_than_a_date


def test_another_version_or_monday_alone_is_no_difference():
    text = with_line("version", 2, with_line("in_force_from", "2026-02-02"))

    found = difference(OURS, parse_policy(text), TEXT, text)

    assert [one.name for one in found.numbers] == ["version", "in_force_from"]
    assert not found.is_more_than_a_date


def test_a_draft_raises_the_version_sets_the_monday_and_leaves_the_rest():
    draft = draft_of(TEXT, Week(2026, 11))
    policy = parse_policy(draft)

    assert (policy.version, str(policy.in_force_from)) == (2, "2026-03-09")
    assert len(draft.splitlines()) == len(TEXT.splitlines())
    changed = [
        new for old, new in zip(TEXT.splitlines(), draft.splitlines(), strict=True) if old != new
    ]
    assert len(changed) == 2


def test_the_short_of_it_follows_the_numbers():
    once = parse_policy(with_line("n_consecutive", 1))

    assert "9 or more of 18 in two check-ins in a row" in " ".join(in_short(OURS))
    assert "9 or more of 18 in one check-in" in " ".join(in_short(once))


def test_a_message_never_repeats_a_whole_text():
    wrong = TEXT.replace("high = 9 ", f"high = '{'x' * 5_000}' ")

    assert max(len(problem.message) for problem in problems_of(wrong)) <= LONGEST_MESSAGE + 1


def test_text_that_hides_or_turns_round_is_named_by_its_line():
    wrong = TEXT.replace("# half of 18", "# \u200bhalf \u202eof 18")

    (problem,) = problems_of(wrong)

    assert problem.message == "holds what cannot be seen (U+200B, U+202E); remove it"
    assert TEXT.splitlines()[int(problem.key.removeprefix("line ")) - 1].startswith("high = 9")


def test_without_any_policy_the_book_is_empty():
    empty = Book((), Week(2026, 10))

    assert (empty.in_force, empty.coming, empty.begun) == (None, None, ())


def test_only_numbers_are_shown_as_numbers():
    assert isinstance(OURS, Policy)
    assert dict(numbers_of(OURS))["screens.phq_4"] == "false"
    assert dict(numbers_of(OURS))["pressures.grouping"] == "default"


def test_what_decides_nothing_has_no_first_week_and_what_cannot_be_read_is_not_shown():
    change = Change("a", "text", "", "", "", "why", "b", date(2026, 3, 4))

    with pytest.raises(ValueError, match="no first week"):
        _ = change.begins
    with pytest.raises(ValueError, match="cannot be shown"):
        _ = Told(change, None, None, {}).shown
