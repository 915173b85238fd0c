"""Where work requests lie: a record and its words, each sealed with a key of their own.

Neither is a person's key: to open one request nothing else of anybody is opened. When it is taken back the
words go with their key; the record, with who looked, has its time.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, delete, insert, select, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Session

from wellbeing.sealed import Label, SealBrokenError, Vault
from wellbeing.work_requests.record import RECORD, Record
from wellbeing.work_requests.rows import WorkRequestRow

AT_ONCE = 200
_Asked = Select[str, bytes, bytes | None, bytes, bytes | None]
_ROWS = select(
    WorkRequestRow.id,
    WorkRequestRow.asker,
    WorkRequestRow.receiver,
    WorkRequestRow.sealed,
    WorkRequestRow.words,
)


@dataclass(frozen=True)
class Filed:
    """A request with the id it is filed under; its words are empty once it was taken back."""

    id: str
    record: Record
    words: str


class Cupboard:
    """The requests of everybody; each is found by its asker or by its one receiver."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def of_asker(self, person_id: str, today: date) -> tuple[Filed, ...]:
        """Return a person's requests, the latest first."""
        mine = _ROWS.where(WorkRequestRow.asker == self._asker(person_id), _in_time(today))
        return _latest_first(self._opened(mine))

    def of_receiver(self, person_id: str, today: date) -> tuple[Filed, ...]:
        mine = WorkRequestRow.receiver == self._receiver(person_id)
        return _latest_first(self._opened(_ROWS.where(mine, _in_time(today))))

    def for_receiver(self, request_id: str, person_id: str, today: date) -> Filed | None:
        """Return one request, if it is addressed to this person; another's is not looked at."""
        mine = WorkRequestRow.receiver == self._receiver(person_id)
        asked = _ROWS.where(WorkRequestRow.id == request_id, mine, _in_time(today))
        return next(self._opened(asked), None)

    def file(self, record: Record, words: str) -> str:
        request_id = secrets.token_hex(16)
        box = self._vault.box(words_key(request_id))
        self._session.execute(
            insert(WorkRequestRow).values(
                id=request_id,
                asker=self._asker(record.asker),
                receiver=self._receiver(record.receiver),
                sealed=self._sealed(request_id, record),
                words=box.seal(words.encode(), _label("work words", request_id)),
                remove_on=record.remove_on,
            )
        )
        return request_id

    def keep(self, request_id: str, record: Record) -> None:
        """Keep how a request stands now, and from that the day on which it goes."""
        self._change(request_id, record, {})

    def take_back(self, request_id: str, record: Record) -> None:
        """Nobody can open it any more, and the words are gone; their key is to be destroyed next."""
        self._change(request_id, record, {"receiver": None, "words": None})

    def put_back(self, today: date) -> None:
        """Let nobody open what is not taken back; its person alone still reads it."""
        is_open = WorkRequestRow.receiver.is_not(None)
        for request_id in self._session.scalars(select(WorkRequestRow.id).where(is_open)).all():
            # One that is damaged must not keep a restore from closing the others.
            with suppress(SealBrokenError):
                for filed in self._opened(_ROWS.where(WorkRequestRow.id == request_id)):
                    self.keep(filed.id, replace(filed.record, put_back_on=today))
        self._session.execute(update(WorkRequestRow).where(is_open).values(receiver=None))

    def over(self, today: date) -> tuple[str, ...]:
        """Return what has had its time, some at once."""
        past = WorkRequestRow.remove_on <= today
        return tuple(self._session.scalars(select(WorkRequestRow.id).where(past).limit(AT_ONCE)))

    def left_behind(self, present: Iterable[str]) -> tuple[str, ...]:
        """Return what people sent who are not among these, some at once; none is opened."""
        here = {self._asker(each) for each in present}
        found = self._session.execute(select(WorkRequestRow.id, WorkRequestRow.asker))
        return tuple(row.id for row in found if row.asker not in here)[:AT_ONCE]

    def ids_of_asker(self, person_id: str) -> tuple[str, ...]:
        """Return what somebody sent, also what cannot be opened any more."""
        mine = WorkRequestRow.asker == self._asker(person_id)
        return tuple(self._session.scalars(select(WorkRequestRow.id).where(mine)))

    def remove(self, request_ids: Sequence[str]) -> None:
        self._session.execute(
            delete(WorkRequestRow).where(WorkRequestRow.id.in_(list(request_ids)))
        )

    def destroy(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._vault.destroy(key)

    def _change(self, request_id: str, record: Record, values: Mapping[str, object]) -> None:
        kept = {"sealed": self._sealed(request_id, record), "remove_on": record.remove_on}
        row = WorkRequestRow.id == request_id
        self._session.execute(update(WorkRequestRow).where(row).values({**kept, **values}))

    def _opened(self, asked: _Asked) -> Iterator[Filed]:
        rows: Sequence[Found[str, bytes, bytes | None, bytes, bytes | None]]
        rows = self._session.execute(asked).all()
        names = [name for row in rows for name in keys_of([row.id])]
        boxes = self._vault.boxes(names)
        for row in rows:
            record = boxes.get(record_key(row.id))
            if record is None:
                continue
            opened = record.open(row.sealed, _label("work record", row.id))
            words, box = "", boxes.get(words_key(row.id))
            if row.words is not None and box is not None:
                words = box.open(row.words, _label("work words", row.id)).decode()
            yield Filed(row.id, RECORD.validate_json(opened), words)

    def _sealed(self, request_id: str, record: Record) -> bytes:
        box = self._vault.box(record_key(request_id))
        return box.seal(RECORD.dump_json(record), _label("work record", request_id))

    def _asker(self, person_id: str) -> bytes:
        return self._vault.row_key("work-asker", person_id)

    def _receiver(self, person_id: str) -> bytes:
        return self._vault.row_key("work-receiver", person_id)


def keys_of(request_ids: Iterable[str]) -> tuple[str, ...]:
    """Name every data key of these; the words' first."""
    return tuple(name for each in request_ids for name in (words_key(each), record_key(each)))


def record_key(request_id: str) -> str:
    """Name the data key of a record: no person's."""
    return f"work request record {request_id}"


def words_key(request_id: str) -> str:
    return f"work request words {request_id}"


def _label(kind: str, request_id: str) -> Label:
    return Label(kind, bytes.fromhex(request_id))


def _in_time(today: date) -> ColumnElement[bool]:
    return WorkRequestRow.remove_on > today


def _latest_first(found: Iterable[Filed]) -> tuple[Filed, ...]:
    return tuple(sorted(found, key=lambda one: (one.record.sent_on, one.id), reverse=True))
