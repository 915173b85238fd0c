"""Whether all devices of a person count as shared: asked when they sign in, answered by preferences."""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app

from wellbeing.web.signed_in import SignedIn

ALL_SHARED = "wellbeing.all-devices-shared"
AllShared = Callable[[SignedIn], bool]


def tell_by(app: Flask, all_shared: AllShared) -> None:
    """Put in who answers; done once, where the application is put together."""
    app.extensions[ALL_SHARED] = all_shared


def all_count_as_shared(person: SignedIn) -> bool:
    return cast(AllShared, current_app.extensions[ALL_SHARED])(person)
