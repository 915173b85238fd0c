"""Formal support ends by both together: each says so, and either may take their word back before."""

from dataclasses import replace

from wellbeing.database import writing
from wellbeing.formal import holding
from wellbeing.formal.agreeing import let_go
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.folder import Course, Filed
from wellbeing.formal.holding import own_case, partner
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.stepped_care import ActKind, Step
from wellbeing.support import service as support
from wellbeing.support.pools import pool_of
from wellbeing.support.service import Ending, Kind, NotThereError, Wish


def person_says(bureau: Bureau, person_id: str, *, ends: bool) -> bool:
    """Keep whether the person says that it ends; True when it has ended by this."""
    with writing(bureau.session, person_id):
        filed = bureau.folder.standing(person_id)
        course = _open_course(filed)
        said = replace(course, person_ends_on=bureau.today if ends else None)
        return _kept(bureau, filed, said, by_person=True)


def practitioner_says(bureau: Bureau, practitioner_id: str, request_id: str, *, ends: bool) -> bool:
    """Keep whether the practitioner says that it ends; True when it has ended by this."""
    with holding.changing(bureau, practitioner_id, request_id) as held:
        filed = held.filed
        course = _open_course(filed)
        if filed is not None and course.plan.looked_after_by != practitioner_id:
            bureau.folder.pass_to(filed, practitioner_id)
        said = replace(course, practitioner_ends_on=bureau.today if ends else None)
        return _kept(bureau, filed, said, by_person=False)


def who_could(bureau: Bureau, person_id: str) -> tuple[tuple[str, str], ...]:
    """Return the practitioners a person can name while nobody looks after their formal support."""
    filed = bureau.folder.standing(person_id)
    if filed is None or filed.course is None or partner(bureau, filed):
        return ()
    pool = pool_of(bureau.office, person_id, Wish(Kind.FORMAL))
    return tuple((one.id, one.name) for one in pool)


def name_another(bureau: Bureau, person_id: str, practitioner_id: str) -> None:
    """Let somebody else look after it, at the person's own word; NotThereError if they cannot."""
    with writing(bureau.session, person_id):
        filed = bureau.folder.standing(person_id)
        if filed is None or practitioner_id not in dict(who_could(bureau, person_id)):
            raise NotThereError
        bureau.folder.pass_to(filed, practitioner_id)
        bureau.office.tell(messages.Kind.REQUEST, [practitioner_id])


def _open_course(filed: Filed | None) -> Course:
    if filed is None or filed.course is None or not filed.course.is_open:
        raise NotThereError
    return filed.course


def _kept(bureau: Bureau, filed: Filed | None, said: Course, *, by_person: bool) -> bool:
    if filed is None:
        raise NotThereError
    bureau.folder.say_ends(filed, said)
    if said.person_ends_on is None or said.practitioner_ends_on is None:
        _tell_the_other(bureau, filed, by_person=by_person)
        return False
    _end(bureau, filed)
    return True


def _end(bureau: Bureau, filed: Filed) -> None:
    """End it, with the request, what could be read, and the step, in the caller's transaction."""
    person_id, case = filed.agreement.person, own_case(bureau, filed)
    let_go(bureau, filed, filed.agreement)
    if case is not None:
        support.settle_formal(bureau.office, case.contact, case.id, Ending.SIGNED_OFF)
    now = history.current(bureau.desk, person_id, bureau.desk.this_week)
    # Also where they take part no more: their step would say otherwise if they began again.
    if now is not None and now.placement.step is Step.FORMAL:
        history.act(bureau.desk, person_id, bureau.desk.this_week, ActKind.END_FORMAL)


def _tell_the_other(bureau: Bureau, filed: Filed, *, by_person: bool) -> None:
    if not by_person:
        bureau.office.tell(messages.Kind.REQUEST_TAKEN, [filed.agreement.person])
        return
    other = partner(bureau, filed)
    bureau.office.tell(messages.Kind.REQUEST, [other] if other else [])
