"""Where a notice leads: every part says what waits for a person, and no notice says which it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from wellbeing.web.signed_in import SignedIn

WAITS = "wellbeing.waits"


@dataclass(frozen=True)
class Way:
    """One page on which something waits: its name, and its endpoint."""

    name: str
    endpoint: str


WaysOf = Callable[[SignedIn], Iterable[Way]]


def tell_by(app: Flask, parts: Sequence[WaysOf]) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[WAITS] = tuple(parts)


def ways_for(person: SignedIn) -> tuple[Way, ...]:
    """Return the pages on which something waits for this person, beside requests."""
    parts = cast(Sequence[WaysOf], current_app.extensions[WAITS])
    return tuple(way for part in parts for way in part(person))
