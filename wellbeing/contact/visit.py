"""Who is at the pages of a case, in a request: with the session, the keys and the words."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g

from wellbeing.contact import service
from wellbeing.contact.service import News, Page, Visitor
from wellbeing.contact.showing import Moment, ShownPage, shown_page
from wellbeing.support.errand import Errand, errand_of, in_case, is_askers
from wellbeing.web.signed_in import SignedIn


@dataclass(frozen=True)
class Visit:
    """One person at one case."""

    errand: Errand
    request_id: str

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.errand.office, self.errand.person_id, self.request_id)

    @property
    def moment(self) -> Moment:
        office = self.errand.office
        return Moment(self.errand.words, office.now, office.today)

    def opened(self) -> Page:
        """Open the page; a contact's look is written down."""
        return service.contact_of(self.errand.office, self.errand.person_id, self.request_id)

    def shown(self, page: Page) -> ShownPage:
        return shown_page(self.moment, page)


def visit_of(person: SignedIn, request_id: str) -> Visit:
    return Visit(errand_of(person), request_id)


def may_read(person: SignedIn, request_id: str) -> bool:
    """Say whether a case is this person's own, or theirs to answer; the guard asks it of each route.

    Who had it once and tries again is refused like everybody else, and that is put on record.
    """
    return is_askers(person, request_id) or in_case(person, request_id)


def news_for(person: SignedIn) -> Mapping[str, News]:
    """Return what stands in a person's open cases; asked once for a page with several of them."""
    if "contact_news" not in g:
        g.contact_news = service.news_of(errand_of(person).office, person.id)
    found: Mapping[str, News] = g.contact_news
    return found


def closed_for(person: SignedIn) -> frozenset[str]:
    """Return the closed requests of a person in which they can still read something; asked once too."""
    if "contact_closed" not in g:
        g.contact_closed = service.closed_of(errand_of(person).office, person.id)
    found: frozenset[str] = g.contact_closed
    return found
