"""A person's weeks in order of time: those that were placed, and the missed ones between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.history.kept import Care, Drawer, Placed
from wellbeing.stepped_care import Placement, Policies, State, catch_up
from wellbeing.week import Week


@dataclass(frozen=True)
class Span:
    """From a first week to the one that is not over yet."""

    first: Week
    this_week: Week

    @property
    def weeks(self) -> tuple[Week, ...]:
        return tuple(
            self.first.plus(count) for count in range(self.this_week.since(self.first) + 1)
        )


@dataclass(frozen=True)
class Told:
    """The placement of one week, and whether it came from a check-in."""

    placement: Placement
    answered: bool

    @property
    def week(self) -> Week:
        return self.placement.week


def timeline(drawer: Drawer, care: Care, policies: Policies, span: Span) -> tuple[Told, ...]:
    """Return every week of the span that has data or is over; a week is missed when it is over."""
    told: list[Told] = []
    # The rules may have seen a wish to talk of a week without a check-in.
    sent = drawer.sent_weeks(span.weeks)
    for one in drawer.placed(span.weeks):
        told += _missed(one.before, one.given.week, policies)
        if one.is_told(span.this_week):
            told.append(Told(one.placement, answered=one.given.week in sent))
    told += _missed(care.state, span.this_week, policies)
    return tuple(one for one in told if one.week >= span.first)


def missed_since_looked_at(
    drawer: Drawer, care: Care, policies: Policies, this_week: Week
) -> tuple[Placement, ...]:
    """Return the missed weeks since the last one with data; when that is the latest, those before it."""
    silence = _Silence(drawer, policies, this_week)
    since, latest = silence.until(care.state, this_week)
    if since or latest is None:
        return since
    return silence.until(latest.before, latest.given.week)[0]


@dataclass(frozen=True)
class _Silence:
    """Weeks without data that follow each other, those in which nothing but a fresh start stands included."""

    drawer: Drawer
    policies: Policies
    this_week: Week

    def until(self, state: State, week: Week) -> tuple[tuple[Placement, ...], Placed | None]:
        """Return the missed weeks that end before a week, and the week with data before them if it is kept."""
        gone: tuple[Placement, ...] = ()
        while True:
            missed = (one.placement for one in _missed(state, week, self.policies))
            gone = (*missed, *gone)
            kept = self.drawer.placed([state.week]) if state.week else ()
            if not kept or kept[0].given.has_data:
                return gone, next(iter(kept), None)
            if kept[0].is_told(self.this_week):
                gone = (kept[0].placement, *gone)
            state, week = kept[0].before, kept[0].given.week


def _missed(before: State, next_week: Week, policies: Policies) -> Iterator[Told]:
    """Give the weeks without data between a state and a week; none when it follows at once."""
    _, placements = catch_up(before, next_week.plus(-1), policies)
    return (Told(placement, answered=False) for placement in placements)
