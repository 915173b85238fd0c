"""The forms people can write into, each in the house as it was before anybody had written into it.

They are found by walking: a word of its own is written into each, and where that word is met again
is where texts must stand.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from tests.support.canaries import MARK, new_word
from tests.support.hostile_judging import boxes_of, kept_ways, said_by
from tests.support.lived_in import (
    FIRST,
    FREE,
    MANNERS,
    Lead,
    Manner,
    Writer,
    filled_in,
    written_forms,
)
from tests.support.pages import Form, Page
from tests.support.put_back import PutBack
from tests.support.rounds import ENDING, STATIC, Round, endpoint_of
from wellbeing.web.access_matrix import Scope, shipped

# On so many pages at most, its own first, a text is looked for.
PAGES = 3
_ONE_OF_MANY = re.compile(r"[0-9a-f]{16,}")


@dataclass(frozen=True)
class Sheet:
    """A form that somebody can write into, and the pages on which its words are met again."""

    name: str
    writer: Writer
    address: str
    before: PutBack
    lead: Lead | None = None
    manner: Manner = FIRST
    shown_at: tuple[str, ...] = ()
    # What is shown about one thing of many: its address is another one each time.
    kinds: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    # What was written before stands in its boxes; others add a thing each time.
    is_written_over: bool = False

    @property
    def is_for_oneself(self) -> bool:
        """Say whether only the writer reads it, who then reads every sign of it."""
        if {"to", "with_whom"} & set(self.name.rpartition("(")[2].strip(")").split(",")):
            return False
        lines = shipped().lines_for(self.name.partition(" ")[0], "POST")
        return any(line.scope is Scope.OWN for line in lines)

    def opened(self) -> tuple[Page, Form] | None:
        page = self.writer.walker.get(self.address)
        found = self.on(page)
        if found is None and self.lead is not None:
            page = self.lead.followed(self.writer.walker, page)
            found = self.on(page)
        return None if found is None else (page, found)

    def opened_anew(self) -> tuple[Page, Form]:
        """Open the form in the house as it was before anybody had sent it."""
        self.before.as_it_was()
        found = self.opened()
        if found is None:
            raise AssertionError(f"{self.name} is not where it was first met: {self.address}")
        return found

    def on(self, page: Page) -> Form | None:
        app = self.writer.walker.client.application
        return next((form for name, form in written_forms(app, page) if name == self.name), None)

    def send(self, page: Page, form: Form, typed: Mapping[str, str]) -> Page:
        return self.writer.send(
            page, form, {**filled_in(form, lambda: "word", self.manner), **typed}
        )

    def shown(self, answer: Page) -> Iterator[Page]:
        """Yield the answer to a form and the pages on which its words are met again."""
        seen = [answer]
        yield answer
        for address in self.shown_at:
            if address != answer.url:
                seen.append(self.writer.walker.get(address))
                yield seen[-1]
        linked = {link for page in seen for link in _links(page) if kind_of(link) in self.kinds}
        for link in sorted(linked - {page.url for page in seen})[:PAGES]:
            yield self.writer.walker.get(link)

    def near(self, answer: Page) -> dict[str, Page]:
        """Return the pages that an answer leads to, by their address."""
        walker = self.writer.walker
        app = walker.client.application
        ends = {"", STATIC, *ENDING}
        found = {self.address, *_links(answer)}
        return {one: walker.get(one) for one in found if endpoint_of(app, one) not in ends}

    def missing(self, typed: Mapping[str, str], pages: Collection[Page]) -> Iterator[str]:
        said = [one for page in pages for one in said_by(page)]
        for name in typed.keys() & set(self.fields):
            ways = kept_ways(typed[name], exactly=self.is_for_oneself)
            if not any(way in one for one in said for way in ways):
                yield name


def kind_of(address: str) -> str:
    return _ONE_OF_MANY.sub("*", urlsplit(address).path)


def free_fields(form: Form) -> list[str]:
    return [one.name for one in form.fields.values() if one.kind in FREE]


def sheets_of(writer: Writer, word: Callable[[], str], only: Collection[str] = ()) -> list[Sheet]:
    """Let somebody write into all they find, and go round to see where it is met again."""
    writer.write_everywhere(word, only)
    pages = Round(writer.walker, only).go().pages
    return [
        _met_again(
            Sheet(name, writer, page.url, writer.before[name], writer.led.get(name)),
            writer.typed[name],
            pages,
        )
        for name, page in writer.written.items()
    ]


def _met_again(sheet: Sheet, typed: Mapping[str, str], pages: Mapping[str, Page]) -> Sheet:
    """Say on which pages the words of a form are met, its own first."""
    words = [said.split()[0] for said in typed.values() if MARK in said]
    at = [each for each, page in pages.items() if any(word in page.html for word in words)]
    kinds = {kind_of(each) for each in at if _ONE_OF_MANY.search(each)}
    lasting = (one for one in at if kind_of(one) not in kinds or one == sheet.address)
    fixed = sorted(lasting, key=lambda one: one != sheet.address)
    return replace(sheet, shown_at=tuple(fixed[:PAGES]), kinds=frozenset(kinds))


def tried_first(sheet: Sheet) -> tuple[Sheet, list[str]]:
    """Send words of its own from where the form was met first; return which fields are met again."""
    sheet, typed, answer = _taken(sheet)
    was_taken = answer.status == 200
    if was_taken and not sheet.shown_at:
        sheet = _met_again(sheet, typed, sheet.near(answer))
    said = [one for each in sheet.shown(answer) for one in said_by(each)]
    met = [name for name, word in typed.items() if any(word in one for one in said)]
    again = sheet.opened() if was_taken else None
    stands = again is not None and any(one in boxes_of(again[0]) for one in typed.values())
    sheet = replace(sheet, fields=tuple(sorted(met)), is_written_over=stands)
    return sheet, sorted(typed.keys() - set(met))


def _taken(sheet: Sheet) -> tuple[Sheet, dict[str, str], Page]:
    """Fill in a form in each manner until it is taken; the first one holds where none is."""
    for manner in MANNERS:
        found = _sent_first(replace(sheet, manner=manner))
        if found[2].status == 200:
            return found
    return _sent_first(sheet)


def _sent_first(sheet: Sheet) -> tuple[Sheet, dict[str, str], Page]:
    page, form = sheet.opened_anew()
    typed = {name: new_word() for name in free_fields(form)}
    return sheet, typed, sheet.send(page, form, typed)


def _links(page: Page) -> Iterator[str]:
    for link in page.links:
        yield urlsplit(urljoin(page.url, link))._replace(fragment="").geturl()
