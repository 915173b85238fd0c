"""Keeps check-ins and acts, places each week, and tells a person their own history.

It never commits: every change runs inside the caller's one writing transaction.
"""

from wellbeing.history import store
from wellbeing.history.about import about, keep_about
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
from wellbeing.history.counting import counts, let_count
from wellbeing.history.desk import KEPT_WEEKS, Desk
from wellbeing.history.everything import Everything, KeptCheckIn, KeptWeek, everything
from wellbeing.history.fresh_start import (
    UsualLevel,
    start_afresh,
    take_fresh_start_back,
    usual_level,
)
from wellbeing.history.indicators import KEPT_WEEKS as RELEASED_WEEKS
from wellbeing.history.kept import Answers, Armour
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
    "Armour",
    "Current",
    "Desk",
    "Everything",
    "KeptCheckIn",
    "KeptWeek",
    "OwnWeek",
    "OwnWeeks",
    "PastScreen",
    "PastWeek",
    "Recorded",
    "UsualLevel",
    "WeekTrace",
    "WrongWeekError",
    "about",
    "act",
    "answers_of",
    "ask_to_talk",
    "asked_for_formal",
    "by_link_on",
    "counts",
    "current",
    "everything",
    "forget_old",
    "formal_is_open",
    "keep_about",
    "last_answered",
    "let_count",
    "own_weeks",
    "past_screens",
    "past_weeks",
    "placement_of",
    "receipt_from",
    "record",
    "release_inputs",
    "start_afresh",
    "take_fresh_start_back",
    "talk_is_open",
    "trace_of",
    "usual_level",
]


def forget_old(desk: Desk) -> None:
    """Remove answers and placements that are older than they are kept here; states stay."""
    store.remove_before(desk.session, desk.this_week.plus(-desk.kept_weeks))
