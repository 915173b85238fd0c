"""What a week leaves for published figures: ten answers, turned so that higher is better."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any

import numpy as np
from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from wellbeing.disclosure import Indicator, values_of
from wellbeing.stepped_care import HIGHEST_ANSWER, SIGNS, CheckIn
from wellbeing.week import Week

# The longest a release looks back: the 26 weeks before a month of five, and the week in which
# its figures come out, whose check-in may have been given already. Four more, so that a service
# that was down for so long loses no figure.
KEPT_WEEKS = 36
SKIPPED = "-"
WEEK_LENGTH = len("2026-W01")


@dataclass(frozen=True)
class WeekIndicators:
    """One person's week, 0 to 3 for each of the ten items; None where no answer counts.

    It is written as one short text, such as 2026-W0732-1023-21: a release reads millions.
    """

    week: Week
    items: tuple[int | None, ...]

    @property
    def conditions(self) -> float | None:
        return self._value(Indicator.CONDITIONS)

    @property
    def signs(self) -> float | None:
        return self._value(Indicator.SIGNS)

    @property
    def work_pressure(self) -> float | None:
        return self._value(Indicator.WORK_PRESSURE)

    @property
    def support(self) -> float | None:
        return self._value(Indicator.SUPPORT)

    @classmethod
    def parse(cls, written: object) -> "WeekIndicators":
        """Read a week; one written before items were kept says that there was a check-in."""
        if isinstance(written, cls):
            return written
        if isinstance(written, Mapping):
            return cls(Week.parse(str(written["week"])), NOTHING)
        if not isinstance(written, str) or len(written) != WEEK_LENGTH + len(NOTHING):
            raise ValueError("not a week's indicators")
        items = written[WEEK_LENGTH:]
        return cls(Week.parse(written[:WEEK_LENGTH]), tuple(map(_answer, items)))

    def __str__(self) -> str:
        items = (SKIPPED if answer is None else str(answer) for answer in self.items)
        return f"{self.week}{''.join(items)}"

    @classmethod
    def __get_pydantic_core_schema__(
        cls, _source: Any, _handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        written = core_schema.plain_serializer_function_ser_schema(str)
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=written)

    def _value(self, indicator: Indicator) -> float | None:
        items = np.array([-1 if answer is None else answer for answer in self.items], dtype=np.int8)
        value = float(values_of(items, indicator))
        return None if np.isnan(value) else value


def indicators_of(week: Week, check_in: CheckIn) -> WeekIndicators:
    """Skipped, usual and not-needed answers are no answer, never a middling one."""
    signs = starmap(
        lambda sign, answer: None if sign in check_in.usual else _relief(answer),
        zip(SIGNS, check_in.signs, strict=True),
    )
    pressures = map(_relief, (check_in.op, check_in.org, check_in.life))
    return WeekIndicators(week, (*signs, *pressures, check_in.support))


def with_week(
    kept: tuple[WeekIndicators, ...], latest: WeekIndicators
) -> tuple[WeekIndicators, ...]:
    """Put a week in its place, in order of time, and let go of those no release will need."""
    others: Iterable[WeekIndicators] = (one for one in kept if one.week != latest.week)
    ordered = sorted((*others, latest), key=lambda one: one.week)
    return tuple(one for one in ordered if ordered[-1].week.since(one.week) < KEPT_WEEKS)


NOTHING: tuple[None, ...] = (None,) * 10


def _answer(written: str) -> int | None:
    if written == SKIPPED:
        return None
    answer = "0123".find(written)
    if answer < 0:
        raise ValueError("not an answer")
    return answer


def _relief(answer: int | None) -> int | None:
    """Turn a pressure or a sign round, so that higher is better."""
    return None if answer is None else HIGHEST_ANSWER - answer
