"""What the timetable does: one short function per job; each may run twice with no second effect."""

from wellbeing.jobs.asking import (
    OtherWeekError,
    ask_in_week,
    ask_newcomers,
    ask_this_week,
    deliver_messages,
)
from wellbeing.jobs.figures import (
    LedgerInDoubtError,
    publish_figures,
    publish_until,
    verify_ledger,
)
from wellbeing.jobs.forgetting import (
    forget_old_requests,
    forget_past_weeks,
    forget_what_ended,
    forget_what_is_old,
    forget_what_was_shared,
)
from wellbeing.jobs.job import Every, Job
from wellbeing.jobs.listed import BY_NAME, JOBS, due
from wellbeing.jobs.promises import keep_promises
from wellbeing.jobs.rules import keep_policy, look_after_policy
from wellbeing.jobs.workshop import Counts, Workshop

__all__ = [
    "BY_NAME",
    "JOBS",
    "Counts",
    "Every",
    "Job",
    "LedgerInDoubtError",
    "OtherWeekError",
    "Workshop",
    "ask_in_week",
    "ask_newcomers",
    "ask_this_week",
    "deliver_messages",
    "due",
    "forget_old_requests",
    "forget_past_weeks",
    "forget_what_ended",
    "forget_what_is_old",
    "forget_what_was_shared",
    "keep_policy",
    "keep_promises",
    "look_after_policy",
    "publish_figures",
    "publish_until",
    "verify_ledger",
]
