"""What a person lets the contact of their case read besides the request: asked by the page of the case."""

from collections.abc import Callable, Iterable
from typing import cast

from flask import Flask, current_app

from wellbeing.web.signed_in import SignedIn

CASE_SAYS = "wellbeing.case-says"
CaseSays = Callable[[SignedIn, str], Iterable[str]]


def tell_by(app: Flask, says: CaseSays) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[CASE_SAYS] = says


def said_in(person: SignedIn, request_id: str) -> tuple[str, ...]:
    """Return the sentences this contact may read now."""
    says = cast(CaseSays, current_app.extensions[CASE_SAYS])
    return tuple(says(person, request_id))
