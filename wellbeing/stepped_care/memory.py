"""How a state takes in a week, and lets go of what no later week needs."""

from wellbeing.stepped_care.answers import WeekInput
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.state import State, changed
from wellbeing.week import Week


def returning(state: State, given: WeekInput, policy: Policy) -> State:
    """Start afresh after a long silence: earlier check-ins then count only for the usual level."""
    if not given.has_data or state.weeks_without_data < policy.down.stale_weeks:
        return state
    began = given.week if state.step is Step.REACTIVE else None
    return changed(state, scored=(), stay_began=began, entry_w=None)


def answers_taken_in(state: State, facts: Facts, policy: Policy) -> State:
    """Take in the score, the event and the wish to talk; the step is not touched."""
    if facts.check_in is None:
        return state
    reports = state.direct_events
    return changed(
        state,
        scored=facts.latest[-policy.longest_look :] or state.scored,
        direct_events=(*reports, facts.week) if facts.opens_window else reports,
        second_hand=facts.second_hand,
        watch_opened=facts.week if facts.opens_watch else state.watch_opened,
        talk_open=facts.talk_open,
        declined_in=None if facts.opens_window else state.declined_in,
    )


def week_closed(state: State, given: WeekInput, facts: Facts, policy: Policy) -> State:
    """End the week: judge whether it is fit for the baseline, and forget what is over."""
    week, event = given.week, policy.event
    without_data = 0 if given.has_data else state.weeks_without_data + 1
    begins = state.step is Step.REACTIVE and state.entry_w is None
    return changed(
        state,
        week=week,
        entry_w=facts.w if begins else state.entry_w,
        fit_scores=() if given.starts_afresh else _fit_scores(state, facts, policy),
        direct_events=_not_over(state.direct_events, week, policy.longest_event),
        second_hand=_not_over(state.second_hand, week, event.cumulative_weeks - 1),
        watch_opened=_unless_over(state.watch_opened, week, event.watch_reopen_weeks),
        declined_in=_unless_over(state.declined_in, week, policy.formal.reoffer_weeks - 1),
        suggested_by="" if _falls_silent(state, without_data, policy) else state.suggested_by,
        weeks_without_data=without_data,
        missed_check_ins=0 if given.check_in else state.missed_check_ins + 1,
    )


def _fit_scores(state: State, facts: Facts, policy: Policy) -> tuple[int, ...]:
    if facts.w is None or not _is_fit(state, facts.w, facts, policy):
        return state.fit_scores
    return (*state.fit_scores, facts.w)[-policy.baseline.weeks_max :]


def _is_fit(state: State, w: int, facts: Facts, policy: Policy) -> bool:
    """A usual week: in Prevention, away from events, and not raised."""
    near_event = facts.in_window or facts.in_watch or facts.opens_window or facts.opens_watch
    risen = facts.rise is not None and facts.rise >= policy.reactive.rise
    raised = w >= policy.reactive.high or risen
    return state.step is Step.PREVENTION and not near_event and not raised


def _falls_silent(state: State, without_data: int, policy: Policy) -> bool:
    """D4: with the label, what a rule had suggested lapses; the person's own request stays."""
    return without_data >= policy.down.stale_weeks and state.step is not Step.FORMAL


def _not_over(reports: tuple[Week, ...], week: Week, weeks: int) -> tuple[Week, ...]:
    return tuple([report for report in reports if week.since(report) < weeks]) if reports else ()


def _unless_over(report: Week | None, week: Week, weeks: int) -> Week | None:
    return None if report is None or week.since(report) >= weeks else report
