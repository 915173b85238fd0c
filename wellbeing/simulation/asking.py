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
from wellbeing.support.service import Kind, Outcome, Wish

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
AGREED = Outcome(agreed=True, said="We looked at it together. The mark 'usual for me' fits better.")


def hold_talk(stage: Stage, person_id: str) -> None:
    """Let the first who can hear a wish talk with the person; without a request only record it."""
    office = stage.office
    filed = office.cabinet.open_one(person_id, Kind.TALK, office.today)
    contacts = filed.case.contacts if filed else ()
    for contact in contacts:
        if filed and support.may_open(office, contact, filed.id):
            support.take(office, contact, filed.id)
            support.talked(office, contact, filed.id)
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
    for wish, one in zip(WISHES, _askers(lived, seed), strict=False):
        with suppress(support.NobodyToAskError, support.AlreadyFormalError):
            person_id = ids[one.work_email]
            shown = support.ahead(stage.office, person_id, wish).mark
            support.ask(stage.office, person_id, wish, shown)


def _answer_overdue(stage: Stage, helper: str) -> None:
    for waiting in support.inbox(stage.office, helper):
        if not waiting.is_overdue:
            continue
        support.take(stage.office, helper, waiting.id)
        if waiting.kind is Kind.REVIEW:
            support.settle(stage.office, helper, waiting.id, AGREED)
        else:
            support.talked(stage.office, helper, waiting.id)


def _askers(lived: LivedWeek, seed: int) -> list[Staff]:
    """Draw from those who checked in last; who has a part in the sample asks only if nobody else can."""
    sent = [one for one, _ in lived.answered]
    Random(f"{seed}:requests:{lived.number}").shuffle(sent)
    return sorted(sent, key=lambda one: one.stays)
