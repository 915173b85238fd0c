"""Which policy decides which week, and what a new one sees of the weeks before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import FIRST_WEEK, default_policy, history, policy_with
from tests.unit.stepped_care.strategies import histories
from wellbeing.stepped_care import InForce, Rulebook, Step, place
from wellbeing.week import Week

OLD = default_policy()
NEW = policy_with(reactive={"high": 8, "overload_n": 2}, down={"stale_weeks": 3})
CHANGE = Week(2026, 10)
BOOK = Rulebook((InForce(Week(2026, 2), OLD), InForce(CHANGE, NEW)))


@pytest.mark.parametrize(
    ("week", "policy"),
    [
        (Week(2020, 1), OLD),
        (Week(2026, 2), OLD),
        (CHANGE.plus(-1), OLD),
        (CHANGE, NEW),
        (Week(2030, 1), NEW),
    ],
)
def test_a_policy_decides_from_its_week_until_the_next_begins(week, policy) -> None:
    assert BOOK.at(week) is policy


def test_a_policy_is_found_by_its_hash_in_whatever_week_it_decides() -> None:
    found = [BOOK.by_hash(one.sha256) for one in (OLD, NEW)]

    assert found == [OLD, NEW]
    assert BOOK.by_hash(policy_with(reactive={"high": 10}).sha256) is None
    assert (OLD.by_hash(OLD.sha256), OLD.by_hash(NEW.sha256)) == (OLD, None)


def test_policies_are_put_in_order_and_the_later_of_one_week_decides() -> None:
    book = Rulebook((InForce(CHANGE, NEW), InForce(Week(2026, 2), OLD), InForce(CHANGE, OLD)))

    assert [entry.from_week for entry in book.entries] == [Week(2026, 2), CHANGE, CHANGE]
    assert book.at(CHANGE) is OLD


def test_a_rulebook_without_a_policy_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one policy"):
        Rulebook(())


def test_one_policy_alone_decides_every_week() -> None:
    assert OLD.at(Week(1999, 1)) is OLD


@given(histories(), st.integers(-3, 30))
def test_weeks_before_a_change_are_not_touched_by_it(weeks, after) -> None:
    change = FIRST_WEEK.plus(after)
    book = Rulebook((InForce(Week(2020, 1), OLD), InForce(change, NEW)))

    changed, unchanged = place(weeks, book), place(weeks, OLD)

    before = [one for one in unchanged if one.week < change]
    assert list(changed[: len(before)]) == before
    assert all(one.policy_hash == NEW.sha256 for one in changed[len(before) :])


@given(histories())
def test_the_same_policy_taken_up_again_changes_nothing(weeks) -> None:
    book = Rulebook((InForce(Week(2020, 1), OLD), InForce(CHANGE, OLD)))

    assert place(weeks, book) == place(weeks, OLD)


def test_a_new_rule_that_looks_further_back_waits_for_what_was_not_kept() -> None:
    further = policy_with(down={"n_consecutive": 6})
    book = Rulebook((InForce(FIRST_WEEK, OLD), InForce(FIRST_WEEK.plus(7), further)))
    # A high score and a wish to talk, which keeps the step; after the talk, settled weeks count.
    written = "14+talk 5 5 5 5 5 5+held 5 5"

    changed = place(history(written), book)
    from_the_start = place(history(written), further)

    # Only four check-ins had been kept: the new rule sees its sixth a week later.
    assert from_the_start[7].step is Step.PREVENTION
    assert [one.step for one in changed[6:]] == [Step.REACTIVE, Step.REACTIVE, Step.PREVENTION]
