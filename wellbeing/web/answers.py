"""Gives a page that answers a form an address of its own, so that the browser keeps nothing that was sent.

Browsers write what was sent for the page they show into their list of open tabs, on the disk, and send it
again when somebody goes back. So the page is sealed for half an hour, under a key made from what the
browser's session holds and from the service's own key, and the browser is led to it. With the session, it ends.
"""

import json
import secrets
import zlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, make_response, request, session
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.urls import iri_to_uri

from wellbeing.extensions import house
from wellbeing.web import limbo
from wellbeing.web.forms import owner_of
from wellbeing.web.signed_in import signed_in
from wellbeing.web.unsent import shows_what_was_written
from wellbeing.web.whose_form import FIELD

KIND = NAME = "answer"
# What a view says in answer to a form. What failed is said at once, and what is not there, unless what
# was written stands on that page.
ANSWERS = frozenset({200, 409, 422, 429})
# Told to the script of pages that stay where they answer: this one does not.
STAYS = " data-answers-form"
MOST_BYTES = 64 * 1024
# Pages must not take the place of what somebody wrote, nor those before signing in that of the others.
MOST, MOST_BEFORE_SIGNING_IN = limbo.MOST_FORMS // 2, limbo.MOST_FORMS // 4


def give_addresses(app: Flask) -> None:
    """Lead every browser from what it sent to an address; called once the guard is in its place."""

    @app.before_request
    def show() -> Response | None:
        name = request.args.get(NAME) if request.method in {"GET", "HEAD"} else None
        kept = _kept(name) if name else None
        return None if kept is None else make_response(kept["page"], kept["status"])

    @app.after_request
    def lead(response: Response) -> Response:
        if not _is_shown_for_a_form(response):
            return response
        try:
            name = _keep(response)
        except SQLAlchemyError:
            # The page itself is worth more than its address.
            return response
        if name is not None:
            response.status_code = 303
            response.location = _address_of(name)
            response.set_data(b"")
        return response


def forget_pages() -> None:
    """Destroy the key of every page kept for this browser: whoever deletes what they wrote means these, too."""
    session.pop(FIELD, None)


def _is_shown_for_a_form(response: Response) -> bool:
    """Say whether a browser would show this page for what it sent; scripts and programs get it as it is."""
    return (
        request.method == "POST"
        and request.headers.get("Sec-Fetch-Mode") == "navigate"
        and (response.status_code in ANSWERS or shows_what_was_written())
        and response.mimetype == "text/html"
        and "Content-Disposition" not in response.headers
        and not g.get("no_database")
        and limbo.can_be_shown_again()
    )


def _keep(response: Response) -> str | None:
    """Put the page away; return its name, or nothing where it cannot be kept."""
    owner, name = _owner(), secrets.token_urlsafe(12)
    ticket = _ticket(name)
    page = {
        "path": _path(),
        "owner": owner,
        "status": response.status_code,
        "page": response.get_data(as_text=True).replace(STAYS, "", 1),
    }
    written = zlib.compress(json.dumps(page, ensure_ascii=False).encode())
    if ticket is None or len(written) > MOST_BYTES:
        return None
    most = MOST if owner else MOST_BEFORE_SIGNING_IN
    return name if limbo.put_away(KIND, ticket, written, most) else None


def _kept(name: str) -> Mapping[str, Any] | None:
    """Return the page of this name, if it is this browser's and its person still reads it."""
    ticket = _ticket(name)
    try:
        written = None if ticket is None else limbo.taken_out(KIND, ticket)
    except SQLAlchemyError:
        # A page that asks no database still stands; any other says so itself.
        return None
    if written is None:
        return None
    found: Mapping[str, Any] = json.loads(zlib.decompress(written))
    return found if (found["path"], found["owner"]) == (request.path, _owner()) else None


def _owner() -> str:
    person = signed_in()
    return "" if person is None else owner_of(person.id).hex()


def _ticket(name: str) -> str | None:
    """Return the ticket of a page, from what this browser's session holds and the name in the address.

    Every form carries what the session holds, signed and readable: so it opens nothing by itself.
    """
    secret = session.get(FIELD)
    return house().vault.row_key(KIND, str(secret), name).hex() if secret else None


def _path() -> str:
    """Return the address of the page; where nothing is any more, nobody is let in: that of the first page."""
    return "/" if shows_what_was_written() else request.path


def _address_of(name: str) -> str:
    asked = [(key, one) for key, one in request.args.items(multi=True) if key != NAME]
    kept = [] if shows_what_was_written() else asked
    return f"{iri_to_uri(_path())}?{urlencode([*kept, (NAME, name)])}"
