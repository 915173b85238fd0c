"""Contact after a hard event, offered at two times: named days, and nothing asked or kept."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.checkins.visit import Visit
from wellbeing.history import service as history
from wellbeing.stepped_care import Offer
from wellbeing.support import service as support


@dataclass(frozen=True)
class Time:
    """One time for contact: how long after an event, by which day, and whether a rule offers it now."""

    title: str
    about: str
    on: str
    is_now: bool


@dataclass(frozen=True)
class EventContacts:
    """Both times, and whether there is anything left to ask for."""

    times: tuple[Time, Time]
    reaches_somebody: bool
    is_asked: bool


def event_contacts(visit: Visit) -> EventContacts:
    """Name the days of contact; whether the person wants it is asked only where they ask for a human."""
    said, event = visit.words.after_event.contact, visit.desk.policy.event
    current = history.current(visit.desk, visit.person_id, visit.this_week)
    offered = current.offers if current else frozenset()
    last_day = visit.desk.today + timedelta(days=event.contact_last_day)
    return EventContacts(
        times=(
            Time(
                said.first_title.format(days=event.contact_first_day),
                said.first,
                said.first_day.format(day=_promised(visit)),
                Offer.FIRST_CONTACT in offered,
            ),
            Time(
                said.last_title.format(days=event.contact_last_day),
                said.last,
                said.last_day.format(day=_in_words(last_day)),
                Offer.LAST_CONTACT in offered,
            ),
        ),
        reaches_somebody=_reaches_somebody(visit),
        is_asked=support.is_open(visit.desk, visit.person_id, support.Kind.TALK),
    )


def _promised(visit: Visit) -> str:
    """Name the promised day; nothing where nobody is ever there, and so nothing can be asked."""
    with suppress(support.NobodyThereError):
        return _in_words(visit.office.promised(support.Wish(support.Kind.TALK)).due_on)
    return ""


def _reaches_somebody(visit: Visit) -> bool:
    return any(
        support.reaches_somebody(
            visit.office, visit.person_id, support.Wish(support.Kind.TALK, with_whom=choice.value)
        )
        for choice in visit.words.questions.question("talk_with").choices
    )


def _in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"
