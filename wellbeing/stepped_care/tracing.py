"""The full trace of a week: every rule, whether it held, and each value it looked at.

It is made by asking the same rules once more on facts that note what is read, so it cannot tell
anything else than what was judged. What the policy promises about people (D2, E6, H4, H5, M1 to
M7) is no rule of a week and has no place in it.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from wellbeing.stepped_care.acts import RULES_OF_ACT
from wellbeing.stepped_care.answers import WeekInput
from wellbeing.stepped_care.engine import ORDER, every_week, judged_by
from wellbeing.stepped_care.judging import Judged, NotingJudge
from wellbeing.stepped_care.placement import Placement
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rulebook import Policies
from wellbeing.stepped_care.rules_down import DOWN_RULES
from wellbeing.stepped_care.rules_event import EVENT_RULES, UNNAMED_EVENT_RULES
from wellbeing.stepped_care.rules_formal import FORMAL_RULES
from wellbeing.stepped_care.rules_silence import CLOSING_OF_WEEK
from wellbeing.stepped_care.rules_up import UP_RULES
from wellbeing.stepped_care.state import START, State

# Rules about an act wait for it: without one there is nothing they could look at.
_NOTHING_RECORDED: Mapping[str, object] = MappingProxyType({"recorded": None})
_WITHOUT_ACT = {
    "B1": "You chose no fresh start in this week.",
    "D0": "You did not close reactive support in this week.",
    "F5": "You did not ask for formal support in this week.",
    "F6": "No result of a screen was recorded in this week.",
    "F7": "No agreement with a professional was recorded in this week.",
    "H1": "No sign-off of formal support was recorded in this week.",
    "H2": "No end of formal support was recorded in this week.",
    "H3": "You did not say no to formal support in this week.",
}
_UNASKED = {
    rule: Judged(rule, held=False, saw=_NOTHING_RECORDED, sentence=sentence)
    for rule, sentence in _WITHOUT_ACT.items()
}
# How E1, E4, E5 and E7 stand is told here only: a placement names what happens in one week.
UNNAMED = frozenset(UNNAMED_EVENT_RULES)


def _names() -> tuple[str, ...]:
    tables: tuple[Iterable[str], ...] = (
        *(UP_RULES, EVENT_RULES, UNNAMED_EVENT_RULES, FORMAL_RULES, DOWN_RULES, CLOSING_OF_WEEK),
        *RULES_OF_ACT.values(),
    )
    names = {name for table in tables for name in table}
    return tuple(sorted(names, key=lambda name: (ORDER.index(name[0]), name)))


EVERY_RULE = _names()


def trace(state: State, given: WeekInput, policy: Policy) -> tuple[Judged, ...]:
    """Tell of every rule of a week whether it held, and what it saw, in the policy's order."""
    return advance_traced(state, given, policy)[2]


def place_traced(
    inputs: Iterable[WeekInput], policies: Policies
) -> Iterator[tuple[Placement, tuple[Judged, ...]]]:
    """Place a history as `place` does, each week with its full trace."""
    state = START
    for given in every_week(inputs):
        state, placement, judged = advance_traced(state, given, policies.at(given.week))
        yield placement, judged


def advance_traced(
    state: State, given: WeekInput, policy: Policy
) -> tuple[State, Placement, tuple[Judged, ...]]:
    """Take one week in as `advance` does, and give the full trace with it."""
    judge = NotingJudge()
    after, placement = judged_by(judge, state, given, policy)
    found = {**_UNASKED, **{one.rule: one for one in judge.judged}}
    if given.acts:  # A rule may have been asked more than once.
        found |= _joined(judge.judged)
    return after, placement, tuple([found[rule] for rule in EVERY_RULE])


def _joined(judged: Iterable[Judged]) -> dict[str, Judged]:
    found: dict[str, Judged] = {}
    for one in judged:
        earlier = found.get(one.rule)
        found[one.rule] = one if earlier is None else _both(earlier, one)
    return found


def _both(first: Judged, second: Judged) -> Judged:
    """Join what a rule said twice in a week: F3 and F6 may be asked of several screens.

    Where it held, only what it held on is told; an answer counts more than not having been asked.
    """
    if first.held == second.held:
        return first._replace(saw=MappingProxyType({**second.saw, **first.saw}))
    return max(first, second, key=lambda one: (one.held is not None, bool(one.held)))
