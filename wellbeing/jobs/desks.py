"""The desk of histories, as jobs sit down at it: with the weeks for which answers are kept here."""

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.history.service import Desk
from wellbeing.jobs.workshop import Workshop
from wellbeing.policies import service as policies


def history_desk(workshop: Workshop, session: Session) -> Desk:
    settings = workshop.settings
    today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
    in_force = policies.rulebook(session, settings.policies)
    return Desk(session, workshop.vault, in_force, today, settings.keeping.weeks_of("answers"))
