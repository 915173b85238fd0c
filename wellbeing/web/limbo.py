"""Keeps a form that was sent after the session ended, so that nothing typed is lost.

The form is sealed with a key that lies only in a short-lived cookie. It is shown again to the same
person once they have signed in, and must be sent again; for anyone else it cannot be opened.
"""

import hashlib
import json
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from flask import current_app, g, request
from sqlalchemy import delete, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from wellbeing.database import writing
from wellbeing.extensions import db, house
from wellbeing.sealed import Box, Label, SealBrokenError
from wellbeing.web.rows import LimboRow
from wellbeing.web.whose_form import is_from_a_page_of

KEPT_FOR = timedelta(minutes=30)
MOST_BYTES = 64 * 1024
MOST_FORMS = 1_000
FORM = "limbo"
NEVER_KEPT = frozenset({"csrf_token", "password", "new_password", "repeated"})


def cookie_name() -> str:
    return "__Host-limbo" if house().settings.is_https else "limbo"


def can_be_shown_again() -> bool:
    """Say whether this address can also be opened, so that its form can be shown once more."""
    addresses = current_app.create_url_adapter(request)
    return addresses is not None and addresses.test(request.path, "GET")


def keep_for_later(response: AnyResponse, owner: bytes | None = None) -> AnyResponse:
    """Keep the posted form for the person whose session ended; hand on the response.

    A form on a page that was made for somebody else is kept for nobody.
    """
    whose = owner or g.get("expired_owner")
    fields = [(k, v) for k, v in request.form.items(multi=True) if k not in NEVER_KEPT]
    if whose is None or not is_from_a_page_of(whose):
        return response
    if not fields or not can_be_shown_again():
        return response
    kept = {"path": request.path, "owner": whose.hex(), "fields": fields}
    written = json.dumps(kept, ensure_ascii=False).encode()
    if len(written) > MOST_BYTES:
        return response
    ticket = secrets.token_urlsafe(32)
    if not put_away(FORM, ticket, written, MOST_FORMS):
        return response
    response.set_cookie(
        cookie_name(),
        ticket,
        max_age=KEPT_FOR,
        secure=house().settings.is_https,
        httponly=True,
        samesite="Strict",
        path="/",
    )
    return response


def kept_path(owner: bytes) -> str | None:
    """Return the path of the form kept for this person, to send them back to it."""
    kept = _open(owner)
    return None if kept is None else str(kept["path"])


def kept_fields(owner: bytes) -> MultiDict[str, str] | None:
    """Return the fields kept for this person and this page, if any."""
    kept = _open(owner)
    if kept is None or kept["path"] != request.path:
        return None
    return MultiDict([(str(name), str(value)) for name, value in kept["fields"]])


def forget(response: AnyResponse) -> AnyResponse:
    """Drop the kept form once its page has been sent again, or another person signed in."""
    ticket = request.cookies.get(cookie_name())
    if not ticket:
        return response
    session = db.session()
    # What was sent is saved by now: trouble here must not say otherwise. It ends by itself.
    with suppress(OperationalError), writing(session, "limbo"):
        session.execute(delete(LimboRow).where(LimboRow.id == _id(ticket)))
    response.delete_cookie(
        cookie_name(), path="/", secure=house().settings.is_https, httponly=True, samesite="Strict"
    )
    return response


def forget_expired(session: Session, now: datetime) -> None:
    """Remove every kept form whose time is over."""
    with writing(session, "limbo"):
        session.execute(delete(LimboRow).where(LimboRow.expires_at < now))


def put_away(kind: str, ticket: str, written: bytes, most: int) -> bool:
    """Seal something for half an hour under a ticket that only a browser holds, unless too many wait."""
    session, row_id, now = db.session(), _id(ticket), house().now()
    sealed = _box(ticket).seal(written, Label(kind, row_id))
    with writing(session, "limbo"):
        session.execute(delete(LimboRow).where(LimboRow.expires_at < now))
        held = session.scalar(select(func.count()).select_from(LimboRow)) or 0
        if held >= most:
            return False
        session.add(LimboRow(id=row_id, sealed=sealed, expires_at=now + KEPT_FOR))
    return True


def taken_out(kind: str, ticket: str) -> bytes | None:
    """Return what was put away under this ticket; nothing once its time is over."""
    row = db.session().get(LimboRow, _id(ticket))
    if row is None or row.expires_at < house().now():
        return None
    try:
        return _box(ticket).open(row.sealed, Label(kind, row.id))
    except SealBrokenError:
        return None


def _open(owner: bytes) -> dict[str, Any] | None:
    ticket = request.cookies.get(cookie_name())
    written = taken_out(FORM, ticket) if ticket else None
    if written is None:
        return None
    found: dict[str, Any] = json.loads(written)
    return found if found["owner"] == owner.hex() else None


def _id(ticket: str) -> bytes:
    return hashlib.sha256(b"id" + ticket.encode()).digest()


def _box(ticket: str) -> Box:
    return Box(hashlib.sha256(b"key" + ticket.encode()).digest())
