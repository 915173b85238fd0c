"""A small organisation in which somebody has written into every form they could find.

Nobody keeps a list of the forms: the routes lead to pages, and pages have forms.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from tests.integration.screens.screening import switched_on
from tests.support.calling import Callers
from tests.support.canaries import new_word
from tests.support.databases import Database, on_sqlite
from tests.support.house import Home, opened, prepare
from tests.support.pages import Field, Form, Page
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


@dataclass
class Writer:
    """Somebody who opens pages and writes into them."""

    walker: Walker
    who: Character
    # The forms that were sent, by where they go to and what they ask for.
    written: dict[str, Page] = field(default_factory=dict)
    # What was written into each of them, by field.
    typed: dict[str, dict[str, str]] = field(default_factory=dict)

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
            for name, form in written_forms(self.walker.client.application, page):
                if name not in self.written:
                    self.written[name] = page
                    self.typed[name] = filled_in(form, word)
                    yield self.send(page, form, self.typed[name])

        return Round(self.walker, only, write, who=self.who.name).go()

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


def filled_in(form: Form, word: Callable[[], str]) -> dict[str, str]:
    """Return what is sent when a person answers every question and writes into every field."""
    return {**form.filled, **_pressed(form)} | {
        one.name: _answer(one, word) for one in _open_fields(form)
    }


def _pressed(form: Form) -> dict[str, str]:
    """Return what the button adds that sends: where there are several, the one without a name does."""
    if not form.buttons or ("", "") in form.buttons:
        return {}
    return dict(form.buttons[:1])


def _open_fields(form: Form) -> Iterator[Field]:
    for one in form.fields.values():
        if one.kind in FREE or one.kind in SHAPED or (one.kind == "radio" and not one.value):
            yield one


def _answer(one: Field, word: Callable[[], str]) -> str:
    if one.kind in FREE:
        return word()
    return SHAPED.get(one.kind) or one.choices[0]


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
        yield home, {who.name: Writer(Walker(home.browser_of(who.id)), who) for who in here}


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
