"""A person's yes to one screen, as it is sealed."""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter


@dataclass(frozen=True)
class OptIn:
    """Since when, and the mark of the form that brought the last result: sent twice, it counts once."""

    since: date
    last_form: str = ""

    @classmethod
    def from_bytes(cls, written: bytes) -> "OptIn":
        return _OPT_IN.validate_json(written)

    def to_bytes(self) -> bytes:
        return _OPT_IN.dump_json(self)


_OPT_IN = TypeAdapter(OptIn)
