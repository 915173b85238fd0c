"""What is known of a week when its rules are judged: facts only, no verdicts."""

from collections.abc import Sequence
from typing import NamedTuple

from wellbeing.stepped_care import score
from wellbeing.stepped_care.answers import CheckIn, Event, WeekInput
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.state import Scored, State
from wellbeing.week import Week


class Facts(NamedTuple):
    """One week of one person, as every rule sees it."""

    week: Week
    check_in: CheckIn | None
    event: Event | None
    w: int | None
    baseline: float | None
    rise: float | None
    latest: tuple[Scored, ...]  # scored check-ins up to this week's; empty without a score now
    run: tuple[Scored, ...]  # those of them at the end that are consecutive
    step: Step  # at the start of the week
    stay_began: Week | None
    entry_w: int | None
    in_window: bool
    in_watch: bool
    direct_events: tuple[Week, ...]  # reported before this week
    second_hand: tuple[Week, ...]  # reported up to this week
    opens_window: bool
    opens_watch: bool
    asks_to_talk: bool
    talk_open: bool  # including a request made in this very check-in
    asked_formal: bool
    declined_lately: bool  # a "no" to formal support that no new direct event has ended

    # What rules read of check-ins, value by value, so that a trace holds what was looked at.

    def scores_in_a_row(self, count: int) -> tuple[int, ...]:
        return tuple([one.w for one in self.run[-count:]])

    def levels_in_a_row(self, count: int) -> tuple[float | None, ...]:
        """The usual level each of them was compared with in its own week."""
        return tuple([one.baseline for one in self.run[-count:]])

    def rises_in_a_row(self, count: int) -> tuple[float | None, ...]:
        return tuple([one.rise for one in self.run[-count:]])

    def impacts_in_a_row(self, count: int) -> tuple[int | None, ...]:
        return tuple([one.impact for one in self.run[-count:]])

    def overloads_in_a_row(self, count: int) -> tuple[bool, ...]:
        return tuple([one.overloaded for one in self.run[-count:]])

    def weeks_in_a_row(self, count: int) -> tuple[Week, ...]:
        return tuple([one.week for one in self.run[-count:]])

    def latest_scores(self, count: int) -> tuple[int, ...]:
        """Whatever the gaps between them; so are the next two."""
        return tuple([one.w for one in self.latest[-count:]])

    def latest_impacts(self, count: int) -> tuple[int | None, ...]:
        return tuple([one.impact for one in self.latest[-count:]])

    def latest_weeks(self, count: int) -> tuple[Week, ...]:
        return tuple([one.week for one in self.latest[-count:]])

    @property
    def one_check_in_is_enough(self) -> bool:
        """E4: after an event nobody waits for a second check-in."""
        return self.in_window or self.in_watch

    @property
    def stayed(self) -> int:
        """Whole weeks since the current stay in Reactive began."""
        return 0 if self.stay_began is None else self.week.since(self.stay_began)

    def is_so_long_after(self, weeks: int) -> bool:
        """Say whether a direct event was reported so many weeks ago; 0 is this very week."""
        if weeks == 0 and self.opens_window:
            return True
        return any(self.week.since(report) == weeks for report in self.direct_events)


def facts_of(state: State, given: WeekInput, policy: Policy) -> Facts:
    week, check_in = given.week, given.check_in
    w = score.warning_sign_score(check_in, policy) if check_in else None
    usual = score.baseline(state.fit_scores, policy)
    latest: tuple[Scored, ...] = ()
    if check_in is not None and w is not None:
        latest = (*state.scored, _scored(week, check_in, w, usual, policy))
    event = check_in.event if check_in else None
    opens_window = event in (Event.DIRECT, Event.BOTH)
    asks_to_talk = check_in is not None and check_in.asks_to_talk
    return Facts(
        week=week,
        check_in=check_in,
        event=event,
        w=w,
        baseline=usual,
        rise=None if w is None or usual is None else w - usual,
        latest=latest,
        run=latest_run(latest, policy),
        step=state.step,
        stay_began=state.stay_began,
        entry_w=state.entry_w,
        in_window=any(_follows(report, week, policy) for report in state.direct_events),
        in_watch=_follows(state.watch_opened, week, policy),
        direct_events=state.direct_events,
        second_hand=(*state.second_hand, week) if event is Event.SECOND_HAND else state.second_hand,
        opens_window=opens_window,
        opens_watch=event is Event.SECOND_HAND and _may_open_watch(state, week, policy),
        asks_to_talk=asks_to_talk,
        talk_open=state.talk_open or asks_to_talk,
        asked_formal=state.asked_formal,
        declined_lately=not opens_window and declined_lately(state, week, policy),
    )


def latest_run(scored: Sequence[Scored], policy: Policy) -> tuple[Scored, ...]:
    """The consecutive check-ins at the end: a gap that is too wide starts a new run."""
    begins = 0
    for place in range(1, len(scored)):
        if scored[place].week.since(scored[place - 1].week) > policy.max_gap_weeks:
            begins = place
    return tuple(scored[begins:])


def declined_lately(state: State, week: Week, policy: Policy) -> bool:
    """H3: for some weeks after a "no" nothing is suggested again."""
    declined = state.declined_in
    return declined is not None and week.since(declined) < policy.formal.reoffer_weeks


def _scored(week: Week, check_in: CheckIn, w: int, usual: float | None, policy: Policy) -> Scored:
    asked = w >= policy.score.impact_from
    impact = check_in.impact if asked else None
    return Scored(week, w, usual, impact, check_in.is_overloaded)


def _follows(report: Week | None, week: Week, policy: Policy) -> bool:
    """The weeks after a report; in the report's own week the state does not hold it yet."""
    return report is not None and week.since(report) <= policy.event.window_weeks


def _may_open_watch(state: State, week: Week, policy: Policy) -> bool:
    opened = state.watch_opened
    return opened is None or week.since(opened) >= policy.event.watch_reopen_weeks
