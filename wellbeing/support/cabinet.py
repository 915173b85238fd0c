"""The cabinet of requests: seals each case under its own key, and opens it for whom it is for."""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing.retention import span_of
from wellbeing.sealed import Box, Label, Vault
from wellbeing.support import note_store, store
from wellbeing.support.cases import Case, Kind, case_from_bytes, case_to_bytes
from wellbeing.support.store import SealedCase

# A person can read for a quarter of a year how a request ended.
KEPT_FOR = span_of("requests")
AT_ONCE = 200


@dataclass(frozen=True)
class Filed:
    """A case with the id it is filed under."""

    id: str
    case: Case

    @property
    def is_open(self) -> bool:
        return self.case.ending is None


class Cabinet:
    """Where the requests of everybody lie; each is found by its asker or by a contact of its own."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def of_asker(self, person_id: str, today: date) -> tuple[Filed, ...]:
        """Return a person's requests, the latest first."""
        asker = self._vault.row_key("support-asker", person_id)
        found = self._opened(store.of_asker(self._session, asker, today))
        return tuple(sorted(found, key=lambda one: (one.case.asked_on, one.id), reverse=True))

    def all_of(self, person_id: str) -> tuple[str, ...]:
        """Return all of a person's requests, also those whose time is over; none is opened."""
        return store.ids_of_asker(self._session, self._vault.row_key("support-asker", person_id))

    def key_of(self, request_id: str) -> str:
        """Return the name of a case's data key."""
        return _owner(request_id)

    def open_one(self, person_id: str, kind: Kind, today: date) -> Filed | None:
        """Return the request that stands in the way of another of its kind, if there is one."""
        mine = self.of_asker(person_id, today)
        return next(
            (one for one in mine if one.case.holds_place and one.case.wish.kind is kind), None
        )

    def addressed_to(self, contact_id: str) -> tuple[Filed, ...]:
        """Return the open requests of a contact, those promised first at the head."""
        found = self._opened(store.addressed_to(self._session, self._contact(contact_id)))
        return tuple(sorted(found, key=_by_promise))

    def addressed(self, request_id: str, contact_id: str) -> Filed | None:
        sealed = store.addressed(self._session, request_id, self._contact(contact_id))
        return None if sealed is None else next(self._opened([sealed]), None)

    def between(self, request_id: str, person_id: str) -> Filed | None:
        """Return an open request to its asker or to one of its contacts; the rest is not found."""
        asker = self._vault.row_key("support-asker", person_id)
        sealed = store.between(self._session, request_id, asker, self._contact(person_id))
        return None if sealed is None else next(self._opened([sealed]), None)

    def taken_by(self, contact_ids: Iterable[str], today: date) -> Counter[str]:
        """Count the open requests that each of these has taken, or covers for somebody."""
        contacts = {self._contact(each): each for each in contact_ids}
        found = store.addressed_to_any(self._session, contacts) if contacts else ()
        cases = {one.id: one for one in self._opened({each.id: each for _, each in found}.values())}
        return Counter(
            contacts[contact]
            for contact, each in found
            if contacts[contact] in cases[each.id].case.has_it_on(today)
        )

    def open_ids(self) -> tuple[str, ...]:
        """Return every open request; none is opened."""
        return store.open_ids(self._session)

    def still_open(self, request_ids: Sequence[str]) -> tuple[Filed, ...]:
        return tuple(self._opened(store.open_ones(self._session, request_ids)))

    def file(self, case: Case) -> Filed:
        """File a new case; IntegrityError when its asker has an open one of its kind."""
        filed = Filed(secrets.token_hex(16), case)
        store.add(
            self._session,
            SealedCase(filed.id, self._sealed(filed), is_open=True),
            self._vault.row_key("support-asker", case.asker),
            self._vault.row_key("support-open", case.asker, case.wish.kind),
            [self._contact(each) for each in case.contacts],
        )
        return filed

    def pass_on(self, request_id: str, case: Case, to: Iterable[str]) -> None:
        """Keep a case that the clock changed, and let these contacts open it as well."""
        self.keep(request_id, case)
        contacts = [self._contact(each) for each in to]
        if contacts:
            store.address(self._session, request_id, contacts)

    def readdress(self, request_id: str, case: Case) -> None:
        """Keep a case that has other readers now: whoever is not among them loses it."""
        self.keep(request_id, case)
        store.readdress(self._session, request_id, [self._contact(one) for one in case.addressed])

    def begin_support(self, request_id: str, case: Case) -> None:
        """Keep that both have talked; the case goes on, and another talk can be asked for."""
        self.readdress(request_id, case)
        if not case.holds_place:
            place = self._vault.row_key("support-open", case.asker, case.wish.kind, request_id)
            store.move(self._session, request_id, place)

    def whole(self, request_id: str) -> Filed | None:
        """Return a request, open or ended, for whoever may know of it by what stands in it."""
        return next(self._opened(store.by_ids(self._session, [request_id])), None)

    def of_asker_one(self, request_id: str, person_id: str, today: date) -> Filed | None:
        """Return one request to its asker, open or ended."""
        mine = self.of_asker(person_id, today)
        return next((one for one in mine if one.id == request_id), None)

    def say_to(self, request_id: str, contact_id: str, said: bytes | None) -> None:
        """Let a contact of a closed case read what its asker says, or not any more."""
        if said is None:
            note_store.take_word_away(self._session, request_id)
            return
        sealed = self._vault.box(_owner(request_id)).seal(said, _word_label(request_id))
        note_store.put_word(self._session, request_id, self._contact(contact_id), sealed)

    def said_to(self, contact_id: str) -> tuple[tuple[str, bytes], ...]:
        """Return what was said to a contact about closed cases."""
        found = dict(note_store.words_to(self._session, self._contact(contact_id)))
        boxes = self._vault.boxes([_owner(each) for each in found])
        return tuple(
            (each, boxes[_owner(each)].open(sealed, _word_label(each)))
            for each, sealed in found.items()
            if _owner(each) in boxes
        )

    def keep(self, request_id: str, case: Case) -> None:
        store.change(self._session, request_id, self._sealed(Filed(request_id, case)))

    def end(self, request_id: str, case: Case, today: date) -> None:
        """Keep how a case ended; from now on only its asker can open it."""
        sealed = self._sealed(Filed(request_id, case))
        store.end(self._session, request_id, sealed, today + KEPT_FOR)

    def over(self, today: date) -> tuple[str, ...]:
        """Return requests whose time is over, a few at once."""
        return store.over(self._session, today, AT_ONCE)

    def left_behind(self, present: Iterable[str]) -> tuple[str, ...]:
        """Return open requests of people who are not among these, a few at once; none is opened."""
        here = {self._vault.row_key("support-asker", each) for each in present}
        found = store.open_askers(self._session)
        return tuple(request_id for request_id, asker in found if asker not in here)[:AT_ONCE]

    def destroy_keys(self, request_ids: Iterable[str]) -> None:
        for request_id in request_ids:
            self._vault.destroy(_owner(request_id))

    def remove(self, request_ids: tuple[str, ...]) -> None:
        store.remove(self._session, request_ids)

    def _opened(self, cases: Iterable[SealedCase]) -> Iterator[Filed]:
        found = {_owner(one.id): one for one in cases}
        for owner, box in self._vault.boxes(list(found)).items():
            one = found[owner]
            yield Filed(one.id, case_from_bytes(box.open(one.sealed, self._label(one.id))))

    def _sealed(self, filed: Filed) -> bytes:
        box: Box = self._vault.box(_owner(filed.id))
        return box.seal(case_to_bytes(filed.case), self._label(filed.id))

    def _contact(self, contact_id: str) -> bytes:
        return self._vault.row_key("support-contact", contact_id)

    def _label(self, request_id: str) -> Label:
        return Label("support request", bytes.fromhex(request_id))


def _by_promise(filed: Filed) -> tuple[datetime, datetime, str]:
    promised = filed.case.promised
    return promised.due_at, promised.asked_at, filed.id


def _owner(request_id: str) -> str:
    """Name the data key of a case: no person's."""
    return f"support request {request_id}"


def _word_label(request_id: str) -> Label:
    return Label("support word", bytes.fromhex(request_id))
