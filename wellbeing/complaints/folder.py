"""The folder of complaints: each sealed with a key of its own, found by its person or by a reader."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.complaints import store
from wellbeing.complaints.record import Said, said_from_bytes, said_to_bytes
from wellbeing.complaints.store import SealedComplaint
from wellbeing.sealed import Label, SealBrokenError, Vault

YEARS_KEPT = 6
AT_ONCE = 200
ADDRESS_BYTES = 32
ID_BYTES = 16


class NotThereError(Exception):
    """It is not open to this person, or not any more."""


@dataclass(frozen=True)
class Filed:
    """A complaint with the id it is filed under."""

    id: str
    said: Said

    @property
    def reference(self) -> str:
        """Return the short name under which a person can ask for it."""
        return f"{self.id[:4]}-{self.id[4:8]}".upper()


class Folder:
    """Where all complaints lie."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def of_person(self, person_id: str) -> tuple[Filed, ...]:
        """Return a person's own, the latest first."""
        found = self._opened(store.of_owner(self._session, self._owner(person_id)))
        return tuple(sorted(found, key=lambda one: (one.said.said_on, one.id), reverse=True))

    def own(self, person_id: str, complaint_id: str) -> Filed | None:
        found = store.own(self._session, complaint_id, self._owner(person_id))
        return self._one(found)

    def to_reader(self, reader_id: str) -> tuple[Filed, ...]:
        """Return what is addressed to somebody: what is to be answered first at the head."""
        found = self._opened(store.to_reader(self._session, self._reader(reader_id)))
        return tuple(
            sorted(found, key=lambda one: (not one.said.is_open, one.said.answer_by, one.id))
        )

    def for_reader(self, reader_id: str, complaint_id: str) -> Filed | None:
        return self._one(store.for_reader(self._session, complaint_id, self._reader(reader_id)))

    def open_ids(self) -> tuple[str, ...]:
        """Return every open one; none is opened."""
        return store.open_ids(self._session)

    def again(self, complaint_id: str) -> Filed | None:
        """Open one by its id, for the clock: nobody looks at it."""
        return self._one(store.one(self._session, complaint_id))

    def is_there(self, complaint_id: str) -> bool:
        return store.is_there(self._session, complaint_id)

    def file(self, filed: Filed) -> None:
        """Put a new one in; what is nobody's any more lies under an address that is nobody's."""
        said = filed.said
        owner = self._owner(said.asker) if said.asker else secrets.token_bytes(ADDRESS_BYTES)
        readers = (self._reader(each) for each in said.readers)
        store.add(self._session, self._sealed(filed), owner, readers, _removed_on(said))

    def keep(self, filed: Filed) -> None:
        """Keep one as it stands now; NotThereError when it has gone meanwhile."""
        if not store.change(self._session, self._sealed(filed), _removed_on(filed.said)):
            raise NotThereError

    def readdress(self, filed: Filed) -> None:
        self.keep(filed)
        readers = (self._reader(each) for each in filed.said.readers)
        store.readdress(self._session, filed.id, readers)

    def forget_whose(self, person_id: str) -> tuple[str, ...]:
        """Keep a person's complaints as nobody's; return the names of the keys to be destroyed.

        Each is filed anew, with a new id and a new key: backups hold it as it was, with whose it is,
        and are to be opened by no key. What cannot be opened goes, and so does what came back with a
        backup and its person did not confirm: they may have taken it back.
        """
        taken_out = store.take_out(self._session, self._owner(person_id))
        for each in taken_out:
            with suppress(SealBrokenError):
                found = self._one(each)
                if found is not None and found.said.put_back_on is None:
                    self.file(Filed(secrets.token_hex(ID_BYTES), found.said.without_person))
        return tuple(_key(each.id) for each in taken_out)

    def over(self, today: date) -> tuple[str, ...]:
        """Return those whose time is over, some at once."""
        return store.over(self._session, today, AT_ONCE)

    def destroy_keys(self, complaint_ids: Iterable[str]) -> None:
        for each in complaint_ids:
            self._vault.destroy(_key(each))

    def remove(self, complaint_ids: tuple[str, ...]) -> None:
        store.remove(self._session, complaint_ids)

    def _one(self, found: SealedComplaint | None) -> Filed | None:
        return None if found is None else next(self._opened([found]), None)

    def _opened(self, sealed: Iterable[SealedComplaint]) -> Iterator[Filed]:
        found = {_key(one.id): one for one in sealed}
        for key, box in self._vault.boxes(list(found)).items():
            one = found[key]
            yield Filed(one.id, said_from_bytes(box.open(one.sealed, _label(one.id))))

    def _sealed(self, filed: Filed) -> SealedComplaint:
        box = self._vault.box(_key(filed.id))
        return SealedComplaint(filed.id, box.seal(said_to_bytes(filed.said), _label(filed.id)))

    def _owner(self, person_id: str) -> bytes:
        return self._vault.row_key("complaint-owner", person_id)

    def _reader(self, person_id: str) -> bytes:
        return self._vault.row_key("complaint-reader", person_id)


def kept_until(said: Said) -> date:
    """Return the day six years after the answer, or after the day on which it should have come."""
    return _years_later(said.answered_on or said.answer_by, YEARS_KEPT)


def _removed_on(said: Said) -> date | None:
    return None if said.is_open else kept_until(said)


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # There is no 29 February in that year.
        return day.replace(year=day.year + years, day=28)


def _key(complaint_id: str) -> str:
    """Name the data key of a complaint: no person's."""
    return f"complaint {complaint_id}"


def _label(complaint_id: str) -> Label:
    return Label("complaint", bytes.fromhex(complaint_id))
