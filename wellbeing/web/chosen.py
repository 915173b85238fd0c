"""What a person has chosen, in words: asked by the page of all preferences, answered by each part."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from wellbeing.web.signed_in import SignedIn

CHOSEN = "wellbeing.chosen"


@dataclass(frozen=True)
class Chosen:
    """One thing that can be chosen: its name, what holds now in words, and where to change it."""

    name: str
    now: tuple[str, ...]
    change: str


ChosenBy = Callable[[SignedIn], Iterable[Chosen]]


def tell_by(app: Flask, parts: Sequence[ChosenBy]) -> None:
    """Put in who answers, in the order of the page; done once, where the application is put together."""
    app.extensions[CHOSEN] = tuple(parts)


def all_chosen(person: SignedIn) -> tuple[Chosen, ...]:
    """Return everything that this person can choose, with what holds now."""
    parts = cast(Sequence[ChosenBy], current_app.extensions[CHOSEN])
    return tuple(one for part in parts for one in part(person))
