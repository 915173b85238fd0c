"""The record of a person's last weeks: one length for everybody, and read back as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.history.indicators import ITEMS, KEPT_WEEKS, NO_WEEKS, with_answers, with_step
from wellbeing.history.release import inputs_of
from wellbeing.stepped_care import Step
from wellbeing.week import Week

FIRST = Week(2026, 1)
WEEKS = [FIRST.plus(number) for number in range(KEPT_WEEKS + 20)]

answers = st.tuples(*[st.sampled_from((None, 0, 1, 2, 3))] * ITEMS)
# How many weeks after the one before, what was answered if anything, and the step that followed.
lives = st.lists(st.tuples(st.integers(1, 30), st.none() | answers, st.sampled_from(Step)))


def written(life, last):
    """Return the record of a life up to a week, and what it should say of each week."""
    record, said = NO_WEEKS, {}
    week = FIRST
    for later, items, step in life:
        week = week.plus(later)
        if week <= last:
            if items is not None:
                record = with_answers(record, week, items)
            record = with_step(record, week, step)
            said[week] = items, step
    newest = max(said, default=FIRST)
    return record, {week: told for week, told in said.items() if newest.since(week) < KEPT_WEEKS}


@given(st.lists(lives, min_size=1, max_size=4))
def test_every_week_that_is_kept_reads_back_and_no_other(many):
    records, said = zip(*(written(life, WEEKS[-1]) for life in many), strict=True)

    found = inputs_of(records, WEEKS, steps=True)

    for person, told in enumerate(said):
        for place, week in enumerate(WEEKS):
            items, _ = told.get(week, (None, None))
            assert found.sent[person, place] == (items is not None)
            expected = [-1 if item is None else item for item in items or (None,) * ITEMS]
            assert found.items[person, place].tolist() == expected
        assert found.steps[person] == (told[max(told)][1] if told else None)
    assert {len(record) for record in records} == {len(NO_WEEKS)}


@given(lives, st.integers(0, len(WEEKS) - 1))
def test_a_step_is_that_of_the_last_week_with_data_until_then(life, until):
    record, said = written(life, WEEKS[-1])
    before = [week for week in said if week <= WEEKS[until]]

    found = inputs_of([record], [WEEKS[until]], steps=True)

    assert found.steps == ((said[max(before)][1] if before else None),)


def test_answers_sent_again_replace_the_first_and_leave_the_step():
    record = with_step(with_answers(NO_WEEKS, FIRST, (3,) * ITEMS), FIRST, Step.FORMAL)

    record = with_answers(record, FIRST, (None, *(0,) * (ITEMS - 1)))
    found = inputs_of([record], [FIRST], steps=True)

    assert found.items.tolist() == [[[-1, *[0] * (ITEMS - 1)]]]
    assert found.steps == (Step.FORMAL,)


def test_what_is_no_answer_counts_as_none():
    record = bytearray(with_answers(NO_WEEKS, FIRST, (3,) * ITEMS))
    record[3:] = b"\x5f" * len(record[3:])

    found = inputs_of([bytes(record)], [FIRST], steps=False)

    assert (found.items == -1).all()
    assert found.steps == (None,)
