"""Looks at what runs: relay, timetable, clock, zone data, and messages that do not leave."""

from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from wellbeing.accounts.service import NoOrganisationError
from wellbeing.clock import SystemClock
from wellbeing.commands import behind, erasures
from wellbeing.commands.doctor_backup import BACKUPS
from wellbeing.commands.doctor_jobs import audit_whole, ledger_whole
from wellbeing.commands.findings import Check, Finding
from wellbeing.commands.mail import office
from wellbeing.content.loader import content
from wellbeing.messages.gateways import gateway_of
from wellbeing.rhythm.texting import Texts
from wellbeing.running import faults, mail, needs, relay, zone_data
from wellbeing.running.lines import Line, Office
from wellbeing.settings import Settings

Look = Callable[[Office], Line]


def smtp(settings: Settings) -> Finding:
    """Connect, look at the certificate, sign in and begin a mail; none is sent."""
    name = "the mail relay takes mail"
    if not settings.mail.is_configured:
        # One of the two is a slip: it looks the same as none, and nobody would be told.
        is_meant = not (settings.mail.host or settings.mail.sender)
        advice = "Set both WELLBEING_SMTP_HOST and WELLBEING_MAIL_FROM, or neither."
        return Finding("no mail relay is set: nobody gets mail", is_meant, advice)
    fault = relay.ask(settings.mail)
    if fault is None:
        return Finding(name, well=True)
    told = faults.told(fault, settings.mail)
    return Finding(name, well=False, advice=f"{told.said} {told.remedy}")


def texts(settings: Settings) -> Finding:
    """Ask the gateway for text messages, where one is set; no text is sent."""
    gateway = gateway_of(settings.sms, SystemClock())
    if gateway is None:
        return Finding("no gateway for text messages is set: nobody gets them", well=True)
    words = content(settings.data / "content").texts
    if not Texts(settings.address, words).fit:
        advice = (
            "Write `texts.toml` shorter: with the address of the service a text is more than one."
        )
        return Finding("a weekly text fits in one message", well=False, advice=advice)
    said = gateway.check()
    advice = f"{said[0].upper()}{said[1:]}." if said else ""
    return Finding("the gateway for text messages takes them", said is None, advice)


def _of(name: str, look: Look) -> Check:
    def check(settings: Settings) -> Finding:
        try:
            with office(settings, SystemClock()) as found:
                line = look(found)
        except NoOrganisationError:
            return Finding(name, well=True)
        except SQLAlchemyError:
            return Finding(name, well=False, advice="Put the databases right first.")
        if line.trouble is None:
            return Finding(name, well=True)
        return Finding(name, well=False, advice=f"{line.trouble.said} {line.trouble.remedy}")

    return check


def _clock(found: Office) -> Line:
    return needs.clock(found, SystemClock().now())


def _zones(found: Office) -> Line:
    return zone_data.line(found.zone, found.now)


RUNNING: tuple[Check, ...] = (
    _of("a timetable runs", needs.timetable),
    _of("the clock is right", _clock),
    _of("time zone data", _zones),
    ledger_whole,
    audit_whole,
    behind.finding,
    erasures.finding,
    smtp,
    _of("no message waits for long", mail.notices),
    _of("no message was given up", mail.given_up),
    texts,
    *BACKUPS,
)
