"""Walks the service link by link, as one person, and finds every page and every form."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.pages import Form, Page

# Walking into these would end the session.
_ENDS_THE_VISIT = ("/leave", "/sign-out", "/account/sign-out-everywhere")
# Whoever opens these sees the same: they are walked once, by whoever begins there.
_SAME_FOR_EVERYONE = "/learning"
_MOST_PAGES = 120
# One line of the kit, and one week, looks like another: the first of each of its pages is enough.
_ONE_OF_MANY = re.compile(
    r"(?<=/line/)[0-9a-f]{32}|(?<=\?after=)[0-9a-f]{32}"
    r"|(?<=/my-weeks/)\d{4}-W\d\d|(?<=/why\?week=)\d{4}-W\d\d"
)


@dataclass
class Walker:
    """One person's browser without JavaScript, that can follow every link there is."""

    client: FlaskClient
    _steps: Iterator[int] = field(default_factory=count)

    def get(self, path: str) -> Page:
        response = self.client.get(path, follow_redirects=True, environ_base=self._from())
        return Page(text_of(response), response.request.full_path.rstrip("?"), response.status_code)

    def post(
        self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> Page:
        response = self.client.post(
            path,
            data=dict(fields),
            headers=dict(headers or {}),
            follow_redirects=True,
            environ_base=self._from(),
        )
        return Page(text_of(response), response.request.full_path.rstrip("?"), response.status_code)

    def send_raw(self, path: str, kind: str, body: bytes, token: str) -> Page:
        """Post bytes that no form would send, with the token in a header."""
        response = self.client.post(
            path,
            data=body,
            content_type=kind or None,
            headers={"X-CSRFToken": token},
            environ_base=self._from(),
        )
        return Page(response.text, path, response.status_code)

    def pages(self, starts: list[str], within: tuple[str, ...] = ("/",)) -> dict[str, Page]:
        """Return every page that can be reached by links below these addresses, by its address."""
        found: dict[str, Page] = {}
        begins_there = any(start.startswith(_SAME_FOR_EVERYONE) for start in starts)
        left_out = _ENDS_THE_VISIT if begins_there else (*_ENDS_THE_VISIT, _SAME_FOR_EVERYONE)
        kinds: set[str] = set()
        waiting = deque(starts)
        while waiting and len(found) < _MOST_PAGES:
            address = waiting.popleft()
            kind = _ONE_OF_MANY.sub("", address)
            if kind in kinds or address.startswith(left_out):
                continue
            kinds.add(kind)
            page = found[address] = self.get(address)
            waiting.extend(one for one in _followed(page) if one.startswith(within))
        return found

    def _from(self) -> dict[str, str]:
        # A new address for each request: the limit on requests has its own test.
        number = next(self._steps)
        return {"REMOTE_ADDR": f"127.{number // 62500}.{number // 250 % 250}.{number % 250 + 1}"}


def text_of(response: TestResponse) -> str:
    """Return what a page says; a picture says nothing."""
    return "" if (response.mimetype or "").startswith("image/") else response.text


def forms_of(pages: Mapping[str, Page]) -> dict[str, tuple[str, Form]]:
    """Return one form of every kind, by a name for it, with the page it stands on."""
    found: dict[str, tuple[str, Form]] = {}
    for address, page in pages.items():
        for form in page.forms:
            target = urlsplit(urljoin(page.url, form.action or page.url)).path
            if form.method == "post" and not target.endswith(_ENDS_THE_VISIT):
                names = ",".join(sorted(form.fields.keys() - {"csrf_token"}))
                found.setdefault(f"{target} ({names})", (address, form))
    return found


def target_of(page: Page, form: Form) -> str:
    return urljoin(page.url, form.action or page.url)


def _followed(page: Page) -> Iterator[str]:
    for link in page.links:
        parts = urlsplit(urljoin(page.url, link))
        if not parts.netloc and parts.scheme == "" and not parts.path.startswith("/static/"):
            yield parts._replace(fragment="").geturl()
