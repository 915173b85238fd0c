"""Four simulated years: on no day anything is kept longer than the list says, and each job is needed."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from tests.support import proofs
from tests.support.four_years import JOBS, years
from tests.support.outlived import LIMITS, Calendar
from tests.support.settled_home import settled_in

DAYS = 1461
# Everyday runs go through the same years in steps; what has its end within one may go at the next.
STEP = 91
PROOF = "retention"
# Whole runs switch off each job; this one is seen within two steps.
EVERYDAY = ("erase-leavers",)


@dataclass
class Walk:
    """Years that were lived through: on how many days what was overdue, and when that was first so."""

    calendar: Calendar
    late: Counter[str] = field(default_factory=Counter)
    looked: int = 0
    first: int | None = None


def walk(folder, people, step, jobs=JOBS, *, every=DAYS // 2, until_late=False):
    """Live through the years, or only until something is overdue."""
    with settled_in(folder) as home, years(home, folder / "backups", people, jobs) as there:
        walked = Walk(Calendar(there, timedelta(days=step)))
        # Also a job that is switched off has worked before: there are two backups, of which one is to go.
        for _ in range(2):
            there.work(all_of_them=True)
        for day in range(0, DAYS, step):
            if day % every < step:
                there.plant()
                # What came today has its day from now on.
                walked.calendar.overdue()
            there.go_on(step)
            there.work()
            found = walked.calendar.overdue()
            walked.late.update(found.keys())
            walked.looked += 1
            if found and until_late:
                walked.first = day + step
                break
    return walked


def test_nothing_is_kept_longer_than_the_list_says(tmp_path, record_property):
    people, step, every = (500, 1, 91) if proofs.is_whole() else (3, STEP, DAYS // 2)
    walked = walk(tmp_path, people, step, every=every)

    assert walked.late == {}
    calendar = walked.calendar
    figures = {
        "people": people,
        "who came and left besides": len(calendar.years.gone),
        "days looked at": walked.looked,
        "rows of answers and cohorts": calendar.years.made,
        "other rows, at most at once": calendar.most_alive,
        "kinds of rows": len(LIMITS),
        "jobs": len(JOBS),
        "objects older than their limit and 24 hours": sum(walked.late.values()),
    }
    proofs.report_part(record_property, PROOF, "four years", figures)


def test_without_all_jobs_every_kind_is_kept_too_long(tmp_path):
    late = walk(tmp_path, 3, STEP, []).late

    others = {"weekly", "events", "complaints", "left", "accounts", "words", "ahead", "backups"}
    # Where nobody is deleted, nothing is listed; without the job of the list alone it is seen.
    assert (LIMITS.keys() | others) - {"erasure"} <= late.keys()


@proofs.cases("without", {name: name for name in EVERYDAY}, {name: name for name in JOBS})
def test_without_any_one_job_something_is_kept_too_long(tmp_path, without, record_property):
    # Whole, it is the same walk by the day, and goes on until the day on which the proof would fail.
    step = proofs.size(reduced=STEP, whole=1)
    walked = walk(tmp_path, 3, step, [name for name in JOBS if name != without], until_late=True)

    assert walked.first is not None
    figures = {
        "found on day": walked.first,
        "kept too long": ", ".join(sorted(walked.late)),
    }
    proofs.report_part(record_property, PROOF, f"without {without}", figures)
