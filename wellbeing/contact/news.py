"""In which open cases something happened that a person has not opened yet, and what lies ahead there."""

from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing.contact.folder import Folder
from wellbeing.contact.papers import Papers, Thread
from wellbeing.contact.telling import is_empty
from wellbeing.contact.times import Side, Slot
from wellbeing.support import service as support
from wellbeing.support.service import Office, OpenCase


@dataclass(frozen=True)
class News:
    """What stands in one open case, in short, for one of its two people."""

    side: Side
    is_new: bool
    # The agreed time ahead, or else how many times wait to be picked.
    ahead: Slot | None
    offered: int


def news_of(office: Office, person_id: str) -> Mapping[str, News]:
    """Return what stands in each open case of a person, as asker and as contact."""
    asked = support.open_cases_of(office, person_id)
    cases = {one.id: one for one in (*asked, *support.cases_with(office, person_id))}
    found = Folder(office).of_all(list(cases))
    return {
        each: _news(office, found.get(each, Papers()).with_contact(case.contact), case, person_id)
        for each, case in cases.items()
    }


def closed_of(office: Office, person_id: str) -> frozenset[str]:
    """Return a person's own requests that nobody has now, and in which something was arranged."""
    open_now = {one.id for one in support.open_cases_of(office, person_id)}
    mine = (one.id for one in office.cabinet.of_asker(person_id, office.today))
    found = Folder(office).of_all([one for one in mine if one not in open_now])
    return frozenset(
        each for each, papers in found.items() if not all(map(is_empty, papers.threads))
    )


def has_news(office: Office, person_id: str) -> bool:
    return any(one.is_new for one in news_of(office, person_id).values())


def next_of(office: Office, person_id: str, request_id: str) -> Slot | None:
    """Return the agreed time ahead, to one of the two people of an open case."""
    case = support.case_of(office, person_id, request_id)
    return Folder(office).of(request_id).with_contact(case.contact).times.ahead(office.now)


def _news(office: Office, thread: Thread, case: OpenCase, person_id: str) -> News:
    side = Side.ASKER if person_id == case.asker else Side.CONTACT
    times = thread.times
    return News(
        side=side,
        is_new=side in thread.waits_for,
        ahead=times.ahead(office.now),
        offered=len(times.still_offered(office.now)),
    )
