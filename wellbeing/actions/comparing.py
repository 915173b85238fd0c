"""Whether released figures support what a team says: asked here, answered by the side that reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import Flask, current_app

COMPARING = "wellbeing.actions.comparing"


@dataclass(frozen=True)
class Compared:
    """Released figures of one unit before a day and since; a sentence only where they are apart."""

    about: str
    before: str
    since: str
    said: str


# A unit, the day on which something began, and what its area is about, in the words of figures.
Compare = Callable[[str, date, tuple[str, ...]], Compared | None]


def compare_by(app: Flask, compare: Compare) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[COMPARING] = compare


def compared(unit_id: str, on: date, about: tuple[str, ...]) -> Compared | None:
    """Return what figures before and since say; None where there is nothing to lay side by side."""
    return cast(Compare, current_app.extensions[COMPARING])(unit_id, on, about)
