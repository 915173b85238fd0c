"""What every template may use: who is signed in, the menu, addresses of static files."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, url_for
from jinja2 import StrictUndefined
from sqlalchemy.exc import OperationalError

from wellbeing.extensions import house
from wellbeing.web.forms import forgery_token
from wellbeing.web.signed_in import SignedIn, signed_in

MENU = (
    ("This week", "checkins.this_week"),
    ("My step", "checkins.my_step"),
    ("My kit", "first_aid_kit.my_kit"),
    ("My weeks", "looking_back.my_weeks"),
    ("Teams", "heatmaps.teams"),
    ("Actions", "actions.overview"),
    ("Who can see what", "web.who_can_see_what"),
)
# Places that only some roles have; where several roles lead to one place it stands there once.
MENU_OF_ROLES = (
    (
        "Requests",
        "support.requests",
        frozenset({"practitioner", "peer_supporter", "supervisor", "manager"}),
    ),
    ("Changes at work", "work_requests.overview", frozenset({"supervisor", "manager"})),
    (
        "Said to me",
        "complaints.to_read",
        frozenset({"auditor", "wellbeing_lead", "staff_representative"}),
    ),
    ("Cover", "cover.overview", frozenset({"wellbeing_lead"})),
    (
        "Going live",
        "going_live.overview",
        frozenset({"wellbeing_lead", "staff_representative"}),
    ),
    ("Roles", "role_grants.overview", frozenset({"wellbeing_lead", "staff_representative"})),
    (
        "Policy changes",
        "policies.changes",
        frozenset({"wellbeing_lead", "staff_representative"}),
    ),
    (
        "Figure settings",
        "figure_settings.overview",
        frozenset({"wellbeing_lead", "staff_representative"}),
    ),
    ("How the service runs", "running.overview", frozenset({"operator"})),
    ("Audit log", "records.audit_log", frozenset({"auditor"})),
)
HASH_LENGTH = 12
# Pages that read no cookie and no database, so that they work when everything else does not.
WITHOUT_PERSON = frozenset(
    {
        "web.help_now",
        "web.help_more",
        "web.healthz",
        "web.readyz",
        "web.security_txt",
        "running.metrics",
    }
)


@dataclass(frozen=True)
class MenuItem:
    """One place in the menu; `current` is "page" here, "true" on the pages under it, or empty."""

    label: str
    href: str
    current: str


def give_context(app: Flask) -> None:
    """Give every template the same few names; an unknown name is an error, not a blank."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    # Macros see globals, pages what is given to them: both make the token that says whose page it is.
    app.jinja_env.globals["csrf_token"] = forgery_token

    @app.context_processor
    def common() -> dict[str, Any]:
        person = reader()
        return {
            "signed_in": person,
            "nav": menu(person.roles) if person is not None else (),
            "asset": asset,
            "csrf_token": forgery_token,
            "service_name": house().settings.service_name,
            "demo": house().settings.demo,
            # Not `request.method`: on some pages `request` is what somebody asked for.
            "answers_a_form": has_request_context() and request.method == "POST",
            "sends_mail": house().settings.mail.is_configured,
        }


def menu(roles: Collection[str]) -> tuple[MenuItem, ...]:
    """Return the menu for these roles with the place marked that the page shown belongs to."""
    of_roles = ((label, to) for label, to, held in MENU_OF_ROLES if not held.isdisjoint(roles))
    ways = [
        (label, url_for(to)) for label, to in (*MENU, *of_roles) if to in current_app.view_functions
    ]
    return tuple(MenuItem(label, href, _current(href)) for label, href in ways)


def _current(href: str) -> str:
    """A part of the check-in stands under "This week", as its address does."""
    if request.path == href:
        return "page"
    return "true" if request.path.startswith(f"{href}/") else ""


def asset(name: str) -> str:
    """Return the address of a static file; it changes when the file does."""
    return f"/static/{name}?v={_content_hash(name)}"


def reader() -> SignedIn | None:
    """Return who reads this page; nobody where the page must stand without the database."""
    if not has_request_context() or g.get("no_database") or request.endpoint in WITHOUT_PERSON:
        return None
    try:
        return signed_in()
    except OperationalError:
        # A page that needs nothing from the database, such as "not there", still stands.
        g.no_database = True
        return None


@cache
def _content_hash(name: str) -> str:
    content = (files("wellbeing") / "static" / name).read_bytes()
    return hashlib.sha256(content).hexdigest()[:HASH_LENGTH]
