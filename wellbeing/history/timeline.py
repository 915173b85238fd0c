"""A person's weeks in order of time: those that were placed, and the missed ones between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.history.kept import Care, Drawer
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
    since = tuple(one.placement for one in _missed(care.state, this_week, policies))
    if since or care.state.week is None:
        return since
    return tuple(
        gone.placement
        for one in drawer.placed([care.state.week])
        for gone in _missed(one.before, one.given.week, policies)
    )


def _missed(before: State, next_week: Week, policies: Policies) -> Iterator[Told]:
    """Give the weeks without data between a state and a week; none when it follows at once."""
    _, placements = catch_up(before, next_week.plus(-1), policies)
    return (Told(placement, answered=False) for placement in placements)
