"""The cupboard of what is shared: a record and its words are each sealed with a key of their own.

To open one thing nothing else of its person is opened. The words end with their key as soon as the
permission does; the record, with who looked, has its time.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.retention import span_of
from wellbeing.sealed import Label, SealBrokenError, Vault
from wellbeing.sharing import store
from wellbeing.sharing.copies import Copy, copy_from_bytes, copy_to_bytes
from wellbeing.sharing.record import Record, record_from_bytes, record_to_bytes
from wellbeing.sharing.store import SealedShare

# So long a person can read how it ended, and who had looked.
KEPT_FOR = span_of("shared")
AT_ONCE = 200


@dataclass(frozen=True)
class Filed:
    """A record with the id it is filed under, and whether somebody may open it on a day."""

    id: str
    record: Record
    has_reader: bool
    until: date

    def is_open(self, today: date) -> bool:
        return self.has_reader and today <= self.until


class Cupboard:
    """Where everything that is shared lies; each is found by its owner or by its one reader."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def of_owner(self, person_id: str, today: date) -> tuple[Filed, ...]:
        """Return what a person shared, the latest first, as long as it is kept."""
        found = store.of_owner(self._session, self._vault.row_key("share-owner", person_id))
        kept = [one for one in self._opened(found) if today < one.until + KEPT_FOR]
        return tuple(sorted(kept, key=lambda one: (one.record.from_on, one.id), reverse=True))

    def of_reader(self, person_id: str, today: date) -> tuple[Filed, ...]:
        """Return what somebody may open today, what ends first at the head."""
        found = self._opened(store.of_reader(self._session, self._reader(person_id), today))
        return tuple(sorted(found, key=lambda one: (one.until, one.id)))

    def for_reader(self, share_id: str, person_id: str, today: date) -> Filed | None:
        sealed = store.for_reader(self._session, share_id, self._reader(person_id), today)
        return None if sealed is None else next(self._opened([sealed]), None)

    def words_for(self, share_id: str, person_id: str, today: date) -> Copy | None:
        """Return the words of one thing; None when they, or their key, are gone."""
        found = store.for_reader(self._session, share_id, self._reader(person_id), today)
        return self._words([] if found is None else [found]).get(share_id)

    def words_of_owner(self, person_id: str, today: date) -> dict[str, Copy]:
        """Return the words of all that a person shares on a day, by the ids of their records."""
        found = store.of_owner(self._session, self._vault.row_key("share-owner", person_id))
        return self._words(one for one in found if one.reader is not None and today <= one.until)

    def is_damaged(self, person_id: str) -> bool:
        """Say whether something a person shared cannot be opened, though its key is there."""
        found = store.of_owner(self._session, self._vault.row_key("share-owner", person_id))
        there = self._vault.boxes([_record(one.id) for one in found])
        return len(there) > len(tuple(self._opened(found)))

    def file(self, record: Record, copy: Copy) -> Filed:
        filed = Filed(secrets.token_hex(16), record, has_reader=True, until=record.until)
        words = self._vault.box(_words(filed.id))
        store.add(
            self._session,
            SealedShare(
                id=filed.id,
                owner=self._vault.row_key("share-owner", record.owner),
                reader=self._reader(record.reader.id),
                sealed=self._sealed(filed.id, record),
                words=words.seal(copy_to_bytes(copy), _label("shared words", filed.id)),
                until=record.until,
            ),
        )
        return filed

    def keep(self, share_id: str, record: Record) -> None:
        store.change(self._session, share_id, self._sealed(share_id, record))

    def end(self, share_id: str, record: Record, today: date) -> None:
        """Keep how it ended; from now on nobody can open it. Its words are to be destroyed next."""
        store.end(self._session, share_id, self._sealed(share_id, record), today)

    def end_everything(self, today: date) -> None:
        store.end_everything(self._session, today)

    def destroy_words(self, share_ids: Iterable[str]) -> None:
        for share_id in share_ids:
            self._vault.destroy(_words(share_id))

    def without_words(self, share_ids: Sequence[str]) -> None:
        store.without_words(self._session, share_ids)

    def ended_with_words(self, today: date) -> tuple[str, ...]:
        return store.ended_with_words(self._session, today, AT_ONCE)

    def over(self, today: date) -> tuple[str, ...]:
        """Return what ended so long ago that it goes, some at once."""
        return store.over(self._session, today - KEPT_FOR, AT_ONCE)

    def left_behind(self, present: Sequence[str]) -> tuple[str, ...]:
        """Return what people shared who are not among these, some at once; none is opened."""
        here = {self._vault.row_key("share-owner", each) for each in present}
        found = store.owners(self._session)
        return tuple(share_id for share_id, owner in found if owner not in here)[:AT_ONCE]

    def ids_of_owner(self, person_id: str) -> tuple[str, ...]:
        """Return what somebody shared, also what cannot be opened any more."""
        found = store.of_owner(self._session, self._vault.row_key("share-owner", person_id))
        return tuple(one.id for one in found)

    def destroy_keys(self, share_ids: Iterable[str]) -> None:
        for name in keys_of(share_ids):
            self._vault.destroy(name)

    def remove(self, share_ids: Sequence[str]) -> None:
        store.remove(self._session, share_ids)

    def _opened(self, shares: Iterable[SealedShare]) -> Iterator[Filed]:
        """Open what can be opened: one damaged record keeps no other from being shown."""
        found = {_record(one.id): one for one in shares}
        for owner, box in self._vault.boxes(list(found)).items():
            one = found[owner]
            with suppress(SealBrokenError):
                record = record_from_bytes(box.open(one.sealed, _label("shared record", one.id)))
                yield Filed(one.id, record, one.reader is not None, one.until)

    def _words(self, shares: Iterable[SealedShare]) -> dict[str, Copy]:
        sealed = {one.id: one.words for one in shares if one.words is not None}
        boxes = self._vault.boxes([_words(each) for each in sealed])
        found = {}
        for each, words in sealed.items():
            with suppress(KeyError, SealBrokenError):
                opened = boxes[_words(each)].open(words, _label("shared words", each))
                found[each] = copy_from_bytes(opened)
        return found

    def _sealed(self, share_id: str, record: Record) -> bytes:
        box = self._vault.box(_record(share_id))
        return box.seal(record_to_bytes(record), _label("shared record", share_id))

    def _reader(self, person_id: str) -> bytes:
        return self._vault.row_key("share-reader", person_id)


def keys_of(share_ids: Iterable[str]) -> tuple[str, ...]:
    """Name every data key of these; the words' first."""
    return tuple(name for each in share_ids for name in (_words(each), _record(each)))


def _label(kind: str, share_id: str) -> Label:
    return Label(kind, bytes.fromhex(share_id))


def _record(share_id: str) -> str:
    """Name the data key of a record: no person's."""
    return f"shared record {share_id}"


def _words(share_id: str) -> str:
    return f"shared words {share_id}"
