"""A person with their first-aid kit open in one window, without JavaScript."""

from collections.abc import Mapping

from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.support.house import Home
from tests.support.pages import Page, answers
from wellbeing.database import writing
from wellbeing.first_aid_kit.store import KeptRow, KitRow


class KitPage(Page):
    """A page of the kit; what stands in its boxes is read too."""

    @property
    def text_in_boxes(self) -> list[str]:
        return [field.value.strip() for form in self.forms for field in form.fields.values()]


class Reader:
    """One window of one person."""

    def __init__(self, client: FlaskClient) -> None:
        """Open the window."""
        self.client = client

    def get(self, path: str) -> KitPage:
        """Return a page, or the one it leads on to."""
        answer = self.client.get(path)
        if answer.status_code == 303:
            return self.get(answer.location.partition("#")[0])
        return KitPage(answer.text, path, answer.status_code)

    def send(self, page: Page, chosen: Mapping[str, str], action: str = "", **more: str) -> KitPage:
        """Send the form for lines with some boxes changed, and follow where it leads."""
        where = action or page.url.partition("?")[0]
        data = {**answers(page.form(where), chosen), **more}
        answer = self.client.post(where, data=data)
        if answer.status_code == 303:
            return self.get(answer.location.partition("#")[0])
        return KitPage(answer.text, where, answer.status_code)

    def write(self, section: str, of: str, text: str) -> KitPage:
        """Add one line to a list."""
        return self.send(self.get(f"/my-kit/{section}"), {f"line-{of}-1": text})

    def press(self, page: Page, action: str) -> KitPage:
        """Press the only button of a form."""
        form = page.form(action)
        self.client.post(form.action, data=form.filled)
        return self.get(page.url)

    def keep(self, page: Page, address: str, chosen: Mapping[str, str]) -> int:
        """Keep a form as the script does while somebody types."""
        form = page.form(page.url.partition("?")[0])
        return self.client.post(address, data=answers(form, chosen)).status_code


def line_addresses(page: Page) -> list[str]:
    """Return the addresses of the lines of a page, in their order."""
    return [one.partition("#")[0] for one in page.links if "/line/" in one]


def box(page: Page, action: str) -> dict[str, str]:
    """Return what stands in the boxes of a form."""
    form = page.form(action)
    return {name: form.fields[name].value.strip() for name in form.texts}


def empty_all(home: Home) -> None:
    """Let every kit be as on the first day."""
    with home.session() as session, writing(session):
        for row in (KitRow, KeptRow):
            session.execute(delete(row))
