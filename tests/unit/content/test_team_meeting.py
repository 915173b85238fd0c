"""The question of the week: one for everybody, by the calendar alone."""

from datetime import date

import pytest
from pydantic import ValidationError

from wellbeing.content.guide_models import TeamMeeting
from wellbeing.content.loader import content
from wellbeing.week import Week

MEETING = content().team_meeting
FIRST = Week.of(date(2026, 11, 2))
HOW_MANY = sum(len(domain.questions) for domain in MEETING.domains)


def test_every_day_of_a_week_has_the_same_question():
    asked = {MEETING.question_of_the_week(Week.of(date(2026, 11, day))) for day in range(2, 9)}

    assert len(asked) == 1


def test_no_question_comes_twice_before_all_were_asked_and_then_they_begin_anew():
    asked = [MEETING.question_of_the_week(FIRST.plus(turn)) for turn in range(HOW_MANY)]

    assert len(set(asked)) == HOW_MANY
    assert MEETING.question_of_the_week(FIRST.plus(HOW_MANY)) == asked[0]


def test_each_week_is_about_another_side_of_the_work_also_over_new_year():
    late = Week.parse("2026-W51")
    sides = [MEETING.question_of_the_week(late.plus(turn)).domain_id for turn in range(7)]

    assert sorted(sides) == sorted(domain.id for domain in MEETING.domains)


def test_the_six_areas_of_hse_and_hard_events_are_asked_about():
    assert [domain.id for domain in MEETING.domains] == [
        "demands",
        "control",
        "support",
        "relationships",
        "role",
        "change",
        "hard_events",
    ]


@pytest.mark.parametrize("domains", [2, 4])
def test_an_installation_with_its_own_domains_is_asked_all_its_questions_too(domains):
    fewer = MEETING.model_copy(update={"domains": MEETING.domains[:domains]})
    every = {question for domain in fewer.domains for question in domain.questions}

    asked = {fewer.question_of_the_week(FIRST.plus(turn)).question for turn in range(len(every))}

    assert asked == every


def test_domains_with_unlike_numbers_of_questions_are_refused():
    told = MEETING.model_dump()
    told["domains"][0]["questions"] = told["domains"][0]["questions"][:-1]

    with pytest.raises(ValidationError, match="same number of questions"):
        TeamMeeting.model_validate(told)
