"""Where calls lie: each sealed with a key of its own, found by its person or by a responder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.responders import store
from wellbeing.responders.record import CALL, Call
from wellbeing.responders.store import SealedCall
from wellbeing.sealed import Label, Vault


class NotThereError(Exception):
    """It is not open to this person, or not any more."""


@dataclass(frozen=True)
class Filed:
    """A call with the id it is filed under."""

    id: str
    call: Call


class Drawer:
    """Where all calls lie."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def ids(self) -> tuple[str, ...]:
        """Return every one there is; none is opened."""
        return store.ids(self._session)

    def without_key(self) -> tuple[str, ...]:
        """Return those whose key is gone: nobody can ever open them again."""
        held = self.ids()
        keys = self._vault.boxes([key_of(each) for each in held])
        return tuple(each for each in held if key_of(each) not in keys)

    def again(self, call_id: str) -> Filed | None:
        return self._one(store.one(self._session, call_id))

    def of_person(self, person_id: str) -> tuple[Filed, ...]:
        """Return a person's own, the latest first."""
        found = self._opened(store.of_owner(self._session, self._owner(person_id)))
        return tuple(sorted(found, key=lambda one: (one.call.made_at, one.id), reverse=True))

    def to_reader(self, reader_id: str) -> tuple[Filed, ...]:
        """Return what somebody can open, what has waited longest first."""
        found = self._opened(store.to_reader(self._session, self._reader(reader_id)))
        return tuple(sorted(found, key=lambda one: (one.call.is_over, one.call.made_at, one.id)))

    def for_reader(self, reader_id: str, call_id: str) -> Filed | None:
        return self._one(store.for_reader(self._session, call_id, self._reader(reader_id)))

    def file(self, filed: Filed) -> None:
        owner = self._owner(filed.call.asker)
        store.add(self._session, self._sealed(filed), owner, self._readers(filed.call))

    def keep(self, filed: Filed) -> None:
        """Keep one as it stands now; NotThereError when it has gone meanwhile."""
        if not store.change(self._session, self._sealed(filed), self._readers(filed.call)):
            raise NotThereError

    def ids_of_person(self, person_id: str) -> tuple[str, ...]:
        return store.ids_of_owner(self._session, self._owner(person_id))

    def close_to(self, reader_id: str) -> None:
        """Let somebody open nothing any more."""
        store.forget_reader(self._session, self._reader(reader_id))

    def destroy_keys(self, call_ids: Iterable[str]) -> None:
        for each in call_ids:
            self._vault.destroy(key_of(each))

    def remove(self, call_ids: tuple[str, ...]) -> None:
        store.remove(self._session, call_ids)

    def _one(self, found: SealedCall | None) -> Filed | None:
        return None if found is None else next(self._opened([found]), None)

    def _opened(self, sealed: Iterable[SealedCall]) -> Iterator[Filed]:
        found = {key_of(one.id): one for one in sealed}
        for key, box in self._vault.boxes(list(found)).items():
            one = found[key]
            yield Filed(one.id, CALL.validate_json(box.open(one.sealed, _label(one.id))))

    def _sealed(self, filed: Filed) -> SealedCall:
        box = self._vault.box(key_of(filed.id))
        return SealedCall(filed.id, box.seal(CALL.dump_json(filed.call), _label(filed.id)))

    def _readers(self, call: Call) -> list[bytes]:
        return [self._reader(each) for each in call.can_open]

    def _owner(self, person_id: str) -> bytes:
        return self._vault.row_key("call-owner", person_id)

    def _reader(self, person_id: str) -> bytes:
        return self._vault.row_key("call-reader", person_id)


def key_of(call_id: str) -> str:
    """Name the data key of a call: no person's."""
    return f"call {call_id}"


def _label(call_id: str) -> Label:
    return Label("call", bytes.fromhex(call_id))
