"""The signed-in person, as every view gets them."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from flask_login import current_user

P = ParamSpec("P")
R = TypeVar("R")


class SignedIn(Protocol):
    """A member of staff who has signed in."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def roles(self) -> frozenset[str]: ...


def signed_in() -> SignedIn | None:
    """Return the person who has signed in, if any."""
    return cast(SignedIn, current_user) if current_user.is_authenticated else None


def for_signed_in(view: Callable[Concatenate[SignedIn, P], R]) -> Callable[P, R]:
    """Hand the view the signed-in person; the access guard has already turned others away."""

    @wraps(view)
    def with_person(*args: P.args, **kwargs: P.kwargs) -> R:
        person = signed_in()
        if person is None:
            raise RuntimeError("a view for signed-in people was reached signed out")
        return view(person, *args, **kwargs)

    return with_person
