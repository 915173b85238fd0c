"""What is known of a week when its rules are judged: facts only, no verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from wellbeing.stepped_care import score
from wellbeing.stepped_care.answers import CheckIn, Event, WeekInput
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.state import Scored, State
from wellbeing.week import Week


@dataclass(frozen=True)
class Facts:
    """One week of one person, as every rule sees it."""

    week: Week
    check_in: CheckIn | None
    w: int | None
    baseline: float | None
    rise: float | None
    run: tuple[Scored, ...]  # consecutive check-ins up to this week's; empty without a score now
    step: Step  # at the start of the week
    stay_began: Week | None
    in_window: bool
    in_watch: bool
    opens_window: bool
    opens_watch: bool
    asks_to_talk: bool
    talk_open: bool  # including a request made in this very check-in

    @property
    def one_check_in_is_enough(self) -> bool:
        """After an event nobody waits for a second check-in."""
        return self.in_window or self.in_watch


def facts_of(state: State, given: WeekInput, policy: Policy) -> Facts:
    check_in = given.check_in
    w = score.warning_sign_score(check_in, policy) if check_in else None
    usual = score.baseline(state.fit_scores, policy)
    scored = state.scored if w is None else (*state.scored, Scored(given.week, w, usual))
    event = check_in.event if check_in else None
    asks_to_talk = check_in is not None and check_in.asks_to_talk
    return Facts(
        week=given.week,
        check_in=check_in,
        w=w,
        baseline=usual,
        rise=None if w is None or usual is None else w - usual,
        run=() if w is None else latest_run(scored, policy),
        step=state.step,
        stay_began=state.stay_began,
        in_window=_follows(state.direct_event, given.week, policy),
        in_watch=_follows(state.watch_opened, given.week, policy),
        opens_window=event in (Event.DIRECT, Event.BOTH),
        opens_watch=event is Event.SECOND_HAND and _may_open_watch(state, given.week, policy),
        asks_to_talk=asks_to_talk,
        talk_open=state.talk_open or asks_to_talk,
    )


def latest_run(scored: Sequence[Scored], policy: Policy) -> tuple[Scored, ...]:
    """The consecutive check-ins at the end: a gap that is too wide starts a new run."""
    begins = 0
    for place in range(1, len(scored)):
        if scored[place].week.since(scored[place - 1].week) > policy.max_gap_weeks:
            begins = place
    return tuple(scored[begins:])


def _follows(report: Week | None, week: Week, policy: Policy) -> bool:
    """The weeks after a report; in the report's own week the state does not hold it yet."""
    return report is not None and week.since(report) <= policy.event.window_weeks


def _may_open_watch(state: State, week: Week, policy: Policy) -> bool:
    opened = state.watch_opened
    return opened is None or week.since(opened) >= policy.event.watch_reopen_weeks
