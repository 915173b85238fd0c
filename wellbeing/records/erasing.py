"""Deletes everything of a person, in an order that can be broken off anywhere and gone on with.

First it is noted that it was begun, then the list of erasures outside the databases is told, then all
rows go in one transaction, and only then the keys: no row ever lies there whose key is gone. What was
broken off is finished by going through the same steps again (docs/adr/0043).
"""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts import forgetting as accounts
from wellbeing.database import writing
from wellbeing.records import erasure_list, erasure_store
from wellbeing.records.erasure_book import CAPABILITIES
from wellbeing.records.erasure_list import Erased, one_at_a_time
from wellbeing.records.erasure_rows import ENTRY_BYTES
from wellbeing.records.my_code import owner_of
from wellbeing.sealed import Label, Vault

KIND = "erasure begun"


class Point(StrEnum):
    """Where an erasure can be broken off."""

    BEGUN = "begun"
    LISTED = "listed"
    ROWS = "rows are gone"
    KEYS = "keys are gone"
    DONE = "done"


Reached = Callable[[Point], None]


def _go_on(_point: Point) -> None:
    """Do nothing at a point; a test breaks off there."""


@dataclass(frozen=True)
class Begun:
    """An erasure that is not finished: whose, and which data keys are to be destroyed besides theirs."""

    person_id: str
    entry: bytes
    on: date
    keys: tuple[str, ...] = ()
    # Of somebody who has left the account goes with everything else.
    has_left: bool = False

    @classmethod
    def from_bytes(cls, written: bytes) -> "Begun":
        kept = json.loads(written)
        entry, on = bytes.fromhex(kept["entry"]), date.fromisoformat(kept["on"])
        has_left = kept.get("has_left", False)
        return cls(kept["person"], entry, on, tuple(kept["keys"]), has_left)

    def to_bytes(self) -> bytes:
        kept = {"person": self.person_id, "entry": self.entry.hex(), "on": self.on.isoformat()}
        return json.dumps({**kept, "keys": self.keys, "has_left": self.has_left}).encode()

    def mark(self, vault: Vault) -> bytes:
        return mark_of(vault, self.person_id, has_left=self.has_left)


def mark_of(vault: Vault, person_id: str, *, has_left: bool = False) -> bytes:
    """Return what stands for a person in the list: without the key file it names nobody.

    Another one stands for a leaver, so that a restore knows whether the account goes as well.
    """
    return vault.row_key("erasure of a leaver" if has_left else "erasure", person_id)


def is_begun(session: Session, vault: Vault, person_id: str) -> bool:
    """Say whether an erasure of a person waits to be finished: one look, since each form asks for it."""
    return erasure_store.begun(session, mark_of(vault, person_id)) is not None


@dataclass(frozen=True)
class Eraser:
    """What deleting needs: the databases, the list beside them, and the day."""

    session: Session
    vault: Vault
    file: Path
    today: date
    reached: Reached = _go_on

    def erase(self, person_id: str, token: str = "") -> None:
        """Delete everything of a person; with a token, that browser stays signed in."""
        with self._alone():
            self._go_through(self._begin(person_id, secrets.token_bytes(ENTRY_BYTES)), token)

    def erase_leaver(self, person_id: str) -> None:
        """Delete everything of somebody who has left, and their account (docs/adr/0061)."""
        with self._alone():
            entry = secrets.token_bytes(ENTRY_BYTES)
            self._go_through(self._begin(person_id, entry, has_left=True))

    def go_on(self, person_id: str, token: str = "") -> None:
        """Go on with what was broken off, unless another process has finished it meanwhile.

        Its person may have begun again since: what is new must not be deleted with the old.
        """
        self._resume(self.mark(person_id), token)

    def is_begun(self, person_id: str) -> bool:
        return is_begun(self.session, self.vault, person_id)

    def was_erased(self, person_id: str) -> bool:
        """Say whether a person had everything deleted before; they may have begun again since."""
        return erasure_store.is_of(self.session, self.mark(person_id))

    def finish(self) -> None:
        """Go on with every erasure that was broken off."""
        for person, _sealed in erasure_store.all_begun(self.session):
            self._resume(person)

    def replay(self, listed: Iterable[Erased]) -> int:
        """Carry out what a list knows and this database does not; return how many entries that were.

        Whoever was never in this database, or came after it, is in nothing that is to be deleted.
        """
        unknown = self.unknown(listed)
        here = accounts.ever_here(self.session) if unknown else ()
        people = {
            mark_of(self.vault, person_id, has_left=has_left): (person_id, has_left)
            for person_id in here
            for has_left in (False, True)
        }
        for erased in unknown:
            if erased.person in people:
                person_id, has_left = people[erased.person]
                with self._alone():
                    begun = self._begin(person_id, erased.entry, erased.on, has_left=has_left)
                    self._go_through(begun)
            with writing(self.session):
                erasure_store.add_known(self.session, erased)
        return len(unknown)

    def unknown(self, listed: Iterable[Erased]) -> tuple[Erased, ...]:
        """Return what a list knows that this database has neither carried out nor begun."""
        there = {one.entry for one in erasure_store.known(self.session)}
        for person, sealed in erasure_store.all_begun(self.session):
            there.add(self._opened(person, sealed).entry)
        return tuple(one for one in listed if one.entry not in there)

    def mark(self, person_id: str) -> bytes:
        return mark_of(self.vault, person_id)

    def _resume(self, person: bytes, token: str = "") -> None:
        with self._alone():
            sealed = erasure_store.begun(self.session, person)
            if sealed is not None:
                self._go_through(self._opened(person, sealed), token)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # Whoever waits must hold no lock of the database: the other would wait for that.
        self.session.rollback()
        with one_at_a_time(self.file):
            yield

    def _begin(
        self, person_id: str, entry: bytes, on: date | None = None, *, has_left: bool = False
    ) -> Begun:
        begun = Begun(person_id, entry, on or self.today, has_left=has_left)
        person = begun.mark(self.vault)
        with writing(self.session, person_id):
            sealed = erasure_store.begun(self.session, person)
            if sealed is not None:
                return self._opened(person, sealed)
            self._keep(person, begun)
        self.reached(Point.BEGUN)
        return begun

    def _go_through(self, begun: Begun, token: str = "") -> None:
        erased = Erased(begun.entry, begun.mark(self.vault), begun.on)
        erasure_list.append(self.file, erased, self.vault.row_key)
        self.reached(Point.LISTED)
        with writing(self.session, begun.person_id):
            begun = replace(begun, keys=(*begun.keys, *self._remove_rows(begun, token)))
            self._keep(erased.person, begun)
            erasure_store.add_known(self.session, erased)
        self.reached(Point.ROWS)
        self._destroy((*begun.keys, begun.person_id))
        self.reached(Point.KEYS)
        with writing(self.session, begun.person_id):
            # What another window wrote meanwhile, with a key that is gone now.
            late = self._remove_rows(begun, token)
            erasure_store.end_begun(self.session, erased.person)
        self._destroy(late)
        self.session.rollback()
        erasure_store.leave_no_journal(self.session)
        self.reached(Point.DONE)

    def _remove_rows(self, begun: Begun, token: str) -> tuple[str, ...]:
        person_id = begun.person_id
        keys: list[str] = []
        for capability in CAPABILITIES:
            keys += capability.forget(self.session, self.vault, person_id) or ()
        erasure_store.forget_codes(self.session, [owner_of(self.vault, person_id)])
        if token:
            accounts.forget_person_elsewhere(self.session, self.vault, person_id, token)
        else:
            accounts.forget_person(self.session, self.vault, person_id)
        if begun.has_left:
            accounts.forget_account(self.session, person_id, begun.on)
        return tuple(keys)

    def _destroy(self, keys: Iterable[str]) -> None:
        for name in keys:
            self.vault.destroy(name)

    def _keep(self, person: bytes, begun: Begun) -> None:
        sealed = self.vault.house_box().seal(begun.to_bytes(), Label(KIND, person))
        erasure_store.keep_begun(self.session, person, sealed)

    def _opened(self, person: bytes, sealed: bytes) -> Begun:
        return Begun.from_bytes(self.vault.house_box().open(sealed, Label(KIND, person)))
