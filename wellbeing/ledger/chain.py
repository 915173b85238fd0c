"""The chain of hashes through the ledger: each entry seals the one before, so a change shows."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime

from wellbeing.ledger.rows import LedgerNoteRow, ReleaseCellRow, ReleaseCycleRow, ReleasePlanRow

BEGINNING = "0" * 64


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


def hash_of_cell(row: ReleaseCellRow) -> str:
    return _hash(
        "cell",
        row.prev_sha256,
        row.id,
        row.cycle_id,
        row.rhythm,
        row.window_index,
        str(row.starts_on),
        str(row.ends_on),
        row.level,
        row.unit_key,
        row.kind,
        row.indicator,
        row.cohort_n,
        row.centre,
        row.clip,
        row.sigma,
        row.released_int,
        _written(row.published_at),
        row.fence,
    )


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
    return sha256_of(json.dumps(values, separators=(",", ":"), ensure_ascii=False))
