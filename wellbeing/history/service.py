"""Keeps check-ins and acts, places each week, and tells a person their own history.

It never commits: every change runs inside the caller's one writing transaction.
"""

from wellbeing.history import store
from wellbeing.history.asking import (
    ask_to_talk,
    asked_for_formal,
    formal_is_open,
    talk_is_open,
)
from wellbeing.history.changing import (
    AlreadyCheckedInError,
    Recorded,
    WrongWeekError,
    act,
    record,
)
from wellbeing.history.desk import KEPT_WEEKS, Desk
from wellbeing.history.everything import Everything, KeptCheckIn, everything
from wellbeing.history.indicators import KEPT_WEEKS as RELEASED_WEEKS
from wellbeing.history.kept import Answers
from wellbeing.history.own_weeks import OwnWeek, OwnWeeks, own_weeks
from wellbeing.history.receipts import receipt_from
from wellbeing.history.release import release_inputs
from wellbeing.history.screens import PastScreen, past_screens
from wellbeing.history.telling import (
    Current,
    PastWeek,
    answers_of,
    by_link_on,
    current,
    last_answered,
    past_weeks,
)
from wellbeing.history.tracing import WeekTrace, placement_of, trace_of

__all__ = [
    "KEPT_WEEKS",
    "RELEASED_WEEKS",
    "AlreadyCheckedInError",
    "Answers",
    "Current",
    "Desk",
    "Everything",
    "KeptCheckIn",
    "OwnWeek",
    "OwnWeeks",
    "PastScreen",
    "PastWeek",
    "Recorded",
    "WeekTrace",
    "WrongWeekError",
    "act",
    "answers_of",
    "ask_to_talk",
    "asked_for_formal",
    "by_link_on",
    "current",
    "everything",
    "forget_old",
    "formal_is_open",
    "last_answered",
    "own_weeks",
    "past_screens",
    "past_weeks",
    "placement_of",
    "receipt_from",
    "record",
    "release_inputs",
    "talk_is_open",
    "trace_of",
]


def forget_old(desk: Desk) -> None:
    """Remove answers and placements that are older than a year and a week; states stay."""
    store.remove_before(desk.session, desk.this_week.plus(-KEPT_WEEKS))
