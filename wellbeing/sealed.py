"""Sealed values: everything personal is encrypted at rest, each person under a key of their own.

A value is padded, encrypted with AES-256-GCM, and bound to what it is, whose row it lies in and
which week it belongs to, so that a value moved to another row cannot be opened there. Data keys
live in the key store; destroying one makes everything sealed with it unreadable, in backups too.
"""

import os
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Engine, LargeBinary, delete, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from wellbeing.at_once import PEOPLE, among
from wellbeing.database import KEYED, KeyRow, in_chunks, writing
from wellbeing.key_ring import KEY_BYTES, KeyFileError, KeyRing
from wellbeing.privacy import LINKS, ORDINARY, SENSITIVE

ENVELOPE = b"\x01"
NONCE_BYTES = 12
BLOCK = 256
LENGTH_BYTES = 4
CHUNK = 500
HOUSE = "house"
KeyStore = Engine | Connection
_WITH_OTHERS, _ALONE = "ROW EXCLUSIVE", "SHARE ROW EXCLUSIVE"


class SealBrokenError(Exception):
    """A sealed value cannot be opened: it was moved, changed, or its key is gone."""


class DataKeyRow(KeyRow):
    """One data key, wrapped by a key-encryption key; its address says nothing about whose it is."""

    __tablename__ = "data_key"
    __table_args__ = KEYED

    slot: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    wrapped_by: Mapped[str] = mapped_column(info=ORDINARY)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)


@dataclass(frozen=True)
class Label:
    """What a sealed value is: the encryption binds it, so a value opens only where it belongs."""

    kind: str
    row: bytes
    week: str = ""
    version: int = 1

    def as_bytes(self) -> bytes:
        return f"{self.kind}|{self.row.hex()}|{self.week}|{self.version}".encode()


class Box:
    """Seals and opens values with one data key."""

    def __init__(self, data_key: bytes) -> None:
        """Hold a 32-byte data key."""
        self._cipher = AESGCM(data_key)

    def seal(self, plain: bytes, label: Label) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return ENVELOPE + nonce + self._cipher.encrypt(nonce, _pad(plain), label.as_bytes())

    def open(self, sealed: bytes, label: Label) -> bytes:
        """Return what was sealed; raise SealBrokenError when it is not what the label says."""
        body = sealed[len(ENVELOPE) :]
        nonce, encrypted = body[:NONCE_BYTES], body[NONCE_BYTES:]
        if sealed[: len(ENVELOPE)] != ENVELOPE or len(encrypted) <= LENGTH_BYTES:
            raise SealBrokenError(f"a sealed {label.kind} is damaged")
        try:
            return _unpad(self._cipher.decrypt(nonce, encrypted, label.as_bytes()))
        except InvalidTag as error:
            raise SealBrokenError(f"a sealed {label.kind} cannot be opened here") from error


class Vault:
    """Gives each person their box, and each keyed row its address."""

    def __init__(self, ring: KeyRing, keys: KeyStore, key_file: Path | None = None) -> None:
        """Open the key store with the keys of the key file.

        The file is read again when a data key names a key we do not hold: an operator may
        rotate keys while the service runs.
        """
        self._ring = ring
        self._keys = keys
        self._key_file = key_file
        self._ciphers: dict[str, AESGCM] = {}

    def check(self) -> None:
        """Raise SealBrokenError when the key file does not belong to this key store."""
        # One of each: an older key file still opens what a change of keys has not come to yet.
        for name in self.wrapped_by():
            with Session(self._keys) as session:
                one = select(DataKeyRow).where(DataKeyRow.wrapped_by == name).limit(1)
                for held in session.scalars(one):
                    self._unwrap(held)

    def row_key(self, kind: str, *parts: str) -> bytes:
        """Return the 32-byte address of a keyed row: without the key file it names nobody."""
        return self._ring.address(kind, *parts)

    @property
    def audit_key(self) -> bytes:
        """Return the key of the audit log, with which its events are marked, sealed and named."""
        return self._ring.audit_key

    def box(self, person_id: str) -> Box:
        """Return a person's box; a new data key is committed before it is first used."""
        slot = self._slot(person_id)
        with Session(self._keys) as session:
            held = self._read(session, [slot])
        return held.get(slot) or self._make(slot)

    def boxes(self, person_ids: Sequence[str]) -> dict[str, Box]:
        """Return the boxes of those people who have one, read in chunks."""
        slots = {self._slot(person_id): person_id for person_id in person_ids}
        found: dict[str, Box] = {}
        with Session(self._keys) as session:
            for chunk in in_chunks(list(slots), PEOPLE):
                for slot, box in self._read(session, chunk).items():
                    found[slots[slot]] = box
        return found

    def house_box(self) -> Box:
        """Return the installation's own box, for what belongs to no one person's record."""
        return self.box(HOUSE)

    def destroy(self, person_id: str) -> None:
        """Destroy a person's data key: what it sealed can never be opened again."""
        with Session(self._keys) as session, writing(session):
            session.execute(delete(DataKeyRow).where(DataKeyRow.slot == self._slot(person_id)))

    def wrapped_by(self) -> Mapping[str, int]:
        """Return how many data keys each key-encryption key wraps."""
        held = func.count().label("held")
        counted = select(DataKeyRow.wrapped_by, held).group_by(DataKeyRow.wrapped_by)
        with Session(self._keys) as session:
            return {row.wrapped_by: row.held for row in session.execute(counted)}

    def rewrap(self, ring: KeyRing) -> Iterator[int]:
        """Wrap every data key with the active key of a ring whose file is written; yield each step's count."""
        while (yield from self._once_through(ring)):
            pass
        self._ring = ring

    def _once_through(self, ring: KeyRing) -> Generator[int, None, int]:
        after, done = b"", 0
        while slots := self._rewrap_after(ring, after):
            after, done = slots[-1], done + len(slots)
            yield len(slots)
        return done

    def _rewrap_after(self, ring: KeyRing, slot: bytes) -> list[bytes]:
        with Session(self._keys) as session, writing(session):
            _lock(session, _ALONE)
            rows = session.scalars(
                select(DataKeyRow)
                .where(DataKeyRow.slot > slot, DataKeyRow.wrapped_by != ring.active)
                .order_by(DataKeyRow.slot)
                .limit(CHUNK)
            ).all()
            for row in rows:
                row.wrapped = _wrap(ring, row.slot, self._unwrap(row))
                row.wrapped_by = ring.active
            return [row.slot for row in rows]

    def _slot(self, person_id: str) -> bytes:
        return self.row_key("data-key", person_id)

    def _read(self, session: Session, slots: Sequence[bytes]) -> dict[bytes, Box]:
        # Asked for a million people at a time: without objects it takes a quarter.
        rows = among(session, "SELECT slot, wrapped_by, wrapped FROM data_key WHERE slot IN", slots)
        return {row[0]: Box(self._unwrapped(*row)) for row in rows}

    def _make(self, slot: bytes) -> Box:
        data_key = os.urandom(KEY_BYTES)
        with Session(self._keys) as session:
            try:
                with writing(session, slot.hex()):
                    # In this order: a change of keys that ends meanwhile waits for us, or we see its key.
                    _lock(session, _WITH_OTHERS)
                    self._read_newer()
                    session.add(_row(self._ring, slot, data_key))
            except IntegrityError:
                # Another request made the key first: that one holds.
                return self._read(session, [slot])[slot]
        return Box(data_key)

    def _unwrap(self, row: DataKeyRow) -> bytes:
        return self._unwrapped(row.slot, row.wrapped_by, row.wrapped)

    def _unwrapped(self, slot: bytes, wrapped_by: str, wrapped: bytes) -> bytes:
        cipher = self._ciphers.get(wrapped_by) or self._cipher(wrapped_by)
        try:
            return cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], slot)
        except InvalidTag as error:
            raise SealBrokenError("the key file does not belong to this key store") from error

    def _cipher(self, wrapped_by: str) -> AESGCM:
        if wrapped_by not in self._ring.wrapping:
            self._read_newer()
        key = self._ring.wrapping.get(wrapped_by)
        if key is None:
            raise SealBrokenError(f"the key file does not hold key {wrapped_by}")
        return self._ciphers.setdefault(wrapped_by, AESGCM(key))

    def _read_newer(self) -> None:
        """Take up a key file that was changed since; one that is away or another's changes nothing."""
        if self._key_file is None:
            return
        with suppress(KeyFileError):
            found = KeyRing.read(self._key_file)
            self._ring = found if found.follows(self._ring) else self._ring


def _lock(session: Session, mode: str) -> None:
    """Keep a change of keys and the making of data keys apart; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {DataKeyRow.__tablename__} IN {mode} MODE"))


def _row(ring: KeyRing, slot: bytes, data_key: bytes) -> DataKeyRow:
    return DataKeyRow(slot=slot, wrapped_by=ring.active, wrapped=_wrap(ring, slot, data_key))


def _wrap(ring: KeyRing, slot: bytes, data_key: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(ring.wrapping[ring.active]).encrypt(nonce, data_key, slot)


def _pad(plain: bytes) -> bytes:
    counted = len(plain).to_bytes(LENGTH_BYTES, "big") + plain
    return counted + bytes(-len(counted) % BLOCK)


def _unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:LENGTH_BYTES], "big")
    return padded[LENGTH_BYTES : LENGTH_BYTES + length]
