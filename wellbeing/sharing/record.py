"""One permission as it is kept: what, to whom, why, from when until when, and who looked."""

from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from wellbeing.looks import Look, with_one_more

# The sheet for a conversation; everything else that can be shared is a section of the kit.
SHEET = "sheet"
# In which role somebody reads what was sent to a work address.
STAFF = "staff"


@dataclass(frozen=True)
class Reader:
    """Who may read: chosen from a list in a role, or by a work address that was typed.

    Behind an address nobody has stands an id that nobody has: all the rest is done alike.
    """

    id: str
    role: str = STAFF
    address: str = ""

    @property
    def chosen(self) -> str:
        """Return how the person named them: this never tells whether an address is somebody's."""
        return self.address or self.id


@dataclass(frozen=True)
class Record:
    """One permission, whole, but for the words that can be read."""

    owner: str
    reader: Reader
    what: str
    title: str
    mark: str
    why: str
    from_on: date
    until: date
    looks: tuple[Look, ...] = ()
    withdrawn_on: date | None = None
    # Its reader no longer wanted it.
    put_away_on: date | None = None
    # The press that kept it: the same one that arrives twice keeps it once.
    press: str = ""

    def looked_at(self, on: date) -> "Record":
        """Write down a look; several on one day are counted together."""
        return replace(self, looks=with_one_more(self.looks, Look(on)))


_RECORD = TypeAdapter(Record)


def record_to_bytes(record: Record) -> bytes:
    return _RECORD.dump_json(record)


def record_from_bytes(written: bytes) -> Record:
    return _RECORD.validate_json(written)
