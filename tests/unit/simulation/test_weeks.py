"""The sample's weeks look like life, and the same seed always gives the same ones."""

import json
import random  # noqa: TID251 - to see that nobody else draws from it
from collections import Counter
from itertools import islice
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellbeing.simulation.organisation import found
from wellbeing.simulation.teams import Tale
from wellbeing.simulation.weeks import live, truth_lines
from wellbeing.stepped_care import Event, Talk
from wellbeing.week import Week

WEEKS = 40


@pytest.fixture(scope="module")
def lived():
    return [list(islice(live(found(190, seed), seed, WEEKS), WEEKS)) for seed in (1, 2, 3)]


def total(check_in):
    return sum(score or 0 for score in check_in.signs)


def answers(weeks, tale=None, between=(0, WEEKS)):
    return [
        sent.check_in
        for week in weeks[between[0] : between[1]]
        for person, sent in week.answered
        if tale is None or person.team.tale is tale
    ]


def test_about_six_in_ten_answer(lived):
    for weeks in lived:
        share = sum(len(week.answered) for week in weeks) / sum(len(week.staff) for week in weeks)

        assert 0.55 < share < 0.66


def test_people_answer_less_often_in_hard_times(lived):
    def share(weeks):
        staff = [p for week in weeks for p in week.staff if p.team.tale is Tale.SURGE]
        sent = [p for week in weeks for p, _ in week.answered if p.team.tale is Tale.SURGE]
        return len(sent) / len(staff)

    for weeks in lived:
        assert share(weeks[32:]) < share(weeks[:26])


def test_the_warning_sign_totals_are_those_of_a_working_population(lived):
    for weeks in lived:
        totals = [total(check_in) for check_in in answers(weeks)]

        assert 3 < mean(totals) < 5
        assert 0.03 < mean(one >= 9 for one in totals) < 0.12


def test_a_surge_of_work_shows_in_how_work_is_organised(lived):
    for weeks in lived:
        before = mean(one.org or 0 for one in answers(weeks, Tale.SURGE, (0, 26)))
        during = mean(one.org or 0 for one in answers(weeks, Tale.SURGE, (33, 40)))

        assert during > before + 0.8


def test_a_distressing_incident_is_reported_directly_and_second_hand(lived):
    for weeks in lived:
        told = Counter(one.event for one in answers(weeks, Tale.INCIDENT, (31, 33)))

        assert told[Event.DIRECT] + told[Event.BOTH] >= 2
        assert told[Event.SECOND_HAND] >= 2


def test_a_recovering_team_recovers(lived):
    for weeks in lived:
        first = mean(total(one) for one in answers(weeks, Tale.RECOVERING, (0, 8)))
        last = mean(total(one) for one in answers(weeks, Tale.RECOVERING, (32, 40)))

        assert last < first - 1.5


def test_some_ask_for_someone_to_talk_with_and_say_who_and_how(lived):
    for weeks in lived:
        sent = [one for week in weeks for _, one in week.answered]
        asking = [one for one in sent if one.check_in.talk in (Talk.FEW_DAYS, Talk.SOON)]

        assert 10 <= len(asking) <= 100
        assert all(one.talk_with and one.talk_how for one in asking)
        assert all(one.talk_with is None for one in sent if one not in asking)


def test_people_join_leave_and_move_and_the_parts_stay_filled(lived):
    for weeks in lived:
        first = {person.work_email: person for person in weeks[0].staff}
        last = {person.work_email: person for person in weeks[-1].staff}

        assert len(first.keys() - last.keys()) >= 10
        assert len(last.keys() - first.keys()) >= 10
        assert any(first[one].team != last[one].team for one in first.keys() & last.keys())
        assert {one for one in first if first[one].stays} <= last.keys()
        assert abs(len(last) - len(first)) <= 15


def test_supervisors_named_in_any_week_work_there_in_that_week(lived):
    for weeks in lived:
        for week in weeks:
            present = {person.work_email for person in week.staff}
            assert {one.supervisor_email for one in week.staff} - {""} <= present


@settings(max_examples=15)
@given(taken=st.integers(1, 20), more=st.integers(0, 10), seed=st.integers(0, 1000))
def test_the_first_weeks_are_the_same_however_many_are_taken(taken, more, seed):
    sample = found(20, seed)

    short = list(islice(live(sample, seed, 20), taken))
    long = list(islice(live(sample, seed, 20), taken + more))

    assert long[:taken] == short


def test_another_seed_gives_other_answers():
    one, other = (next(live(found(20, 1), seed, 20)).answered for seed in (1, 2))

    assert one != other


def test_the_sample_leaves_the_worlds_own_chance_alone():
    random.seed(7)
    untouched = random.getstate()

    next(live(found(20, 1), 1, 20))

    assert random.getstate() == untouched


def test_the_truth_is_one_line_of_json_per_check_in():
    week = next(live(found(20, 1), 1, 20))

    lines = [json.loads(line) for line in truth_lines(Week(2025, 1), week)]

    assert len(lines) == len(week.answered)
    person, sent = week.answered[0]
    assert lines[0]["person"] == person.work_email
    assert lines[0]["week"] == "2025-W01"
    assert lines[0]["answers"]["sleep"] == sent.check_in.signs[0]
