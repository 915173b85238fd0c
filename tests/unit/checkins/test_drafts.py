"""A check-in as it stands on the pages: what is asked, what is kept, what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.histories import default_policy
from wellbeing.checkins.course import SEND, Course, said_parts
from wellbeing.checkins.drafts import (
    Draft,
    answers_of,
    check_in_of,
    differences,
    draft_of,
    more_asked,
)
from wellbeing.content.loader import content
from wellbeing.stepped_care import SIGNS, Event, Talk

QUESTIONS = content().questions
POLICY = default_policy()
MANY_SIGNS = {"sleep": "2", "alert": "2", "worry": "2", "low": "1"}


def drafts():
    """Every draft the pages can make."""
    chosen = st.fixed_dictionaries(
        {},
        optional={
            one.id: st.sampled_from(["", *(choice.value for choice in one.choices)])
            for one in QUESTIONS.every_question
        },
    )
    return st.builds(Draft, chosen, st.frozensets(st.sampled_from(SIGNS), max_size=2))


@given(drafts())
def test_a_draft_is_read_as_it_was_written(draft):
    assert Draft.from_bytes(draft.to_bytes()) == draft


@given(drafts())
def test_sent_answers_shown_again_and_sent_again_are_the_same(draft):
    answers = answers_of(draft, QUESTIONS, POLICY)

    assert answers_of(draft_of(answers), QUESTIONS, POLICY) == answers


@given(drafts())
def test_what_is_not_asked_is_never_kept(draft):
    asked = more_asked(draft, QUESTIONS, POLICY)

    kept = draft_of(answers_of(draft, QUESTIONS, POLICY))

    extra = {one.id for one in QUESTIONS.more.questions}
    assert set(kept.chosen) & extra <= asked


def test_a_skipped_question_is_missing_and_never_zero():
    check_in = check_in_of(Draft({"sleep": "", "op": ""}), QUESTIONS)

    assert check_in.signs == (None,) * 6
    assert (check_in.op, check_in.event, check_in.talk) == (None, None, None)


def test_every_kind_of_answer_reaches_the_rules():
    draft = Draft(
        MANY_SIGNS
        | {"op": "3", "support": "not_needed", "event": "second_hand", "talk": "soon"}
        | {"impact": "1", "talk_with": "peer_supporter", "talk_how": "phone"},
        frozenset({"low"}),
    )

    answers = answers_of(draft, QUESTIONS, POLICY)

    given = answers.check_in
    assert given.signs == (2, 2, 2, None, 1, None)
    assert (given.op, given.org, given.support, given.support_not_needed) == (3, None, None, True)
    assert (given.event, given.talk) == (Event.SECOND_HAND, Talk.SOON)
    assert given.usual == {"low"}
    assert (answers.talk_with, answers.talk_how) == ("peer_supporter", "phone")


@pytest.mark.parametrize(
    ("chosen", "asked"),
    [
        ({}, set()),
        ({"sleep": "1", "alert": "1", "worry": "1", "low": "1"}, set()),  # a score of 6
        (MANY_SIGNS, {"impact"}),
        ({"talk": "no"}, set()),
        ({"talk": "few_days"}, {"talk_with", "talk_how"}),
        (MANY_SIGNS | {"talk": "soon"}, {"impact", "talk_with", "talk_how"}),
        ({"sleep": "3", "alert": "3", "worry": "3"}, set()),  # too few answers for a score
    ],
)
def test_a_little_more_is_asked_only_where_it_fits(chosen, asked):
    assert more_asked(Draft(chosen), QUESTIONS, POLICY) == asked


def test_more_marks_than_allowed_count_as_none_until_that_is_put_right():
    draft = Draft(MANY_SIGNS, frozenset({"sleep", "alert", "worry"}))

    assert check_in_of(draft, QUESTIONS).usual == frozenset()


def test_a_page_replaces_what_it_asks_and_nothing_else():
    before = Draft({"sleep": "3", "alert": "1", "low": "2"}, frozenset({"sleep", "low"}))

    after = before.with_page(
        frozenset({"sleep", "alert"}), Draft({"alert": "0"}, frozenset({"alert"}))
    )

    assert after == Draft({"alert": "0", "low": "2"}, frozenset({"alert", "low"}))


def test_the_parts_follow_one_another_to_sending():
    at: str | None = QUESTIONS.parts[0].id
    seen = []
    while at:
        found = Course(Draft(), QUESTIONS, POLICY).stop(at)
        assert found is not None
        seen.append((found.id, found.number, found.of))
        at = found.after

    assert seen == [
        *((part.id, number, 5) for number, part in enumerate(QUESTIONS.parts, 1)),
        (SEND, 5, 5),
    ]


def test_a_little_more_stands_on_the_last_part_and_asks_only_what_fits():
    draft = Draft({"talk": "soon"})

    last = Course(draft, QUESTIONS, POLICY).stop(QUESTIONS.parts[-1].id)

    assert last is not None
    assert [one.id for one in last.asked] == ["talk_with", "talk_how", "event", "talk"]
    assert (last.after, last.number, last.of) == (SEND, 4, 5)
    assert last.title == QUESTIONS.parts[-1].title
    assert Course(draft, QUESTIONS, POLICY).stop(QUESTIONS.more.id) is None
    assert Course(draft, QUESTIONS, POLICY).stop("elsewhere") is None


def test_reading_over_says_every_question_once_with_skips_named():
    parts = said_parts(Draft({"sleep": "2"}, frozenset({"sleep"})), QUESTIONS, POLICY)

    said = [one for part in parts for one in part.said]
    assert len(said) == 12
    assert said[0].whole == "3–4 nights (usual for me)"
    assert {one.answer for one in said[1:]} == {"Skipped"}


def test_differences_name_only_what_differs():
    sent, now = Draft({"sleep": "1", "op": "2"}), Draft({"sleep": "2", "op": "2", "low": ""})

    assert [row[1:] for row in differences(sent, now, QUESTIONS)] == [("1–2 nights", "3–4 nights")]
