"""What a person said ahead of time: contact on a later day, a hello when they go quiet, a look back.

One sealed row for each person who chose any of it, under a data key of its own: the clock opens that, and
nothing else of the person. Nothing stands in clear, not even a day. Who takes everything back has no row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from wellbeing.checkins.rows import SaidAheadRow
from wellbeing.sealed import Label, Vault
from wellbeing.stepped_care.canonical import EXACT, WrittenWeek

KIND = "said ahead"


class Became(StrEnum):
    """What became of contact that was chosen ahead."""

    WAITS = "waits"
    SENT = "sent"
    OPEN_ALREADY = "open already"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Booked:
    """Contact on a day, with whom and how; `asks` says that it is asked for then without another press."""

    on: date
    asks: bool
    with_whom: str
    how: str = ""
    became: Became = Became.WAITS

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Told:
    """A contact was told to say hello: who, for which case, on which day, for the silence of which week."""

    contact: str
    case: str
    on: date
    week: WrittenWeek

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class LookBack:
    """What was chosen when the support was looked at: in which week, and the case whose contact may read that."""

    week: WrittenWeek
    case: str = ""

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class SaidAhead:
    """Everything one person said ahead."""

    person: str
    booked: tuple[Booked, ...] = ()
    hello: bool = False
    told: tuple[Told, ...] = ()
    looked_back: LookBack | None = None

    __pydantic_config__ = EXACT

    @property
    def is_empty(self) -> bool:
        return self == SaidAhead(self.person)


_SAID = TypeAdapter(SaidAhead)


class Folder:
    """Where it lies, by keyed addresses."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def of(self, person_id: str) -> SaidAhead:
        """Return what a person said; nothing for somebody who said nothing."""
        row_id = self._row(person_id)
        sealed = self._session.scalar(select(SaidAheadRow.sealed).where(SaidAheadRow.id == row_id))
        return SaidAhead(person_id) if sealed is None else self._opened(row_id, sealed)

    def ids(self) -> tuple[bytes, ...]:
        """Return every row; none is opened."""
        return tuple(self._session.scalars(select(SaidAheadRow.id)))

    def at(self, row_id: bytes) -> SaidAhead | None:
        """Return what lies in a row, if it is still there."""
        sealed = self._session.scalar(select(SaidAheadRow.sealed).where(SaidAheadRow.id == row_id))
        return None if sealed is None else self._opened(row_id, sealed)

    def keep(self, said: SaidAhead) -> None:
        """Keep it in the caller's transaction about its person; where nothing is left, the row goes."""
        row_id = self._row(said.person)
        if said.is_empty:
            self._session.execute(delete(SaidAheadRow).where(SaidAheadRow.id == row_id))
            return
        sealed = self._vault.box(key_of(row_id)).seal(_SAID.dump_json(said), Label(KIND, row_id))
        self._session.merge(SaidAheadRow(id=row_id, sealed=sealed))
        self._session.flush()

    def forget(self, person_id: str) -> str:
        """Remove it in the caller's transaction; return the name of its data key, to be destroyed."""
        row_id = self._row(person_id)
        self._session.execute(delete(SaidAheadRow).where(SaidAheadRow.id == row_id))
        return key_of(row_id)

    def remove(self, row_ids: Sequence[bytes]) -> None:
        self._session.execute(delete(SaidAheadRow).where(SaidAheadRow.id.in_(list(row_ids))))

    def _opened(self, row_id: bytes, sealed: bytes) -> SaidAhead:
        return _SAID.validate_json(
            self._vault.box(key_of(row_id)).open(sealed, Label(KIND, row_id))
        )

    def _row(self, person_id: str) -> bytes:
        return self._vault.row_key(KIND, person_id)


def key_of(row_id: bytes) -> str:
    """Name the data key of a row: no person's."""
    return f"{KIND} {row_id.hex()}"
