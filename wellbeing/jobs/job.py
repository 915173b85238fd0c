"""What a job is: its name, how often it comes round, what it does, and how sure the time must be."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wellbeing.clock_watch import Needs
from wellbeing.jobs.workshop import Counts, Workshop
from wellbeing.settings import Settings
from wellbeing.week import Week

Work = Callable[[Workshop, int], Counts]
WorkOfWeek = Callable[[Workshop, int, Week], Counts]


class Every(StrEnum):
    """How often a job comes round; what was missed is done once, as soon as it can be."""

    MINUTE = "every minute"
    HOUR = "every hour"
    NIGHT = "every night"


def always(_settings: Settings) -> bool:
    return True


@dataclass(frozen=True)
class Job:
    """One job: it may run twice, or in two processes at once, with no second effect."""

    name: str
    every: Every
    does: str
    do: Work
    needs: Needs = Needs.THE_TIME
    for_week: WorkOfWeek | None = None
    # Whether the settings say that it is wished for: otherwise it is never begun.
    is_set_up: Callable[[Settings], bool] = always
