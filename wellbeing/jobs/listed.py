"""Every job with its name, when it comes round and what it does; what is due is asked of the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from wellbeing.backup.noting import BACK_UP
from wellbeing.clock_watch import Needs
from wellbeing.job_runs import AUDIT_CHECK, LEDGER_CHECK, Run
from wellbeing.jobs.ahead import keep_what_was_said_ahead
from wellbeing.jobs.asking import ask_in_week, ask_newcomers, ask_this_week, deliver_messages
from wellbeing.jobs.auditing import forget_old_events, verify_audit
from wellbeing.jobs.backing_up import back_up, is_set_up
from wellbeing.jobs.carriers import look_at_carriers
from wellbeing.jobs.complaints import keep_clock_of_complaints
from wellbeing.jobs.erasing import erase_leavers, finish_erasures, forget_old_erasures
from wellbeing.jobs.figures import publish_figures, publish_until, verify_ledger
from wellbeing.jobs.forgetting import (
    forget_old_requests,
    forget_past_weeks,
    forget_what_ended,
    forget_what_is_old,
    forget_what_was_shared,
)
from wellbeing.jobs.job import Every, Job
from wellbeing.jobs.promises import keep_promises, measure_promises
from wellbeing.jobs.rules import keep_policy, look_after_policy
from wellbeing.jobs.texting import text_this_week

NIGHTLY_AT = 2
# A job that failed is tried again after so long, or at its next turn.
TRY_AGAIN = {Every.HOUR: timedelta(minutes=5), Every.NIGHT: timedelta(hours=1)}

JOBS: tuple[Job, ...] = (
    Job(
        "keep-policy",
        Every.MINUTE,
        "keeps the shipped policy whole, where none is kept yet",
        keep_policy,
    ),
    Job(
        "publish-figures",
        Every.MINUTE,
        "closes windows and publishes their figures, each once",
        publish_figures,
        Needs.THE_TIME_FOR_SURE,
        publish_until,
    ),
    Job(
        "look-at-carriers",
        Every.MINUTE,
        "asks every ten minutes whether mails and texts would be taken, and sends none",
        look_at_carriers,
    ),
    Job(
        "keep-promises",
        Every.MINUTE,
        "passes on calls and requests nobody has taken, and tells whoever asked when a promise was not kept",
        keep_promises,
    ),
    Job(
        "keep-what-was-said-ahead",
        Every.HOUR,
        "asks for contact on days that people chose and confirmed, and for a hello where they chose one",
        keep_what_was_said_ahead,
    ),
    Job(
        "measure-promises",
        Every.MINUTE,
        "sends labelled tests of the promise at moments drawn by chance, and counts what came of them",
        measure_promises,
    ),
    Job(
        "deliver-messages",
        Every.MINUTE,
        "sends the notices that wait to be sent",
        deliver_messages,
    ),
    Job(
        "ask-this-week",
        Every.MINUTE,
        "plans the week's invitation and reminder for everybody, and sends what is due",
        ask_this_week,
        for_week=ask_in_week,
    ),
    Job(
        "text-this-week",
        Every.MINUTE,
        "does the same for those who chose text messages, when a gateway for them is set",
        text_this_week,
    ),
    Job(
        "finish-erasures",
        Every.MINUTE,
        "finishes what was broken off when somebody had everything deleted, and carries the list of it",
        finish_erasures,
    ),
    Job(
        "forget-what-ended",
        Every.HOUR,
        "removes sessions, links and half-sent forms that have ended",
        forget_what_ended,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "forget-past-weeks",
        Every.HOUR,
        "removes what was planned for weeks long over, past days away, and old groups of figures",
        forget_past_weeks,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "forget-what-is-old",
        Every.HOUR,
        "removes drafts and what kits kept back after seven days, and answers and notes after 53 weeks or what is set",
        forget_what_is_old,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "forget-old-requests",
        Every.HOUR,
        "removes requests to a human 13 weeks after they ended, and calls for contact now after 7 days",
        forget_old_requests,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "keep-clock-of-complaints",
        Every.HOUR,
        "tells who reads a complaint before its day, both when it has passed, and removes old ones",
        keep_clock_of_complaints,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "forget-what-was-shared",
        Every.HOUR,
        "destroys the words of what is no longer shared, and removes its record 90 days later",
        forget_what_was_shared,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "look-after-policy",
        Every.HOUR,
        "looks whether every policy text is as it was agreed, and tells who looks after it",
        look_after_policy,
    ),
    Job(
        "ask-newcomers",
        Every.HOUR,
        "plans the messages of those who came after their week was planned",
        ask_newcomers,
    ),
    Job(
        LEDGER_CHECK,
        Every.NIGHT,
        "looks at the ledger of published figures from end to end",
        verify_ledger,
        Needs.NO_TIME,
    ),
    Job(
        AUDIT_CHECK,
        Every.NIGHT,
        "looks at the audit log from end to end",
        verify_audit,
        Needs.NO_TIME,
    ),
    Job(
        "forget-old-events",
        Every.NIGHT,
        "removes events of the audit log after two years or what is set",
        forget_old_events,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "erase-leavers",
        Every.NIGHT,
        "deletes everything of people who left 30 days ago, and their accounts",
        erase_leavers,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        "forget-old-erasures",
        Every.NIGHT,
        "takes entries out of the list of erasures that are older than any backup",
        forget_old_erasures,
        Needs.THE_TIME_FOR_SURE,
    ),
    Job(
        BACK_UP,
        Every.NIGHT,
        "makes an encrypted backup of data, ledger and key store, and removes old ones",
        back_up,
        # By a wrong clock it would remove backups that are not old.
        Needs.THE_TIME_FOR_SURE,
        is_set_up=is_set_up,
    ),
)
BY_NAME: Mapping[str, Job] = {job.name: job for job in JOBS}


def due(now: datetime, runs: Mapping[str, Run], listed: Iterable[Job] = JOBS) -> tuple[Job, ...]:
    """Return what is to be done now, by what was done before."""
    return tuple(job for job in listed if _is_due(job, now, runs.get(job.name)))


def turn_of(every: Every, now: datetime) -> datetime:
    """Return when a job's turn came last."""
    if every is not Every.NIGHT:
        return now.replace(minute=0, second=0, microsecond=0)
    night = now.replace(hour=NIGHTLY_AT, minute=0, second=0, microsecond=0)
    return night if night <= now else night - timedelta(days=1)


def _is_due(job: Job, now: datetime, run: Run | None) -> bool:
    # What was noted by a clock that was ahead of this one does not count.
    if job.every is Every.MINUTE or run is None or run.begun_at > now:
        return True
    turn = turn_of(job.every, now)
    if run.begun_at < turn:
        return True
    return bool(run.trouble) and now - run.begun_at >= TRY_AGAIN[job.every]
