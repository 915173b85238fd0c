"""Fills the parts of a download; what cannot be opened keeps nothing else from being handed out."""

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from wellbeing.records.export_parts import Asked, Part, Row
from wellbeing.sealed import SealBrokenError

# A sealed row that was moved or changed, or one that holds what its kind never does.
NOT_OPENED = (SealBrokenError, KeyError, ValueError)
log = structlog.get_logger()


@dataclass(frozen=True)
class Filled:
    """A part with what it holds of one person, as far as it could be opened."""

    part: Part
    rows: tuple[Row, ...]
    until: str
    is_whole: bool = True


def filled(asked: Asked, parts: Iterable[Part]) -> tuple[Filled, ...]:
    return tuple(_filled(asked, part) for part in parts)


def _filled(asked: Asked, part: Part) -> Filled:
    rows: list[Row] = []
    until = part.until(asked.here)
    try:
        for row in part.rows(asked):
            rows.append(row)  # noqa: PERF402  # what came before the trouble is kept
    except NOT_OPENED as error:
        log.warning("part_not_opened", part=part.id, kind=type(error).__name__)
        return Filled(part, tuple(rows), until, is_whole=False)
    return Filled(part, tuple(rows), until)
