"""A person who reads pages and presses buttons, and what is kept of them afterwards."""

from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import datetime

from flask.testing import FlaskClient

from tests.support.house import Home
from tests.support.pages import Form, Page, answers
from tests.support.world import CHARACTERS
from wellbeing.checkins import service
from wellbeing.checkins.service import Decision, Desk
from wellbeing.clock import local_day
from wellbeing.content.loader import content
from wellbeing.history import service as history
from wellbeing.policies import service as policies
from wellbeing.week import Week

PARTS = [part.id for part in content().questions.parts]
SEND = "/this-week/send"


class Visitor:
    """One person with one browser."""

    def __init__(self, home: Home, person_id: str) -> None:
        """Sign in."""
        self.home, self.person_id = home, person_id
        self.client: FlaskClient = home.browser_of(person_id)

    def sign_in_again(self) -> None:
        """Open a new session in the same browser, as after an expiry."""
        fresh = self.home.browser_of(self.person_id)
        with fresh.session_transaction() as new, self.client.session_transaction() as old:
            old.update(new)

    def at(self, moment: datetime) -> "Visitor":
        """Move the service's clock; the session lives on as if the person had just signed in."""
        self.home.clock.standing_at = moment
        self.sign_in_again()
        return self

    def get(self, path: str) -> Page:
        return self._read(path, self.client.get(path))

    def post(self, path: str, fields: Mapping[str, str]) -> Page:
        return self._read(path, self.client.post(path, data=fields))

    def press(self, page: Page, chosen: Mapping[str, str], action: str = "/") -> Page:
        """Fill in the page's form, send it, and follow where it leads."""
        form = form_of(page, action)
        return self.post(form.action or page.url, {**answers(form, {}), **chosen})

    def answer(self, chosen: Mapping[str, str], start: str = "/this-week") -> Page:
        """Go through all parts, answering what is named, up to the page that sends."""
        page = self.get(start)
        while SEND not in page.url:
            asked = form_of(page, "/this-week").fields
            page = self.press(page, {k: v for k, v in chosen.items() if k in asked}, "/this-week")
            if page.status != 200:
                raise AssertionError(page.text)
        return page

    def check_in(self, chosen: Mapping[str, str], start: str = "/this-week") -> Page:
        return self.press(self.answer(chosen, start), {}, SEND)

    def agree(self) -> None:
        with self.desk() as desk:
            service.consent(desk, content().consent, self.person_id)

    @contextmanager
    def desk(self):
        day = local_day(self.home.clock.now(), self.home.zone)
        with self.home.session() as session:
            in_force = policies.rulebook(session, self.home.settings.policies)
            yield Desk(session, self.home.vault, in_force, day)

    def sent(self, week: Week) -> service.Answers | None:
        with self.desk() as desk:
            return history.answers_of(desk, self.person_id, week)

    def draft(self, week: Week):
        with self.desk() as desk:
            return service.draft_for(desk, self.person_id, week)

    def current(self, week: Week):
        with self.desk() as desk:
            return history.current(desk, self.person_id, week)

    def _read(self, path: str, answer) -> Page:
        if answer.status_code in {302, 303}:
            return self.get(answer.location)
        return Page(answer.text, path, answer.status_code)


def one_by_one(home: Home) -> Callable[[], Visitor]:
    """Hand out people who have agreed to take part, each once."""
    present = iter([one for one in CHARACTERS if one.works_here])

    def next_one() -> Visitor:
        visitor = Visitor(home, next(present).id)
        visitor.agree()
        return visitor

    return next_one


def form_of(page: Page, action: str) -> Form:
    """Return the form that goes to this address, not the one that signs out."""
    wanted = [
        one for one in page.forms if one.action.startswith(action) and one.action != "/sign-out"
    ]
    if not wanted:
        raise AssertionError(f"{page.url} has no form to {action}: {page.text[:400]}")
    return wanted[0]


def withdraw(person: Visitor) -> None:
    """End a person's agreement, whatever page they have open."""
    with person.desk() as desk:
        service.consent(desk, content().consent, person.person_id, Decision.WITHDRAW)
