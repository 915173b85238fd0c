"""The job that asks those who carry messages on whether they would: by the clock, not by what waits."""

from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.messages.gateways import gateway_of
from wellbeing.running import service as running


def look_at_carriers(workshop: Workshop, _fence: int) -> Counts:
    """Ask the mail relay and the gateway for text messages every ten minutes, where they are set."""
    settings = workshop.settings
    gateway = gateway_of(settings.sms, workshop.clock)
    with workshop.session() as session:
        if settings.mail.is_configured:
            running.look_at_relay(session, settings.mail, workshop.clock.now())
            running.look_at_given_up(session, workshop.clock.now())
        if gateway is not None:
            running.look_at_gateway(session, gateway, workshop.clock.now())
    return NO_COUNTS
