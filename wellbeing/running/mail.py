"""How mail stands: without a number, a person, or what any message is for (docs/adr/0034)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.messages.gateway import Gateway
from wellbeing.messages.service import GivenUp
from wellbeing.running import faults, relay, store, weekly
from wellbeing.running.lines import Line, Office
from wellbeing.running.store import Asked
from wellbeing.running.weekly import AN_HOUR, hour_of
from wellbeing.settings import Mail, Settings

# By the clock alone, whether or not mail waits: an alarm about the relay says nothing about anybody.
ASKED_EVERY = timedelta(minutes=10)
RELAY, NOTICES = "Mail relay", "Other messages"
GIVEN_UP, TEXTS = "Given up", "Text messages"
NONE_SET = "None is set, so nobody gets mail."
WHY = {
    GivenUp.REFUSED: "the relay refused it for good",
    GivenUp.UNREACHED: "no relay took it in the whole time it may wait",
    GivenUp.UNREADABLE: "what was kept of it could not be opened",
}


def lines(office: Office) -> tuple[Line, ...]:
    """Say how messages stand, as those who run the service may know it."""
    mail = office.settings.mail.is_configured
    looks = [_relay, *([weekly.line] if mail or office.settings.sms.is_configured else [])]
    looks += [notices, _given_up_by_the_hour] if mail else []
    return tuple(look(office) for look in (*looks, _texts))


def for_everybody(session: Session, settings: Settings) -> tuple[str, ...]:
    """Say on `/readyz`, which anybody can read, that carriers take nothing: known by the clock alone."""
    carriers = (
        (store.MAIL, settings.mail.is_configured, "Mail does not leave."),
        (store.TEXTS, settings.sms.is_configured, "Text messages do not leave."),
    )
    away = [
        said
        for carrier, is_set, said in carriers
        if is_set and (asked := store.asked(session, carrier)) is not None and asked.fault
    ]
    return tuple(f"{said} Run `wellbeing doctor`." for said in away)


def look_at_relay(session: Session, mail: Mail, now: datetime) -> None:
    """Ask the relay now and then whether it would take a mail, and keep what it said."""
    if _is_time(session, store.MAIL, now):
        keep_asked(session, store.MAIL, now, relay.ask(mail))


def look_at_gateway(session: Session, gateway: Gateway, now: datetime) -> None:
    """Ask the gateway for text messages now and then, without sending any; keep what it said."""
    if _is_time(session, store.TEXTS, now):
        keep_asked(session, store.TEXTS, now, gateway.check())


def keep_asked(session: Session, carrier: str, now: datetime, fault: str | None) -> None:
    """Keep what a carrier said; a fault goes on from when it began."""
    with writing(session, carrier):
        before = store.asked(session, carrier)
        since = now if before is None or before.since is None else before.since
        store.keep_asked(session, carrier, Asked(now, fault, since) if fault else Asked(now))


def _is_time(session: Session, carrier: str, now: datetime) -> bool:
    before = store.asked(session, carrier)
    session.rollback()  # Nothing may be held while a carrier takes its time.
    return before is None or abs(now - before.at) >= ASKED_EVERY


def _relay(office: Office) -> Line:
    mail, asked = office.settings.mail, store.asked(office.session, store.MAIL)
    if not mail.is_configured:
        return Line(RELAY, NONE_SET)
    if asked is None:
        return Line(RELAY, f"{mail.host}:{mail.port} was not asked yet.")
    if asked.fault is None or asked.since is None:
        return Line(
            RELAY, f"{mail.host}:{mail.port} would have taken mail at {office.said(asked.at)}."
        )
    told = faults.told(asked.fault, mail)
    return Line.troubled(
        RELAY,
        f"Mail does not leave since {office.said(asked.since)}. {told.said}",
        f"{told.remedy} What is due meanwhile waits, and leaves by itself as long as it makes sense.",
    )


def _texts(office: Office) -> Line:
    asked = store.asked(office.session, store.TEXTS)
    if not office.settings.sms.is_configured:
        return Line(TEXTS, "No gateway is set, so nobody gets text messages.")
    if asked is None:
        return Line(TEXTS, "The gateway was not asked yet.")
    if asked.fault is None or asked.since is None:
        said = f"The gateway would have taken a text at {office.said(asked.at)}."
        return Line(TEXTS, f"{said}{weekly.texts_lost(office)}")
    return Line.troubled(
        TEXTS,
        f"Text messages do not leave since {office.said(asked.since)}: {asked.fault}.",
        "Check the WELLBEING_SMS settings, and with whoever runs the gateway. `wellbeing doctor` "
        "asks it again at once.",
    )


def notices(office: Office) -> Line:
    """Judge by whole hours alone: the minute in which a message came would say who did something then."""
    if not office.settings.mail.is_configured:
        return Line(NOTICES, NONE_SET)
    hour = hour_of(office.now)
    since = messages.trouble_since(office.session, office.now).waits_since
    if since is None or since > hour - AN_HOUR:
        return Line(NOTICES, "Nothing has waited for longer than an hour.")
    before = hour_of(since) + AN_HOUR
    return Line.troubled(
        NOTICES,
        f"Something waits to leave since before {office.said(before)}.",
        "Send a test mail. If the relay takes it, look into its log for what it refuses.",
    )


def given_up(office: Office) -> Line:
    """Tell it as it stands this moment, to whoever has the machine."""
    if not office.settings.mail.is_configured:
        return Line(GIVEN_UP, NONE_SET)
    return _told_given_up(_given_up_said(office.session))


def look_at_given_up(session: Session, now: datetime) -> None:
    """Keep once an hour what the page tells: the minute would say when the message was posted."""
    hour, before = hour_of(now), store.asked(session, store.GIVEN_UP)
    if before is None or before.at < hour or before.at > now:
        said = _given_up_said(session)
        with writing(session, store.GIVEN_UP):
            store.keep_asked(session, store.GIVEN_UP, Asked(hour, said, hour if said else None))


def tell_no_more(session: Session, now: datetime) -> None:
    """Let what is given up from now on be told with the next whole hour again, not at its minute."""
    with writing(session, store.GIVEN_UP):
        store.keep_asked(session, store.GIVEN_UP, Asked(hour_of(now)))


def _given_up_by_the_hour(office: Office) -> Line:
    kept = store.asked(office.session, store.GIVEN_UP)
    is_any = messages.trouble_since(office.session, office.now).has_dead_letters
    return _told_given_up(kept.fault if kept is not None and is_any else None)


def _given_up_said(session: Session) -> str | None:
    letters = messages.dead_letters(session)
    if not letters:
        return None
    last = max(letter.given_up_on for letter in letters)
    why = ", or ".join(sorted({WHY[letter.why] for letter in letters}))
    return f"One or more messages were given up, the last on {last.day} {last:%B %Y}: {why}."


def _told_given_up(said: str | None) -> Line:
    if said is None:
        return Line(GIVEN_UP, "Nothing.")
    return Line.troubled(
        GIVEN_UP,
        said,
        "Mend what the relay says, then try them again; or let them go. What they were about stands "
        "in the service for whoever signs in.",
    )
