"""Four simulated years: on no day anything is kept longer than the list says, and each job is needed."""

from collections import Counter
from datetime import timedelta

from tests.support import proofs
from tests.support.four_years import JOBS, years
from tests.support.outlived import LIMITS, Calendar
from tests.support.settled_home import settled_in

DAYS = 1461
# Everyday runs go through the same years in steps; what has its end within one may go at the next.
STEP = 91


def walk(folder, people, step, jobs=JOBS, *, every=DAYS // 2):
    """Live through the years; return what was overdue on how many days, the days, and the calendar."""
    late, looked = Counter[str](), 0
    with settled_in(folder) as home, years(home, folder / "backups", people, jobs) as there:
        calendar = Calendar(there, timedelta(days=step))
        # Also a job that is switched off has worked before: there are two backups, of which one is to go.
        for _ in range(2):
            there.work(all_of_them=True)
        for day in range(0, DAYS, step):
            if day % every < step:
                there.plant()
                # What came today has its day from now on.
                calendar.overdue()
            there.go_on(step)
            there.work()
            late.update(calendar.overdue().keys())
            looked += 1
    return late, looked, calendar


def test_nothing_is_kept_longer_than_the_list_says(tmp_path, record_property):
    whole = proofs.is_whole()
    people, step, every = (500, 1, 91) if whole else (3, STEP, DAYS // 2)
    late, looked, calendar = walk(tmp_path, people, step, every=every)

    assert late == {}
    figures = {
        "people": people,
        "who came and left besides": len(calendar.years.gone),
        "days looked at": looked,
        "rows of answers and cohorts": calendar.years.made,
        "other rows, at most at once": calendar.most_alive,
        "kinds of rows": len(LIMITS),
        "jobs": len(JOBS),
        "objects older than their limit and 24 hours": sum(late.values()),
    }
    proofs.report(record_property, "retention", figures)


@proofs.cases("without", {"every job": JOBS}, {name: (name,) for name in JOBS})
def test_without_a_job_something_is_kept_too_long(tmp_path, without):
    late, _, _ = walk(tmp_path, 3, STEP, [name for name in JOBS if name not in without])

    assert late
    if without == JOBS:
        others = {"weekly", "events", "complaints", "left", "words", "ahead", "backups"}
        # Where nobody is deleted, nothing is listed; without the job of the list alone it is seen.
        assert (LIMITS.keys() | others) - {"erasure"} <= late.keys()
