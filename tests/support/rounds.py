"""Goes round every page there is: the routes say where to begin, and links lead to the rest.

A page that is added later is met without a word here: by its address when it needs no more than
that, and by a link when it is about one thing of many.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.support.pages import Page
from tests.support.walking import Walker
from wellbeing.web.access_matrix import shipped

# Asking for these would end the visit.
ENDING = frozenset({"accounts.leave", "accounts.sign_out", "accounts.sign_out_everywhere"})
STATIC = "static"
# One thing of many: a line, a week, a day, a unit, a version.
_ONE_OF_MANY = re.compile(r"[0-9a-f]{16,}|\d{4}-W\d\d|\d{4}-\d\d-\d\d|\d+")
# What somebody wrote links nowhere, so a round cannot be endless; this says so when it is.
_FAR_TOO_MANY = 600

Seen = Callable[[Page], Iterable[Page]]


def front_doors(app: Flask) -> list[str]:
    """Return the address of every page that can be opened without knowing more than the address."""
    adapter = app.url_map.bind("localhost")
    return sorted(
        adapter.build(rule.endpoint)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint not in ENDING
    )


def endpoint_of(app: Flask, address: str) -> str:
    """Return the route that an address leads to; nothing where there is none."""
    try:
        found: str = app.url_map.bind("localhost").match(urlsplit(address).path)[0]
    except HTTPException:
        return ""
    return found


def for_roles(app: Flask, *roles: str) -> frozenset[str]:
    """Return the routes of every capability that the matrix opens to one of these roles by name."""
    lines = (line for line in shipped().lines if set(roles) & set(line.roles))
    capabilities = {route.partition(".")[0] for line in lines for route in line.routes}
    return frozenset(one for one in app.view_functions if one.partition(".")[0] in capabilities)


def nothing_more(_page: Page) -> Iterable[Page]:
    return ()


@dataclass
class Round:
    """One person's way past every page they can open, so many of each kind."""

    walker: Walker
    # These routes only; every route when there are none.
    only: Collection[str] = ()
    # What is done on each page: the pages that came of it are looked at too.
    then: Seen = nothing_more
    most: int = 1
    # For whoever reads a failure.
    who: str = "somebody"
    pages: dict[str, Page] = field(default_factory=dict)
    _kinds: Counter[tuple[str, frozenset[str]]] = field(default_factory=Counter)

    @property
    def app(self) -> Flask:
        return self.walker.client.application

    @property
    def met(self) -> set[str]:
        """The routes whose page was shown."""
        return {endpoint_of(self.app, page.url) for page in self.pages.values()} - {""}

    def go(self, *starts: str) -> "Round":
        """Go from these addresses, or from every front door."""
        waiting = deque(starts or front_doors(self.app))
        while waiting:
            address = waiting.popleft()
            if not self._is_new(address):
                continue
            if len(self.pages) > _FAR_TOO_MANY:
                raise AssertionError(f"a round without end: {[*self.pages][-20:]}")
            page = self.walker.get(address)
            found = [page, *self.then(page)]
            self.pages.update((one.url, one) for one in found if one.status == 200)
            waiting.extend(link for one in found for link in _links(one))
        return self

    def visit(self, address: str) -> "Round":
        """Open one page, wherever it is, and go on from there no further than usual."""
        page = self.walker.get(address)
        if page.status == 200:
            self.pages[page.url] = page
        return self.go(*_links(page)) if page.links else self

    def _is_new(self, address: str) -> bool:
        endpoint = endpoint_of(self.app, address)
        if endpoint in {"", STATIC, *ENDING} or (self.only and endpoint not in self.only):
            return False
        parts = urlsplit(address)
        kind = _ONE_OF_MANY.sub("*", parts.path), frozenset(parse_qs(parts.query))
        self._kinds[kind] += 1
        return self._kinds[kind] <= self.most


def _links(page: Page) -> Iterator[str]:
    for link in page.links:
        parts = urlsplit(urljoin(page.url, link))
        if not parts.netloc and not parts.scheme:
            yield parts._replace(fragment="").geturl()
