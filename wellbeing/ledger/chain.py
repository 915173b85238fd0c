"""The chain of hashes through the ledger: each entry seals the one before, so a change shows."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from wellbeing.ledger.rows import LedgerNoteRow, ReleaseCellRow, ReleaseCycleRow, ReleasePlanRow

BEGINNING = "0" * 64
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_CELL = (
    "prev_sha256",
    "id",
    "cycle_id",
    "rhythm",
    "window_index",
    "level",
    "unit_key",
    "kind",
    "indicator",
    "cohort_n",
    "centre",
    "clip",
    "sigma",
    "released_int",
    "fence",
)


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of_cycle(row: ReleaseCycleRow, plan: Sequence[ReleasePlanRow]) -> str:
    """Hash a cycle with all the lines of its plan."""
    lines: list[list[str | float]] = [
        [
            line.unit_key,
            line.level,
            line.label,
            line.above,
            line.cohort_n,
            line.menu,
            line.kind,
            line.rho,
            line.tally_rho,
            line.shown_with,
            line.follows,
        ]
        for line in sorted(plan, key=lambda line: line.unit_key)
    ]
    return _hash(
        "cycle",
        row.prev_sha256,
        row.entry,
        row.id,
        str(row.starts_on),
        row.config_json,
        row.config_sha256,
        row.fence,
        lines,
    )


def hash_of_cell(values: Mapping[str, Any]) -> str:
    """Hash a figure by its columns: there may be a hundred thousand in one window."""
    return _hash(
        "cell",
        *(values[name] for name in _CELL),
        str(values["starts_on"]),
        str(values["ends_on"]),
        _written(values["published_at"]),
    )


def values_of_cell(row: ReleaseCellRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in (*_CELL, "starts_on", "ends_on", "published_at")}


def hash_of_note(row: LedgerNoteRow) -> str:
    return _hash(
        "note",
        row.prev_sha256,
        row.id,
        row.kind,
        row.subject,
        _written(row.noted_at),
        row.fence,
    )


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _hash(*values: str | float | list[list[str | float]]) -> str:
    return sha256_of(_write(values))
