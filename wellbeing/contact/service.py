"""What the rest of the house, and the pages, may ask of contact between the two people of a case."""

from wellbeing.contact.acts import (
    Visitor,
    Wanted,
    ask_for_another,
    call_off,
    offer,
    opened,
    pick,
    refuse,
    say,
    take_back,
    write,
)
from wellbeing.contact.news import News, closed_of, has_news, news_of, next_of
from wellbeing.contact.papers import LONGEST_LETTER, MOST_LETTERS, FullError, Letter
from wellbeing.contact.telling import Page, Told, may_read, page_of, threads_of
from wellbeing.contact.times import (
    ChangedError,
    Meeting,
    NotPossibleError,
    Said,
    Side,
    Slot,
    Times,
)
from wellbeing.support.service import NotThereError, Office

__all__ = [
    "LONGEST_LETTER",
    "MOST_LETTERS",
    "ChangedError",
    "FullError",
    "Letter",
    "Meeting",
    "News",
    "NotPossibleError",
    "NotThereError",
    "Office",
    "Page",
    "Said",
    "Side",
    "Slot",
    "Times",
    "Told",
    "Visitor",
    "Wanted",
    "ask_for_another",
    "call_off",
    "closed_of",
    "contact_of",
    "has_news",
    "may_read",
    "news_of",
    "next_of",
    "offer",
    "page_of",
    "pick",
    "refuse",
    "say",
    "take_back",
    "threads_of",
    "write",
]


def contact_of(office: Office, person_id: str, request_id: str) -> Page:
    """Open the pages of a case; a contact's look is kept before anything is shown.

    Raises NotThereError for whoever is not one of its two people. Who asked can read on for a
    quarter of a year after it ended.
    """
    is_noted = _noted(Visitor(office, person_id, request_id))
    page = page_of(office, person_id, request_id)
    if not (page.is_asker or is_noted):
        raise NotThereError
    return page


def _noted(visitor: Visitor) -> bool:
    """Write down what opening the page means, if anything; say whether the case was open to them."""
    news = news_of(visitor.office, visitor.person_id).get(visitor.request_id)
    if news is None:
        return False
    if news.side is Side.ASKER and not news.is_new:
        return True
    try:
        opened(visitor)
    except NotThereError:
        return False
    return True
