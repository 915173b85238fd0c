"""The pages of a case ready to be shown: times, letters and looks in the words of the pages."""

from dataclasses import dataclass
from datetime import date, datetime

from wellbeing.contact.papers import MOST_LETTERS, Letter
from wellbeing.contact.service import News, Page, Side, Told
from wellbeing.contact.wording import (
    Pairs,
    facts_of,
    how_of,
    over_in_words,
    read_in_words,
    said_of,
    slot_in_words,
    ways_left,
)
from wellbeing.content.loader import Content
from wellbeing.looks import Look
from wellbeing.support.wording import day_in_words, practical

NONE, OFFERED, TOO_LATE, NONE_FITS, AGREED, PASSED = (
    "none",
    "offered",
    "too late",
    "none fits",
    "agreed",
    "passed",
)


@dataclass(frozen=True)
class Moment:
    """What the words of a page depend on besides the page itself."""

    words: Content
    now: datetime
    today: date


@dataclass(frozen=True)
class ShownLetter:
    """A letter with who wrote it, on which day, and for the person who wrote it when it was read."""

    by: str
    on: str
    text: str
    is_mine: bool
    read: str


@dataclass(frozen=True)
class ShownTold:
    """The thread with one contact."""

    name: str
    letters: tuple[ShownLetter, ...]
    over: tuple[str, ...]
    looks: tuple[str, ...]


@dataclass(frozen=True)
class ShownTimes:
    """What stands between the two, and what can be done with it."""

    state: str
    version: int
    facts: Pairs
    slot_id: str
    said: tuple[str, ...]
    # The offered times that can be picked: id and words.
    offered: Pairs
    offered_how: str
    offered_where: str
    would_fit: str


@dataclass(frozen=True)
class ShownPage:
    """Everything on the page of a case."""

    id: str
    is_asker: bool
    is_open: bool
    other: str
    times: ShownTimes
    thread: ShownTold
    earlier: tuple[ShownTold, ...]
    hours: str
    card_hours: str
    reads: str
    practical: tuple[str, ...]
    can_meet: bool
    is_full: bool
    ended_on: str
    removed_on: str


@dataclass(frozen=True)
class ShownNews:
    """What stands in an open case, in one line, for pages that lead there."""

    line: str
    is_new: bool


def shown_page(moment: Moment, page: Page) -> ShownPage:
    return ShownPage(
        id=page.id,
        is_asker=page.is_asker,
        is_open=page.is_open,
        other=page.other,
        times=_times(moment, page),
        thread=_told(page, page.now),
        earlier=tuple(_told(page, one) for one in page.earlier),
        hours="; ".join(page.hours),
        card_hours=page.card_hours,
        reads=read_in_words(page.reading, moment.today),
        practical=practical(moment.words, page.wish),
        can_meet=bool(ways_left(moment.words, page.wish)),
        is_full=len(page.now.letters) >= MOST_LETTERS,
        ended_on=day_in_words(page.ended_on) if page.ended_on else "",
        removed_on=day_in_words(page.removed_on) if page.removed_on else "",
    )


def shown_news(news: News, zone: str) -> ShownNews:
    """Say in one line what stands in a case: the next time, or times that wait to be picked."""
    if news.ahead is not None:
        line = f"Agreed: {slot_in_words(news.ahead, zone)}"
    elif news.offered and news.side is Side.ASKER:
        line = "Times are offered. Choose one, or say that none fits"
    elif news.offered:
        line = "Times are offered. Nothing is chosen yet"
    else:
        line = "No time is agreed"
    return ShownNews(line, news.is_new)


def shown_closed() -> ShownNews:
    return ShownNews("Only you can read them now", is_new=False)


def _times(moment: Moment, page: Page) -> ShownTimes:
    times, zone = page.now.times, page.zone
    can_pick, agreed = times.still_offered(moment.now), times.agreed
    return ShownTimes(
        state=_state(moment, page),
        version=times.version,
        facts=facts_of(moment.words, agreed.slot, zone) if agreed else (),
        slot_id=agreed.slot.id if agreed else "",
        said=said_of(agreed, page.side, page.other) if agreed else (),
        offered=tuple((one.id, slot_in_words(one, zone)) for one in can_pick),
        offered_how=how_of(moment.words, can_pick[0]) if can_pick else "",
        offered_where=can_pick[0].where if can_pick else "",
        would_fit=times.would_fit,
    )


def _state(moment: Moment, page: Page) -> str:
    times = page.now.times
    if times.offered:
        return OFFERED if times.still_offered(moment.now) else TOO_LATE
    if times.agreed is not None:
        return PASSED if times.agreed.has_begun(moment.now) else AGREED
    return NONE_FITS if times.none_fits else NONE


def _told(page: Page, told: Told) -> ShownTold:
    held = told.times
    # Of somebody who has the case no more also the last agreed time is over.
    past = held.past if told is page.now or held.agreed is None else (*held.past, held.agreed)
    return ShownTold(
        name=told.name,
        letters=tuple(_letter(page, told, one) for one in told.letters),
        over=tuple(
            over_in_words(one, page.side, page.other or told.name, page.zone)
            for one in reversed(past)
        ),
        looks=tuple(_look(one) for one in reversed(told.looks)),
    )


def _letter(page: Page, told: Told, letter: Letter) -> ShownLetter:
    is_mine = letter.by is page.side
    read = ""
    if is_mine and page.is_asker:
        unread = "Not read yet" if told is page.now else "Not read"
        read = f"Read on {day_in_words(letter.read_on)}" if letter.read_on else unread
    theirs = told.name if page.is_asker else page.other
    return ShownLetter(
        by="You" if is_mine else theirs,
        on=day_in_words(letter.on),
        text=letter.text,
        is_mine=is_mine,
        read=read,
    )


def _look(look: Look) -> str:
    often = "" if look.times == 1 else f", {look.times} times"
    return f"{day_in_words(look.on)}{often}"
