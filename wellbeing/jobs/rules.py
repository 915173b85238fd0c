"""Jobs about the policy: it is kept whole, and what is wrong with one is said loudly."""

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.policies import service as policies


def keep_policy(workshop: Workshop, _fence: int) -> Counts:
    """Keep the policy of the release, whole, where none is kept yet: the file decides no more."""
    with workshop.session() as session:
        today = local_day(workshop.clock.now(), accounts.organisation(session).zone)
        policies.adopt(session, today, workshop.settings.policies)
    return NO_COUNTS


def look_after_policy(workshop: Workshop, _fence: int) -> Counts:
    """Say loudly what is wrong with any policy text."""
    with workshop.session() as session:
        now = workshop.clock.now()
        today = local_day(now, accounts.organisation(session).zone)
        settings = workshop.settings
        policies.look_after(
            policies.Board(
                session,
                workshop.vault,
                now,
                today,
                sends_mail=settings.mail.is_configured,
                folder=settings.policies,
            )
        )
    return NO_COUNTS
