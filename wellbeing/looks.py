"""A look at something of somebody's, as it is written down for them: on which day, how often, by whom."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from wellbeing.stepped_care.canonical import EXACT


@dataclass(frozen=True)
class Look:
    """The one person who may open it did so on a day, so many times."""

    on: date
    times: int = 1

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class LookBy:
    """One of several who may open it did so on a day, so many times."""

    by: str
    on: date
    times: int = 1

    __pydantic_config__ = EXACT


AnyLook = TypeVar("AnyLook", bound=Look | LookBy)


def with_one_more(looks: tuple[AnyLook, ...], new: AnyLook) -> tuple[AnyLook, ...]:
    """Write down a look; several in a row on one day are counted together."""
    last = looks[-1] if looks else None
    if last is not None and replace(last, times=new.times) == new:
        return (*looks[:-1], replace(last, times=last.times + new.times))
    return (*looks, new)
