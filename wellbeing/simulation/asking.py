"""People of the sample ask for a human, and those it is for answer, as the pages would do it."""

from contextlib import suppress
from random import Random

from wellbeing.accounts import service as accounts
from wellbeing.checkins import service as checkins
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.simulation.organisation import Staff
from wellbeing.simulation.stage import Stage
from wellbeing.simulation.weeks import LivedWeek
from wellbeing.stepped_care import ActKind
from wellbeing.support import service as support
from wellbeing.support.service import Action, Doer, Kind, Outcome, Wish

HELPERS = ("practitioner", "peer supporter")
# Open when a visitor comes: one for a peer supporter, two for practitioners.
WISHES = (
    Wish(Kind.TALK, with_whom="peer_supporter", how="in_person"),
    Wish(
        Kind.REVIEW,
        how="phone",
        words="The score counts my night shifts as bad sleep.",
        safe_times="After 15:00",
    ),
    Wish(Kind.FORMAL, how="video"),
)
GOES_ON = Wish(Kind.TALK, with_whom="practitioner", how="phone")
# The last one waits for the person to agree.
TO_DO = (
    Action("Ask the office for a desk away from the door", Doer.CONTACT),
    Action("Walk together on Thursday at lunch", Doer.BOTH),
)
AGREED = Outcome(agreed=True, said="We looked at it together. The mark 'usual for me' fits better.")


def hold_talk(stage: Stage, person_id: str) -> None:
    """Let the first who can hear a wish talk with the person; without a request only record it."""
    office = stage.office
    filed = office.cabinet.open_one(person_id, Kind.TALK, office.today)
    contacts = filed.case.contacts if filed else ()
    for contact in contacts:
        if filed and support.may_open(office, contact, filed.id):
            with suppress(support.FullError):
                support.take(office, contact, filed.id)
                support.talked(office, contact, filed.id)
                support.close(office, contact, filed.id)
                return
    if history.talk_is_open(office.desk, person_id):
        with writing(office.session, person_id):
            history.act(office.desk, person_id, office.desk.this_week, ActKind.TALK_HELD)


def mark_shown(stage: Stage, person_id: str, answers: history.Answers) -> str:
    """Return the mark of what the last page of a check-in says will be passed on, if anything is."""
    if answers.talk_with:
        with suppress(support.NobodyToAskError):
            wish = support.as_preferred(stage.office, person_id, checkins.wish_of(answers))
            return support.ahead(stage.office, person_id, wish).mark
    return ""


def leave_open(stage: Stage, lived: LivedWeek, seed: int) -> None:
    """Let everything be answered that has waited too long, and something new be asked today."""
    present = accounts.present(stage.session, stage.today)
    ids = {one.work_email: one.id for one in accounts.people(stage.session, present, stage.today)}
    for one in lived.staff:
        if any(role in HELPERS for role in one.roles):
            _answer_overdue(stage, ids[one.work_email])
    askers = [ids[one.work_email] for one in _askers(lived, seed)]
    for wish, person_id in zip(WISHES, askers, strict=False):
        _ask(stage, person_id, wish)
    for person_id in askers[len(WISHES) :][:1]:
        _ask(stage, person_id, GOES_ON)
        _go_on(stage, person_id)


def _ask(stage: Stage, person_id: str, wish: Wish) -> None:
    with suppress(support.NobodyToAskError, support.AlreadyFormalError):
        shown = support.ahead(stage.office, person_id, wish).mark
        support.ask(stage.office, person_id, wish, shown)


def _go_on(stage: Stage, person_id: str) -> None:
    """Let somebody take it and talk with the person; one action is agreed, another one waits."""
    office = stage.office
    filed = office.cabinet.open_one(person_id, Kind.TALK, office.today)
    for contact in filed.case.contacts if filed else ():
        if filed and support.may_open(office, contact, filed.id):
            with suppress(support.FullError):
                support.take(office, contact, filed.id)
                support.talked(office, contact, filed.id)
                for action in TO_DO:
                    _write_down(office, person_id, filed.id, action)
                return


def _write_down(office: support.Office, person_id: str, request_id: str, action: Action) -> None:
    """Let the contact write it down, and the person agree unless it is for both."""
    case = support.case_of(office, person_id, request_id)
    support.write_note(office, case.contact, request_id, action)
    draft = support.notes_of(office, case, person_id).draft
    if draft is not None and action.doer is not Doer.BOTH:
        support.agree(office, person_id, request_id, draft.mark)


def _answer_overdue(stage: Stage, helper: str) -> None:
    for waiting in support.inbox(stage.office, helper):
        if not waiting.is_overdue:
            continue
        with suppress(support.FullError):
            _answer(stage, helper, waiting)


def _answer(stage: Stage, helper: str, waiting: support.Waiting) -> None:
    support.take(stage.office, helper, waiting.id)
    if waiting.kind is Kind.REVIEW:
        support.settle(stage.office, helper, waiting.id, AGREED)
    else:
        support.talked(stage.office, helper, waiting.id)
        support.close(stage.office, helper, waiting.id)


def _askers(lived: LivedWeek, seed: int) -> list[Staff]:
    """Draw from those who checked in last; who has a part in the sample asks only if nobody else can."""
    sent = [one for one, _ in lived.answered]
    Random(f"{seed}:requests:{lived.number}").shuffle(sent)
    return sorted(sent, key=lambda one: one.stays)
