"""What a job of keeping would remove, told before it does: how much only as usual or not."""

from wellbeing.clock import Clock
from wellbeing.jobs import Job, Workshop
from wellbeing.jobs.guard import Ahead, ahead_of
from wellbeing.retention import everything_kept
from wellbeing.settings import Settings

REMOVES_NOTHING = "{name} removes nothing. `wellbeing jobs list` says what it does."


def say_what_goes(job: Job, settings: Settings, clock: Clock) -> None:
    """Print what a job removes and when; no number, since it would count people."""
    removed = [one for one in everything_kept() if one.removed_by == job.name]
    if not removed:
        print(REMOVES_NOTHING.format(name=job.name))
        return
    print(f"{job.name} removes, once its time is over:")
    for one in removed:
        print(f"    {one.what}: {one.until}")
    workshop = Workshop.of(settings, clock)
    try:
        found = ahead_of(job.name, workshop)
    finally:
        workshop.close()
    for ahead in found:
        print(f"Now, of {ahead.what}: {_in_words(ahead)}.")
    print("Nothing was removed.")


def _in_words(ahead: Ahead) -> str:
    if not ahead.is_usual:
        return "far more than is usual"
    return "as much as usual, or nothing"
