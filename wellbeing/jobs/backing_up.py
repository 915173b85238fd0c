"""The job that makes a backup each night, where a folder and a public key are set."""

from wellbeing.backup import making, noting
from wellbeing.backup.shelf import hangs
from wellbeing.backup.troubles import AnotherRunsError
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.settings import Settings


def is_set_up(settings: Settings) -> bool:
    """Say whether anybody has said where backups go, and for whom."""
    return settings.backup.is_configured


def back_up(workshop: Workshop, _fence: int) -> Counts:
    """Make one whole backup, and keep what was noted of the last drill."""
    try:
        made = making.make(workshop.settings, workshop.clock.now())
    except AnotherRunsError:
        if hangs(workshop.settings.data, workshop.clock.now()):
            raise
        # Somebody's by hand is as good.
        return NO_COUNTS
    folder = making.shelf_of(workshop.settings).folder
    with workshop.session() as session:
        noting.take_note(session, folder, made.installation, workshop.clock.now())
    return NO_COUNTS
