"""The folder of formal support: seals each agreement under its own key, evidence under the request's.

Evidence can be opened with the key of the request alone, so it ends with it at the latest.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.formal import store
from wellbeing.formal.evidence import Evidence, evidence_from_bytes, evidence_to_bytes
from wellbeing.formal.record import (
    Agreement,
    Plan,
    agreement_from_bytes,
    agreement_to_bytes,
    plan_from_bytes,
    plan_to_bytes,
)
from wellbeing.formal.store import SealedAgreement, SealedIntervention
from wellbeing.retention import span_of
from wellbeing.sealed import Box, Label, Vault

# As long as check-ins: a decision can be read as long as what it was made of.
KEPT_FOR = span_of("formal")
AT_ONCE = 200
REASON, AGREEMENT, PLAN, EVIDENCE = (
    "formal reason",
    "formal agreement",
    "formal plan",
    "formal evidence",
)


@dataclass(frozen=True)
class Course:
    """Formal support that has begun: what was signed off, why, and who says that it ends."""

    plan: Plan
    reason: str
    signed_on: date
    person_ends_on: date | None = None
    practitioner_ends_on: date | None = None
    ended_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


@dataclass(frozen=True)
class Filed:
    """An agreement with the id it is filed under, and what came of it."""

    id: str
    agreement: Agreement
    stands: bool
    course: Course | None = None

    @property
    def can_be_signed(self) -> bool:
        return self.stands and self.course is None


class Folder:
    """Where all agreements lie; each is found by its person, its request, or who looks after it."""

    def __init__(self, session: Session, vault: Vault) -> None:
        """Open nothing yet."""
        self._session = session
        self._vault = vault

    def of_person(self, person_id: str) -> tuple[Filed, ...]:
        """Return a person's agreements, what stands first, then the latest."""
        found = self._opened(store.of_person(self._session, self._person(person_id)))
        latest = sorted(found, key=lambda one: (one.agreement.agreed_on, one.id), reverse=True)
        return tuple(sorted(latest, key=lambda one: not one.stands))

    def standing(self, person_id: str) -> Filed | None:
        return next((one for one in self.of_person(person_id) if one.stands), None)

    def of_request(self, request_id: str) -> Filed | None:
        """Return the agreement that stands for a request."""
        found = self._opened(store.of_request(self._session, request_id))
        return next((one for one in found if one.stands), None)

    def looked_after_by(self, practitioner_id: str) -> tuple[Filed, ...]:
        found = store.standing_for(self._session, self._human(practitioner_id))
        return tuple(sorted(self._opened(found), key=lambda one: (one.agreement.agreed_on, one.id)))

    def file(self, agreement: Agreement, agreed_to: str) -> str:
        """File an agreement; IntegrityError when one of this person stands."""
        agreement_id = secrets.token_hex(16)
        one = SealedAgreement(
            agreement_id,
            stands=True,
            agreed_on=agreement.agreed_on,
            agreed_to=self._vault.row_key("formal-agreed", agreed_to),
            sealed=self._sealed(agreement_id, AGREEMENT, agreement_to_bytes(agreement)),
        )
        person = agreement.person
        store.add(self._session, one, self._person(person), agreement.request, self._place(person))
        return agreement_id

    def keep(self, filed: Filed, agreement: Agreement) -> None:
        sealed = self._sealed(filed.id, AGREEMENT, agreement_to_bytes(agreement))
        store.change(self._session, filed.id, sealed)

    def let_go(self, agreement_ids: Sequence[str], today: date) -> None:
        """Let agreements stand no more; what was shared upon them goes at once."""
        store.remove_evidence(self._session, agreement_ids)
        store.let_go(self._session, agreement_ids, today + KEPT_FOR)

    def begin(self, filed: Filed, plan: Plan, reason: str, today: date) -> None:
        """Begin formal support; IntegrityError where the agreement does not stand any more."""
        (one,) = (
            one
            for one in store.of_request(self._session, filed.agreement.request)
            if one.id == filed.id
        )
        signed = store.Signed(
            open_place=self._place(plan.person),
            signer=self._human(plan.signer),
            reason=self._sealed(filed.id, REASON, reason.encode()),
            sealed=self._sealed(filed.id, PLAN, plan_to_bytes(plan)),
            # A clock that was set back signs on the day of the agreement: no earlier day is taken.
            signed_on=max(today, filed.agreement.agreed_on),
        )
        store.begin(self._session, one, signed)

    def pass_to(self, filed: Filed, practitioner_id: str) -> None:
        if filed.course is not None:
            plan = replace(filed.course.plan, looked_after_by=practitioner_id)
            sealed = self._sealed(filed.id, PLAN, plan_to_bytes(plan))
            store.pass_to(self._session, filed.id, self._human(practitioner_id), sealed)

    def say_ends(self, filed: Filed, course: Course) -> None:
        store.say_ends(self._session, filed.id, course.person_ends_on, course.practitioner_ends_on)

    def evidence(self, filed: Filed, box: Box, today: date) -> Evidence:
        """Return what the practitioner can read on a day."""
        found = store.evidence(self._session, filed.id, filed.agreement.request, today)
        if found is None:
            return Evidence()
        return evidence_from_bytes(box.open(found, _label(EVIDENCE, filed.id)))

    def until(self, filed: Filed) -> date | None:
        """Return the last day on which something can be read; None where nothing is shared."""
        return store.until(self._session, filed.id)

    def put_evidence(
        self, agreement_id: str, request: str, evidence: Evidence, box: Box, until: date
    ) -> None:
        """Let the practitioner read this from now on, and nothing that they could read before."""
        store.remove_evidence(self._session, [agreement_id])
        if not evidence.is_empty:
            sealed = box.seal(evidence_to_bytes(evidence), _label(EVIDENCE, agreement_id))
            store.put_evidence(self._session, agreement_id, request, sealed, until)

    def left_behind(self, present: Iterable[str]) -> tuple[str, ...]:
        """Return agreements of people who are not among these, some at once; none is opened."""
        here = {self._person(each) for each in present}
        return tuple(one for one, person in store.people(self._session) if person not in here)[
            :AT_ONCE
        ]

    def ids_of(self, person_id: str) -> tuple[str, ...]:
        return store.ids_of(self._session, self._person(person_id))

    def _opened(self, found: Iterable[SealedAgreement]) -> tuple[Filed, ...]:
        by_key = {key_of(one.id): one for one in found}
        boxes = self._vault.boxes(list(by_key))
        return tuple(_filed(by_key[name], box) for name, box in boxes.items())

    def _sealed(self, agreement_id: str, kind: str, plain: bytes) -> bytes:
        return self._vault.box(key_of(agreement_id)).seal(plain, _label(kind, agreement_id))

    def _person(self, person_id: str) -> bytes:
        return self._vault.row_key("formal-person", person_id)

    def _place(self, person_id: str) -> bytes:
        return self._vault.row_key("formal-place", person_id)

    def _human(self, person_id: str) -> bytes:
        return self._vault.row_key("formal-practitioner", person_id)


def key_of(agreement_id: str) -> str:
    """Name the data key of an agreement: no person's, and not the request's."""
    return f"formal agreement {agreement_id}"


def _filed(one: SealedAgreement, box: Box) -> Filed:
    agreement = agreement_from_bytes(box.open(one.sealed, _label(AGREEMENT, one.id)))
    return Filed(one.id, agreement, one.stands, _course(one.id, one.begun, box))


def _course(agreement_id: str, begun: SealedIntervention | None, box: Box) -> Course | None:
    if begun is None:
        return None
    return Course(
        plan=plan_from_bytes(box.open(begun.sealed, _label(PLAN, agreement_id))),
        reason=box.open(begun.reason, _label(REASON, agreement_id)).decode(),
        signed_on=begun.signed_on,
        person_ends_on=begun.person_ends_on,
        practitioner_ends_on=begun.practitioner_ends_on,
        ended_on=begun.ended_on,
    )


def _label(kind: str, agreement_id: str) -> Label:
    return Label(kind, bytes.fromhex(agreement_id))
