"""Whether figures have stopped coming out: asked by the page of figure settings, answered elsewhere."""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app

STOPPED = "wellbeing.figure-settings.stopped"
# Not why: that names files and commands, and is for those who run the service.
Ask = Callable[[], bool]


def tell_by(app: Flask, ask: Ask) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[STOPPED] = ask


def has_stopped() -> bool:
    return cast(Ask, current_app.extensions[STOPPED])()
