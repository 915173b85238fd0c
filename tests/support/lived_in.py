"""A small organisation in which somebody has written into every form they could find.

Nobody keeps a list of the forms: the routes lead to pages, and pages have forms.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from tests.integration.screens.screening import switched_on
from tests.support.calling import Callers
from tests.support.canaries import new_word
from tests.support.databases import Database, on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.pages import Field, Form, Page
from tests.support.put_back import PutBack
from tests.support.rounds import Round, endpoint_of
from tests.support.two import taken
from tests.support.walking import Walker, target_of
from tests.support.world import BY_NAME, CHARACTERS, NOW, TODAY, Character, settle

FREE = frozenset({"text", "textarea", "search"})
LATER = (TODAY + timedelta(weeks=3)).isoformat()
# What is asked for by its shape gets something of that shape.
SHAPED = {
    "date": LATER,
    "time": "10:30",
    "number": "3",
    "tel": "07700 900123",
    "email": "somebody@example.org",
}
SEND = "/this-week/send"
SAID = {"sleep": "3", "low": "3", "org": "3", "event": "second_hand", "talk": "soon"}
# A page may lead on to another one of the same form: looked at first, then sent.
MOST_STAGES = 3
REFUSED = 422


@dataclass(frozen=True)
class Manner:
    """How somebody fills in a form beside their words: the first or the last choices, boxes ticked or not."""

    last: bool = False
    ticked: bool = False


FIRST = Manner()
# What was refused in one manner may be taken in another.
MANNERS = (FIRST, Manner(last=True), Manner(ticked=True), Manner(last=True, ticked=True))


@dataclass(frozen=True)
class Lead:
    """What is chosen on a first page, where a second one has no address of its own."""

    asks: frozenset[str]
    chosen: Mapping[str, str]

    def followed(self, walker: Walker, page: Page) -> Page:
        """Return the page that follows; the same one where the first does not ask any more."""
        form = next((one for one in page.forms if _asks(one) == self.asks), None)
        if form is None:
            return page
        return walker.post(target_of(page, form), {**form.filled, **self.chosen})


@dataclass
class Writer:
    """Somebody who opens pages and writes into them."""

    walker: Walker
    who: Character
    # Copies the house as it is; without that nobody tries what stands behind a first page.
    remember: Callable[[], PutBack] | None = None
    # The forms that were sent, by where they go to and what they ask for.
    written: dict[str, Page] = field(default_factory=dict)
    # What was written into each of them, by field.
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    # The house before that, and what was chosen first where a form stands on a second page.
    before: dict[str, PutBack] = field(default_factory=dict)
    led: dict[str, Lead] = field(default_factory=dict)

    def begin(self) -> None:
        """Agree, send a check-in, and switch on what is off for everybody at first."""
        self.press("/consent", "/consent", choice="agree")
        self.press(SEND, SEND, **SAID)
        self.press("/my-weeks/notes", "/my-weeks/notes")

    def press(self, path: str, action: str, **chosen: str) -> Page:
        form = self.walker.get(path).form(action)
        return self.walker.post(form.action or path, {**form.filled, **chosen})

    def write_everywhere(self, word: Callable[[], str], only: Collection[str] = ()) -> Round:
        """Write a word into every field of every form that a round comes past."""

        def write(page: Page) -> Iterator[Page]:
            yield from self._write_on(page, word)
            if self.remember:
                yield from self._write_behind(page, word, self.remember)

        return Round(self.walker, only, write, who=self.who.name).go()

    def _write_behind(
        self, page: Page, word: Callable[[], str], remember: Callable[[], PutBack]
    ) -> Iterator[Page]:
        for lead in leads_on(page):
            before = remember()
            second = lead.followed(self.walker, page)
            new = dict.fromkeys((name for name, _ in self._new_on(second)), lead)
            if not new:
                # It was no first page, and something else has come of it.
                before.as_it_was()
            self.led.update(new)
            yield from self._write_on(second, word)

    def _new_on(self, page: Page) -> list[tuple[str, Form]]:
        found = written_forms(self.walker.client.application, page)
        return [(name, form) for name, form in found if name not in self.written]

    def _write_on(self, page: Page, word: Callable[[], str]) -> Iterator[Page]:
        new = self._new_on(page)
        if new and self.remember:
            self.before.update(dict.fromkeys((name for name, _ in new), self.remember()))
        for name, form in new:
            if name in self.written:
                continue
            self.written[name] = page
            self.typed[name] = filled_in(form, word)
            answer = self.send(page, form, self.typed[name])
            yield answer
            if answer.status == REFUSED:
                # What was chosen may want no words, and something else is asked after it.
                yield self.send(page, form, filled_in(form, str))
            # Something else may be asked there now.
            again = self.walker.get(page.url)
            yield again
            yield from self._write_on(again, word)

    def send(self, page: Page, form: Form, filled: Mapping[str, str]) -> Page:
        """Send a form; where it is shown once more to be confirmed, send it again."""
        target = target_of(page, form)
        answer = self.walker.post(target, filled)
        for _ in range(MOST_STAGES):
            again = next((one for one in answer.forms if _is_next_stage(one, form)), None)
            if again is None or answer.status != 200:
                break
            answer = self.walker.post(target, {**again.filled, **_pressed(again)})
            form = again
        return answer


def written_forms(app: Flask, page: Page) -> Iterator[tuple[str, Form]]:
    """Return the forms of a page into which somebody can write, each with its name.

    Those that ask for a password do something that cannot be taken back, or open a door.
    """
    for form in page.forms:
        kinds = {one.kind for one in form.fields.values()}
        if form.method == "post" and kinds & FREE and "password" not in kinds:
            target = urlsplit(target_of(page, form)).path
            fields = ",".join(sorted(form.fields.keys() - {"csrf_token"}))
            yield f"{endpoint_of(app, target) or target} ({fields})", form


def leads_on(page: Page) -> Iterator[Lead]:
    """Return what can be chosen on a page that asks before it lets somebody write."""
    for form in page.forms:
        kinds = {one.kind for one in form.fields.values()}
        asks = any(one.kind == "radio" and not one.value for one in form.fields.values())
        here = urlsplit(target_of(page, form)).path == urlsplit(page.url).path
        if form.method == "post" and asks and here and not kinds & {*FREE, "password"}:
            yield Lead(_asks(form), filled_in(form, str))


def _asks(form: Form) -> frozenset[str]:
    return frozenset(form.fields)


def filled_in(form: Form, word: Callable[[], str], manner: Manner = FIRST) -> dict[str, str]:
    """Return what is sent when a person answers every question and writes into every field."""
    return {**form.filled, **_pressed(form)} | {
        one.name: _answer(one, word, manner) for one in _open_fields(form, manner)
    }


def _pressed(form: Form) -> dict[str, str]:
    """Return what the button adds that sends: where there are several, the one without a name does."""
    if not form.buttons or ("", "") in form.buttons:
        return {}
    return dict(form.buttons[:1])


def _open_fields(form: Form, manner: Manner) -> Iterator[Field]:
    for one in form.fields.values():
        is_open = one.kind == "radio" and (manner.last or not one.value)
        is_ticked = one.kind == "checkbox" and manner.ticked
        if one.kind in FREE or one.kind in SHAPED or is_open or is_ticked:
            yield one


def _answer(one: Field, word: Callable[[], str], manner: Manner) -> str:
    if one.kind in FREE:
        return word()
    return SHAPED.get(one.kind) or one.choices[-1 if manner.last else 0]


def _is_next_stage(now: Form, before: Form) -> bool:
    """Say whether a form is the one that was sent, grown by what is to be confirmed."""
    return _pressed(now).keys() == _pressed(before).keys() and _pressed(now) != _pressed(before)


@contextmanager
def lived_in(database: Database, policies: Path) -> Iterator[tuple[Home, dict[str, Writer]]]:
    """Open a home in which everything is switched on, with everybody of the small world in it."""
    settings = switched_on(prepare(database), policies)
    with opened(settings, database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
        Callers(home).set_up()
        case = taken(home, asker=BY_NAME["staff"].id)
        # After the first talk a case goes on, and its person can ask for something new.
        case.talk()
        case.offer()
        here = [who for who in CHARACTERS if who.works_here]
        copies = (policies.parent / f"before-{number}" for number in count())

        def remember() -> PutBack:
            folder = next(copies)
            folder.mkdir()
            return PutBack(home, folder)

        yield (
            home,
            {who.name: Writer(Walker(home.browser_of(who.id)), who, remember) for who in here},
        )


@contextmanager
def written_by_staff(folder: Path) -> Iterator[tuple[Home, Writer]]:
    """Lend a home in this folder in which somebody has written a word of its own into everything."""
    data = folder / "instance"
    data.mkdir()
    with lived_in(on_sqlite(data), folder / "policies") as (home, writers):
        staff = writers["staff"]
        staff.begin()
        staff.write_everywhere(new_word)
        yield home, staff
