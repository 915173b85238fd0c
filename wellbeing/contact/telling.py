"""What is told of a case's contact: to each of its two people their side, once ended to the asker alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Person, Role
from wellbeing.contact.folder import Folder
from wellbeing.contact.papers import Letter, Papers, Thread
from wellbeing.contact.reading_hours import Reading, reading
from wellbeing.contact.times import NO_TIMES, Side, Times
from wellbeing.cover import service as cover
from wellbeing.looks import Look
from wellbeing.support import service as support
from wellbeing.support.cabinet import KEPT_FOR, Filed
from wellbeing.support.pools import heard_in
from wellbeing.support.service import NotThereError, Office, OpenCase, Wish
from wellbeing.support.telling import SOMEBODY


@dataclass(frozen=True)
class Told:
    """The thread with one contact, with their name; looks are told to the person alone."""

    name: str
    times: Times = NO_TIMES
    letters: tuple[Letter, ...] = ()
    looks: tuple[Look, ...] = ()
    # In which the contact hears the person.
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True)
class Page:
    """The pages of one case, as one of its two people sees them."""

    id: str
    side: Side
    # Whom this person talks with; nobody while a request is not taken, or has ended.
    other: str
    now: Told
    earlier: tuple[Told, ...]
    wish: Wish
    # Staffed hours in words, when this contact usually talks, and when a letter sent now is read.
    hours: tuple[str, ...]
    card_hours: str
    reading: Reading | None
    zone: str
    is_open: bool
    ended_on: date | None = None
    # The day on which everything here is removed; known once the case has ended.
    removed_on: date | None = None

    @property
    def is_asker(self) -> bool:
        return self.side is Side.ASKER


def may_read(office: Office, person_id: str, request_id: str) -> bool:
    """Say whether a request is the person's own, or a case they have now."""
    try:
        support.case_of(office, person_id, request_id)
    except NotThereError:
        return _own(office, person_id, request_id) is not None
    return True


def page_of(office: Office, person_id: str, request_id: str) -> Page:
    """Return the pages of a case without a look; NotThereError for whoever is not in it."""
    try:
        case = support.case_of(office, person_id, request_id)
    except NotThereError:
        filed = _own(office, person_id, request_id)
        if filed is None:
            raise
        return _of_nobody(office, filed)
    return _of_two(office, case, Side.ASKER if person_id == case.asker else Side.CONTACT)


def threads_of(office: Office, person_id: str) -> tuple[tuple[Filed, Told], ...]:
    """Return every thread of a person's own requests, for their own download."""
    filed = office.cabinet.of_asker(person_id, office.today)
    papers = Folder(office).of_all([one.id for one in filed])
    people = _people(office, (each.contact for one in papers.values() for each in one.threads))
    return tuple(
        (one, _told(each, people, one.case.wish))
        for one in filed
        for each in papers.get(one.id, Papers()).threads
    )


def _of_two(office: Office, case: OpenCase, side: Side) -> Page:
    papers = Folder(office).of(case.id)
    thread = papers.with_contact(case.contact)
    others = [one for one in papers.threads if one is not thread] if side is Side.ASKER else []
    people = _people(office, [case.asker, case.contact, *(one.contact for one in others)])
    now = _told(thread, people, case.wish)
    card = cover.cards(office.session, [case.contact]).get(case.contact)
    hours = office.rota.hours
    return Page(
        id=case.id,
        side=side,
        other=_name(people, case.contact if side is Side.ASKER else case.asker),
        now=now if side is Side.ASKER else replace(now, looks=()),
        earlier=tuple(_told(one, people, case.wish) for one in others if not is_empty(one)),
        wish=case.wish,
        hours=hours.in_words(),
        card_hours=card.hours if card else "",
        reading=reading(
            hours,
            lambda day: bool(office.rota.there_on(day, [case.contact])),
            office.now,
            office.promise.working_days,
        ),
        zone=hours.zone,
        is_open=True,
    )


def _of_nobody(office: Office, filed: Filed) -> Page:
    """Show a request that nobody has, or that has ended, to whoever asked."""
    threads = Folder(office).of(filed.id).threads
    people, wish = _people(office, (one.contact for one in threads)), filed.case.wish
    hours, ended_on = office.rota.hours, filed.case.ended_on
    return Page(
        id=filed.id,
        side=Side.ASKER,
        other="",
        now=Told(""),
        earlier=tuple(_told(one, people, wish) for one in threads if not is_empty(one)),
        wish=wish,
        hours=hours.in_words(),
        card_hours="",
        reading=None,
        zone=hours.zone,
        is_open=False,
        ended_on=ended_on,
        removed_on=None if ended_on is None else ended_on + KEPT_FOR,
    )


def is_empty(thread: Thread) -> bool:
    return not thread.letters and thread.times == NO_TIMES


def _told(thread: Thread, people: Mapping[str, Person], wish: Wish) -> Told:
    found = people.get(thread.contact)
    roles = heard_in(wish, found.roles if found else frozenset())
    name = _name(people, thread.contact)
    return Told(name, thread.times, thread.letters, thread.looks, roles)


def _own(office: Office, person_id: str, request_id: str) -> Filed | None:
    return office.cabinet.of_asker_one(request_id, person_id, office.today)


def _name(people: Mapping[str, Person], person_id: str) -> str:
    found = people.get(person_id)
    return found.name if found else SOMEBODY


def _people(office: Office, person_ids: Iterable[str]) -> dict[str, Person]:
    found = accounts.people(office.session, sorted(set(person_ids)), office.today)
    return {one.id: one for one in found}
