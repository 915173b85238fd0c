"""What those who run the service can see and do: by the page, and by commands that say the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.audit.service import Act, Kind, Scribe
from wellbeing.clock import Clock
from wellbeing.content.loader import content
from wellbeing.messages import service as messages
from wellbeing.messages.shape import BREAKS_LINKS
from wellbeing.running import faults, jobs_done, mail, needs, relay, store, zone_data
from wellbeing.running.jobs_done import Listed
from wellbeing.running.lines import Line, Office, Trouble
from wellbeing.running.mail import (
    for_everybody,
    keep_asked,
    look_at_gateway,
    look_at_given_up,
    look_at_relay,
)
from wellbeing.running.notices import NO_SENDER, Preview, Shown, Stamp, all_of, preview
from wellbeing.running.store import MAIL, TEXTS
from wellbeing.running.weekly import lost_of, note_late, note_lost
from wellbeing.running.without_mail import WITHOUT_MAIL

__all__ = [
    "BREAKS_LINKS",
    "MAIL",
    "TEXTS",
    "WITHOUT_MAIL",
    "Line",
    "Listed",
    "NoRelayError",
    "Office",
    "Overview",
    "Preview",
    "Sent",
    "Shown",
    "Trouble",
    "all_of",
    "for_everybody",
    "let_go",
    "look_at_gateway",
    "look_at_given_up",
    "look_at_relay",
    "lost_of",
    "note_late",
    "note_lost",
    "overview",
    "preview",
    "send_test",
    "stamp",
    "try_again",
]


class NoRelayError(Exception):
    """No mail relay is set, so nothing can be sent."""


@dataclass(frozen=True)
class Overview:
    """Everything the page shows."""

    mail: tuple[Line, ...]
    jobs: tuple[Line, ...]
    needs: tuple[Line, ...]

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        # That no timetable runs is told by what looks at the whole installation.
        lines = (
            line for line in (*self.mail, *self.jobs, *self.needs) if line.what != needs.TIMETABLE
        )
        found = (line.trouble for line in lines)
        return tuple(trouble for trouble in found if trouble is not None)

    @property
    def has_given_up(self) -> bool:
        return any(line.what == mail.GIVEN_UP and line.trouble for line in self.mail)


@dataclass(frozen=True)
class Sent:
    """What became of a test mail, in plain words; nothing to do when the relay took it."""

    said: str
    remedy: str = ""

    @property
    def was_taken(self) -> bool:
        return not self.remedy


def overview(office: Office, listed: Iterable[Listed]) -> Overview:
    """Look at mail, jobs and what the service needs; nothing is asked of the relay now."""
    return Overview(
        mail.lines(office),
        jobs_done.lines(office, listed),
        (
            needs.timetable(office),
            needs.clock(office),
            zone_data.line(office.zone, office.now),
        ),
    )


def send_test(office: Office, to: str, clock: Clock) -> Sent:
    """Send one test mail now, and keep what the relay said: an alarm ends with the mail that leaves."""
    settings = office.settings
    if not settings.mail.is_configured:
        raise NoRelayError
    office.session.rollback()  # Nothing may be held while a relay takes its time.
    words = content(settings.data / "content").mails.test
    fault = relay.send_test(settings.mail, words, settings.address, to, clock)
    if fault is None or not relay.is_about_this_mail(fault):
        keep_asked(office.session, store.MAIL, clock.now(), fault)
    if fault is None:
        place = f"{settings.mail.host}:{settings.mail.port}"
        return Sent(f"{place} took the test mail. It should arrive within some minutes.")
    told = faults.told(fault, settings.mail)
    return Sent(told.said, told.remedy)


def try_again(office: Office, scribe: Scribe) -> bool:
    """Let everything that was given up wait anew; False when there was nothing."""
    scribe.note_first(office.session, Act(Kind.MAIL_TRIED_AGAIN))
    mail.tell_no_more(office.session, office.now)
    return messages.try_again(office.session, office.now) > 0


def let_go(office: Office, scribe: Scribe) -> bool:
    """Remove everything that was given up, so that its alarm ends; False when there was nothing."""
    scribe.note_first(office.session, Act(Kind.MAIL_LET_GO))
    mail.tell_no_more(office.session, office.now)
    return messages.forget(office.session) > 0


def stamp(office: Office) -> Stamp:
    """Return what previews are made with."""
    settings = office.settings
    words = content(settings.data / "content")
    sender = settings.mail.sender or NO_SENDER
    return Stamp(settings.address, sender, office.now, words.mails, words.texts)
