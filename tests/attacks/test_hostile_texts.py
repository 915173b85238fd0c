"""Whatever is typed is kept and shown as it was typed, and is never anything but text.

The fields are found by walking: a word of its own is written into each, and where that word is met
again is where the texts must stand. Twelve hundred of them in `.ci/long`; everyday runs try some.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import cycle

import pytest

from tests.support import proofs
from tests.support.canaries import MARK, new_word
from tests.support.databases import on_sqlite
from tests.support.hostile_corpus import corpus
from tests.support.lived_in import FREE, Writer, filled_in, lived_in, written_forms
from tests.support.pages import Form, Page
from tests.support.rounds import Round, for_roles
from wellbeing.web.access_matrix import Scope, shipped
from wellbeing.web.forms import CONTROLS, in_its_own_direction

# Everyday runs try every so manieth text. A form that adds a thing each time takes so many at most.
IN_TURN, MOST_ADDED = 600, 6
WRITERS = ("staff", "supervisor", "wellbeing lead")
# On so many pages at most, its own first, a text is looked for.
PAGES = 3
SHORT = 120
NEVER = frozenset(
    {"iframe", "object", "embed", "base", "marquee", "math", "template", "video", "audio"}
)
FOREIGN = ("javascript:", "java\tscript:", "data:", "//")


@dataclass(frozen=True)
class Sheet:
    """A form that somebody can write into, and the pages on which its words are met again."""

    name: str
    writer: Writer
    address: str
    shown_at: tuple[str, ...]
    fields: tuple[str, ...]
    # What is wrong with what was written first: some forms can be filled in only once.
    at_first: tuple[str, ...]

    @property
    def is_written_over(self) -> bool:
        return self.address in self.shown_at

    def ways(self, text: str) -> set[str]:
        """Return how a text may be shown: what others read too is not turned around by unseen signs."""
        exact = as_kept(text)
        return {exact} if self.is_for_oneself else {exact, as_kept(in_its_own_direction(text))}

    def missing(self, typed: Mapping[str, str], said: list[str]) -> Iterator[str]:
        for name in typed.keys() & set(self.fields):
            if not any(way in one for one in said for way in self.ways(typed[name])):
                yield f"not shown as typed: {typed[name]!r}"

    @property
    def is_for_oneself(self) -> bool:
        lines = shipped().lines_for(self.name.partition(" ")[0], "POST")
        return any(line.scope is Scope.OWN for line in lines)

    def opened(self) -> tuple[Page, Form] | None:
        page = self.writer.walker.get(self.address)
        app = self.writer.walker.client.application
        return next(
            ((page, form) for name, form in written_forms(app, page) if name == self.name), None
        )


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    data = folder / "instance"
    data.mkdir()
    with lived_in(on_sqlite(data), folder / "policies") as (home, writers):
        writers["staff"].begin()
        found: list[Sheet] = []
        for name in WRITERS:
            only = () if name == "staff" else for_roles(home.app, *writers[name].who.roles_now)
            found += sheets_of(writers[name], only)
        yield found


def first_words() -> Callable[[], str]:
    """Return what hands out short texts of the corpus, each with a word to find it by."""
    short = cycle(text for text in corpus() if 0 < len(text.strip()) < SHORT)
    return lambda: f"{new_word()} {next(short)}"


def sheets_of(writer: Writer, only: Collection[str]) -> Iterator[Sheet]:
    """Write into every field, and find where each word is met again."""
    writer.write_everywhere(first_words(), only)
    pages = Round(writer.walker, only).go().pages
    for name, page in writer.written.items():
        typed = {one: said for one, said in writer.typed[name].items() if MARK in said}
        shown = {
            each: [one for one, said in typed.items() if said.split()[0] in found.html]
            for each, found in pages.items()
        }
        at = sorted((each for each in shown if shown[each]), key=lambda each: each != page.url)
        fields = {one for each in at for one in shown[each]}
        sheet = Sheet(name, writer, page.url, tuple(at[:PAGES]), tuple(sorted(fields)), ())
        said = [text for each in at for text in said_by(pages[each])]
        yield replace(
            sheet, at_first=tuple(sheet.missing({one: typed[one] for one in fields}, said))
        )


def as_kept(text: str) -> str:
    """Return a text as it is kept, in one line: composed, without controls."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(CONTROLS.sub("", composed).split())


def said_by(page: Page) -> list[str]:
    boxes = (one.value for form in page.forms for one in form.fields.values())
    return [page.text, *(" ".join(one.split()) for one in boxes)]


def alive_in(page: Page) -> list[str]:
    """Return what a browser would do something with, and no template of ours has written."""
    return [
        f"<{tag} {dict(attributes)}>"
        for tag, attributes in page.tags
        if tag in NEVER
        or (tag == "script" and not attributes.get("src", "").startswith("/static/"))
        or any(name.startswith("on") or name in {"style", "srcdoc"} for name in attributes)
        or any(attributes.get(name, "").startswith(FOREIGN) for name in ("href", "src", "action"))
    ]


def faults(sheet: Sheet, typed: Mapping[str, str], page: Page) -> Iterator[str]:
    """Say what is wrong with an answer and with the pages that show what was sent."""
    if page.status == 422:
        said = said_by(page)[1:]
        yield from (
            f"not in its box: {text!r}" for text in typed.values() if as_kept(text) not in said
        )
        shown = [page]
    elif page.status == 200:
        shown = [page, *(sheet.writer.walker.get(one) for one in sheet.shown_at)]
        said = [text for one in shown for text in said_by(one)]
        yield from sheet.missing(typed, said)
    else:
        yield f"status {page.status}"
        shown = [page]
    yield from (f"more than text: {one}" for each in shown for one in alive_in(each))


def texts_for(sheet: Sheet, number: int) -> list[str]:
    """Return what one form takes: everyday runs give each another part of it."""
    step = proofs.size(IN_TURN, 1)
    chosen = corpus()[number % step :: step]
    return list(chosen if sheet.is_written_over else chosen[: proofs.size(2, MOST_ADDED)])


def try_out(sheet: Sheet, texts: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Write the texts into the fields in turn; yield each answer's status, and what is wrong with it."""
    while texts:
        opened = sheet.opened()
        if opened is None:
            return
        page, form = opened
        free = [one.name for one in form.fields.values() if one.kind in FREE]
        typed = {name: texts.pop() for name in free[: len(texts)]}
        answer = sheet.writer.send(page, form, {**filled_in(form, lambda: "word"), **typed})
        yield answer.status, [f"{sheet.name}: {one}" for one in faults(sheet, typed, answer)]


def test_every_text_is_kept_and_shown_as_typed_and_is_nothing_but_text(sheets, record_property):
    came = {
        sheet.name: [*try_out(sheet, texts_for(sheet, number))]
        for number, sheet in enumerate(sheets)
    }
    answers = [one for each in came.values() for one in each]
    sizes = {
        "forms": len(sheets),
        "written over": sum(sheet.is_written_over for sheet in sheets),
        "fields shown again": sum(len(sheet.fields) for sheet in sheets),
        "sent": len(answers),
        "refused with the text in its box": sum(status == 422 for status, _ in answers),
    }
    proofs.report(record_property, "hostile-texts", sizes)

    assert [f"{sheet.name}: {one}" for sheet in sheets for one in sheet.at_first] == []
    assert [one for _, faulty in answers for one in faulty] == []
    # Every form either took texts now, or showed again what was written into it once.
    assert {sheet.name for sheet in sheets if not (sheet.fields or came[sheet.name])} == set()
