"""The person Flask-Login holds during a request, and how a session token finds them."""

from contextlib import suppress

from flask import g, session
from flask_login import UserMixin
from sqlalchemy.exc import SQLAlchemyError

from wellbeing.accounts import service, sign_in
from wellbeing.accounts.people import Person
from wellbeing.accounts.sign_in import Door
from wellbeing.clock import local_day
from wellbeing.extensions import db, house, login_manager

TOKEN = "_user_id"  # Where Flask-Login keeps what `get_id` returns.  # noqa: S105


class SignedInPerson(UserMixin):  # type: ignore[misc]  # flask-login ships no types
    """A person with the token of the session they signed in with."""

    def __init__(self, person: Person, token: str) -> None:
        """Hold the person for one request."""
        self.id = person.id
        self.name = person.name
        self.roles = person.roles
        self.token = token

    def get_id(self) -> str:
        """Return what the cookie carries: a random token, never who it is."""
        return self.token


def door() -> Door:
    """Return what signing in needs, for this request."""
    organisation = service.organisation(db.session())
    now = house().now()
    return Door(db.session(), house().vault, now, local_day(now, organisation.zone))


@login_manager.user_loader  # type: ignore[untyped-decorator]
def load(token: str) -> SignedInPerson | None:
    """Return the person of a live session; remember whose it was when it has ended."""
    try:
        found = sign_in.find(door(), token)
    except service.NoOrganisationError:
        return None
    if found.person is None:
        g.expired_owner = found.expired_owner
        return None
    return SignedInPerson(found.person, token)


def current_token() -> str:
    """Return this browser's session token."""
    return str(session.get(TOKEN, ""))


def end_even_without_database() -> None:
    """End this browser's session; with the database away, at least the browser forgets it."""
    token = current_token()
    session.clear()
    if token:
        with suppress(SQLAlchemyError, service.NoOrganisationError):
            sign_in.sign_out(door(), token)


def end_if_possible(token: str) -> None:
    """End a session on the server; a browser must be able to leave also when that cannot be done."""
    with suppress(SQLAlchemyError, service.NoOrganisationError):
        sign_in.sign_out(door(), token)
