"""How a state takes in a week, and lets go of what no later week needs."""

from dataclasses import replace

from wellbeing.stepped_care.answers import WeekInput
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.state import Scored, State
from wellbeing.week import Week


def returning(state: State, given: WeekInput, policy: Policy) -> State:
    """Start afresh after a long silence: earlier check-ins then count only for the usual level."""
    if not given.has_data or state.weeks_without_data < policy.down.stale_weeks:
        return state
    began = given.week if state.step is Step.REACTIVE else None
    return replace(state, scored=(), stay_began=began)


def answers_taken_in(state: State, facts: Facts, policy: Policy) -> State:
    """Take in the score, the event and the wish to talk; the step is not touched."""
    scored = state.scored
    if facts.w is not None:
        scored = (*scored, Scored(facts.week, facts.w, facts.baseline))[-policy.longest_run :]
    return replace(
        state,
        scored=scored,
        direct_event=facts.week if facts.opens_window else state.direct_event,
        watch_opened=facts.week if facts.opens_watch else state.watch_opened,
        talk_open=facts.talk_open,
    )


def week_closed(state: State, given: WeekInput, facts: Facts, policy: Policy) -> State:
    """End the week: judge whether it is fit for the baseline, and forget what is over."""
    fit_scores = state.fit_scores
    if facts.w is not None and _is_fit(state, facts, policy):
        fit_scores = (*fit_scores, facts.w)[-policy.baseline.weeks_max :]
    window, reopen = policy.event.window_weeks, policy.event.watch_reopen_weeks
    return replace(
        state,
        week=given.week,
        fit_scores=fit_scores,
        direct_event=_unless_over(state.direct_event, given.week, window),
        watch_opened=_unless_over(state.watch_opened, given.week, reopen),
        weeks_without_data=0 if given.has_data else state.weeks_without_data + 1,
    )


def _is_fit(state: State, facts: Facts, policy: Policy) -> bool:
    """A usual week: in Prevention, away from events, and not raised."""
    near_event = facts.in_window or facts.in_watch or facts.opens_window or facts.opens_watch
    raised = (facts.w is not None and facts.w >= policy.reactive.high) or (
        facts.rise is not None and facts.rise >= policy.reactive.rise
    )
    return state.step is Step.PREVENTION and not near_event and not raised


def _unless_over(report: Week | None, week: Week, weeks: int) -> Week | None:
    return None if report is None or week.since(report) >= weeks else report
