"""One way to write each value down, byte for byte, so that what was kept can be replayed and compared."""

import json
from typing import Annotated, TypeVar

from pydantic import ConfigDict, PlainSerializer, PlainValidator, TypeAdapter

from wellbeing.week import Week

Kept = TypeVar("Kept")

# What was kept is read back exactly or not at all: no unknown field, no text for a number.
EXACT = ConfigDict(extra="forbid", strict=True)


def _read_week(written: object) -> Week:
    if isinstance(written, str):
        return Week.parse(written)
    raise ValueError(f"{written!r} is not a week")


WrittenWeek = Annotated[Week, PlainValidator(_read_week), PlainSerializer(str, return_type=str)]


def to_bytes(adapter: TypeAdapter[Kept], value: Kept) -> bytes:
    """Write with sorted keys and no spaces: equal values always give equal bytes."""
    plain = adapter.dump_python(value, mode="json")
    written = json.dumps(
        plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return written.encode()


def from_bytes(adapter: TypeAdapter[Kept], written: bytes) -> Kept:
    """Read back; raise ValueError for anything this package did not write."""
    return adapter.validate_json(written)
