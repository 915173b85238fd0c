"""The job that sends the week's text messages: beside that of the mails, so that neither waits."""

from wellbeing.content.loader import content
from wellbeing.jobs.losses import log_lost
from wellbeing.jobs.workshop import NO_COUNTS, Counts, Workshop
from wellbeing.messages.gateways import gateway_of
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.texting import Texts, deliver_texts
from wellbeing.running import service as running


def text_this_week(workshop: Workshop, fence: int) -> Counts:
    """Plan the week and send the texts that are due, when a gateway is set."""
    settings = workshop.settings
    gateway = gateway_of(settings.sms, workshop.clock)
    if gateway is None:
        return NO_COUNTS
    texts = Texts(settings.address, content(settings.data / "content").texts)
    with workshop.session() as session:
        if workshop.was_put_back(session):
            return NO_COUNTS
        desk = rhythm.Desk(session, workshop.vault, workshop.clock.now(), fence)
        if not settings.mail.is_configured and not rhythm.is_chosen(desk, rhythm.Channel.TEXT):
            # Nothing would leave: nobody is enrolled and no week planned for it.
            return NO_COUNTS
        rhythm.plan_due(desk)
        missed = rhythm.catch_up(desk)
        if settings.mail.is_configured:
            # Without a relay whoever chose mails misses each hour.
            running.note_late(session, desk.now, missed)
        outcome = deliver_texts(desk, texts, gateway, workshop.clock)
        lost = running.lost_of(session, outcome)
        running.note_lost(session, running.TEXTS, workshop.clock.now(), lost)
    log_lost("texts_not_sent", outcome)
    # How many left would say how many chose texts.
    return NO_COUNTS
