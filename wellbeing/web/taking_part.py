"""Whether a person has agreed to take part: asked by every part, answered by the one that asks them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app
from flask.typing import ResponseReturnValue

from wellbeing.web.signed_in import SignedIn

TAKING_PART = "wellbeing.taking-part"


@dataclass(frozen=True)
class TakingPart:
    """The answer, and the way to the page that a person who has not agreed reads first."""

    holds: Callable[[SignedIn], bool]
    read_first: Callable[[SignedIn], ResponseReturnValue]


def tell_by(app: Flask, taking_part: TakingPart) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[TAKING_PART] = taking_part


def taking_part() -> TakingPart:
    return cast(TakingPart, current_app.extensions[TAKING_PART])
