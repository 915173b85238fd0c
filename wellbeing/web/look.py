"""How pages look for whoever reads them: asked by the frame of every page, answered by preferences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app, g, has_request_context
from sqlalchemy.exc import SQLAlchemyError

from wellbeing.web.context import reader
from wellbeing.web.signed_in import SignedIn

LOOK = "wellbeing.look"


@dataclass(frozen=True)
class Shown:
    """Attributes of the page's first element; `paper` is "light", "dark", or empty as the device says."""

    attributes: Mapping[str, str] = field(default_factory=dict)
    paper: str = ""


LookOf = Callable[[SignedIn], Shown]


def show_by(app: Flask, look_of: LookOf) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[LOOK] = look_of
    # A global: macros that are imported see it too, and pages that never ask cost nothing.
    app.jinja_env.globals["own_look"] = own_look


def show_as(shown: Shown) -> None:
    """Show the page that answers this request in another look than the kept one."""
    g.look = shown


def own_look() -> Shown:
    """Return the look of this page; as the device says where nobody is known to read it."""
    if not has_request_context():
        return Shown()
    if "look" not in g:
        g.look = _kept()
    return cast(Shown, g.look)


def _kept() -> Shown:
    person = reader()
    if person is None:
        return Shown()
    look_of = cast(LookOf, current_app.extensions[LOOK])
    try:
        return look_of(person)
    except SQLAlchemyError:
        # A page about a failure must not fail because of its look.
        return Shown()
