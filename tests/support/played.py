"""A small sample organisation, played up to a day, at the moment in which its last day stands."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from wellbeing.installation import require
from wellbeing.settings import Settings
from wellbeing.simulation import building
from wellbeing.simulation.building import Watcher
from wellbeing.simulation.sample import Sample
from wellbeing.simulation.stage import Stage, stage

PLAYED_UP_TO = datetime(2026, 3, 6, 11, tzinfo=UTC)


@contextmanager
def played(data: Path, *, people: int, weeks: int) -> Iterator[tuple[Stage, Sample]]:
    """Build a sample of so many people and weeks in a folder, and open its services."""
    now = PLAYED_UP_TO
    sample = Sample.ending_before(now.date(), people=people, weeks=weeks, seed=1)
    building.build(data, sample, now, Watcher(lambda _week, _of: None))
    settings = Settings.of(data, require(data, demo=True), {})
    with stage(settings, "Europe/London", now.date()) as opened:
        opened.clock.standing_at = now
        yield opened, sample
