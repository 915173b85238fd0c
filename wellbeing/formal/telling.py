"""What is told of formal support: to its person everything, to the practitioner who has it their part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wellbeing.accounts import service as accounts
from wellbeing.formal.agreeing import why_suggested
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.evidence import Evidence
from wellbeing.formal.folder import Course, Filed
from wellbeing.formal.holding import Held, all_held, held, own_case, partner
from wellbeing.formal.record import Agreement, Because
from wellbeing.history import service as history
from wellbeing.support import service as support
from wellbeing.support.service import Kind

# For somebody whose name is no longer kept.
SOMEBODY = "Somebody who no longer works here"


class Stage(StrEnum):
    """Where formal support is for a person."""

    NOTHING = "nothing"
    ASKED = "asked"
    AGREED = "agreed"
    BEGUN = "begun"


@dataclass(frozen=True)
class Told:
    """One agreement as its person is told of it."""

    agreement: Agreement
    stands: bool
    course: Course | None
    names: Mapping[str, str]

    def name(self, person_id: str) -> str:
        return self.names.get(person_id, SOMEBODY)


@dataclass(frozen=True)
class Mine:
    """Everything about formal support that its person is told."""

    stage: Stage
    is_suggested: bool
    because: tuple[Because, ...]
    # The one that stands, and those before it.
    standing: Told | None
    past: tuple[Told, ...]
    # Who has the request or looks after it now; empty where nobody does.
    partner: str
    has_case: bool
    evidence: Evidence
    until: date | None


@dataclass(frozen=True)
class Theirs:
    """Formal support of somebody else, as the practitioner who has it is told."""

    request: str
    name: str
    has_case: bool
    by: date | None
    agreed_on: date | None
    shared: tuple[str, ...]
    until: date | None
    has_read: bool
    course: Course | None

    @property
    def can_decide(self) -> bool:
        return self.has_case and self.agreed_on is not None and self.course is None


def mine(bureau: Bureau, person_id: str) -> Mine:
    filed = bureau.folder.of_person(person_id)
    standing = _counting(bureau, next((one for one in filed if one.stands), None))
    request = bureau.office.cabinet.open_one(person_id, Kind.FORMAL, bureau.today)
    names = _names(bureau, filed)
    case = own_case(bureau, standing) if standing else None
    return Mine(
        stage=_stage(standing, is_asked=request is not None),
        is_suggested=history.formal_is_open(bureau.desk, person_id),
        because=why_suggested(bureau, person_id),
        standing=_told(standing, names) if standing else None,
        past=tuple(_told(one, names) for one in filed if one is not standing),
        partner=_partner_name(bureau, standing),
        has_case=case is not None,
        evidence=_evidence(bureau, standing),
        until=bureau.folder.until(standing) if standing and request else None,
    )


def everything(bureau: Bureau, person_id: str) -> tuple[tuple[Told, Evidence], ...]:
    """Return all of a person's agreements with what can be read of each; asks nothing of their weeks."""
    filed = bureau.folder.of_person(person_id)
    names = _names(bureau, filed)
    return tuple((_told(one, names), _kept_evidence(bureau, one)) for one in filed)


def all_theirs(bureau: Bureau, practitioner_id: str) -> tuple[Theirs, ...]:
    """Return all formal support that a practitioner has to decide about, or looks after."""
    found = all_held(bureau, practitioner_id)
    return tuple(_theirs(bureau, practitioner_id, one) for one in found)


def theirs(bureau: Bureau, practitioner_id: str, request_id: str) -> Theirs:
    """Return one of them; raise NotThereError when it is not theirs."""
    return _theirs(bureau, practitioner_id, held(bureau, practitioner_id, request_id))


def _counting(bureau: Bureau, standing: Filed | None) -> Filed | None:
    """Leave out an agreement whose request has ended before anybody signed it off."""
    if standing is None or standing.course is not None:
        return standing
    return standing if standing.agreement.request in _open_request(bureau, standing) else None


def _open_request(bureau: Bureau, standing: Filed) -> tuple[str, ...]:
    person_id = standing.agreement.person
    request = bureau.office.cabinet.open_one(person_id, Kind.FORMAL, bureau.today)
    return (request.id,) if request else ()


def _stage(standing: Filed | None, *, is_asked: bool) -> Stage:
    if standing is not None:
        return Stage.AGREED if standing.course is None else Stage.BEGUN
    return Stage.ASKED if is_asked else Stage.NOTHING


def _told(filed: Filed, names: Mapping[str, str]) -> Told:
    return Told(filed.agreement, filed.stands, filed.course, names)


def _evidence(bureau: Bureau, standing: Filed | None) -> Evidence:
    """Return what the practitioner can read, for its person to see."""
    if standing is None or not _open_request(bureau, standing):
        return Evidence()
    return _kept_evidence(bureau, standing)


def _kept_evidence(bureau: Bureau, filed: Filed) -> Evidence:
    if bureau.folder.until(filed) is None:
        return Evidence()
    box = support.case_box(bureau.office, filed.agreement.request)
    return bureau.folder.evidence(filed, box, bureau.today)


def _partner_name(bureau: Bureau, standing: Filed | None) -> str:
    if standing is None:
        return ""
    case = own_case(bureau, standing)
    found = case.contact if case else partner(bureau, standing)
    return _people(bureau, [found]).get(found, "")


def _theirs(bureau: Bureau, practitioner_id: str, one: Held) -> Theirs:
    filed = one.filed
    waiting = support.inbox(bureau.office, practitioner_id) if one.case else ()
    looks = filed.agreement.looks if filed else ()
    return Theirs(
        request=one.request,
        name=_people(bureau, [one.person]).get(one.person, SOMEBODY),
        has_case=one.case is not None,
        by=next((each.due_on for each in waiting if each.id == one.request), None),
        agreed_on=filed.agreement.agreed_on if filed else None,
        shared=filed.agreement.shared if filed and one.case else (),
        until=bureau.folder.until(filed) if filed and one.case else None,
        has_read=any(each.by == practitioner_id for each in looks),
        course=filed.course if filed else None,
    )


def _names(bureau: Bureau, filed: Iterable[Filed]) -> Mapping[str, str]:
    return _people(bureau, {each for one in filed for each in _named_in(one)})


def _named_in(filed: Filed) -> set[str]:
    agreement, course = filed.agreement, filed.course
    named = {one.by for one in agreement.looks}
    named |= {agreement.refusal.by} if agreement.refusal else set()
    return named | ({course.plan.signer} if course else set())


def _people(bureau: Bureau, person_ids: Iterable[str]) -> dict[str, str]:
    wanted = sorted({each for each in person_ids if each})
    return {one.id: one.name for one in accounts.people(bureau.session, wanted, bureau.today)}
