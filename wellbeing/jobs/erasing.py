"""Jobs of deleting: what was broken off is finished, the list is carried, and leavers are deleted.

None says how many there were: it would count people.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import forgetting
from wellbeing.accounts import service as accounts
from wellbeing.backup import carrying
from wellbeing.backup.making import shelf_of
from wellbeing.backup.shelf import Shelf
from wellbeing.clock import local_day
from wellbeing.database import writing
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.records import erasure_store
from wellbeing.records.erasing import Eraser
from wellbeing.retention import span_of

# No setting lets a backup be kept so long.
LISTED_FOR = span_of("erasures")


def finish_erasures(workshop: Workshop, _fence: int) -> Counts:
    """Finish what was broken off, and bring the list beside the backups up to date."""
    with workshop.session() as session:
        erasure_store.forget_codes_past(session, workshop.clock.now())
        _eraser(workshop, session).finish()
    shelf = _shelf(workshop)
    if shelf is not None:
        carrying.carry(workshop.settings.erasures, shelf, workshop.vault.row_key)
    return NO_COUNTS


def erase_leavers(workshop: Workshop, _fence: int) -> Counts:
    """Delete everything of people who left a month ago, with their accounts."""
    with workshop.session() as session:
        eraser = _eraser(workshop, session)
        # Long enough to ask for a download with the code that was made before.
        kept_for = timedelta(days=workshop.settings.keeping.days_of("leavers"))
        for person_id in forgetting.left_by(session, eraser.today - kept_for):
            eraser.erase_leaver(person_id)
        with writing(session):
            forgetting.forget_nobodies(session, eraser.today - span_of("left-behind"))
    return NO_COUNTS


def forget_old_erasures(workshop: Workshop, _fence: int) -> Counts:
    """Take entries of the list away that are older than any backup."""
    day, mark = (workshop.clock.now() - LISTED_FOR).date(), workshop.vault.row_key
    if carrying.forget_before(day, workshop.settings.erasures, _shelf(workshop), mark):
        with workshop.session() as session, writing(session):
            erasure_store.forget_known_before(session, day)
    return NO_COUNTS


def _shelf(workshop: Workshop) -> Shelf | None:
    """Return where backups lie; None where none are made."""
    return shelf_of(workshop.settings) if workshop.settings.backup.is_configured else None


def _eraser(workshop: Workshop, session: Session) -> Eraser:
    today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
    return Eraser(session, workshop.vault, workshop.settings.erasures, today)
