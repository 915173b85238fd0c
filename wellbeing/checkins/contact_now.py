"""Contact within the promised time, offered right where support is: by which days, before anything is asked."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from wellbeing.checkins.visit import Visit
from wellbeing.checkins.weeks import written
from wellbeing.history.service import Current
from wellbeing.stepped_care import Step
from wellbeing.support import service as support


@dataclass(frozen=True)
class ContactNow:
    """By which day somebody is in touch when the person asks today, and by which if it is soon."""

    by: str
    soon_by: str


def contact_now(visit: Visit, current: Current | None) -> ContactNow | None:
    """Return it in reactive support, unless a talk is asked for already, or would reach nobody."""
    if current is None or current.placement.step is not Step.REACTIVE:
        return None
    if support.is_open(visit.desk, visit.person_id, support.Kind.TALK):
        return None
    by, soon_by = promised_on(visit), promised_on(visit, soon=True)
    if by is None or soon_by is None or not reaches_somebody(visit):
        return None
    return ContactNow(written(by), written(soon_by))


def promised_on(visit: Visit, *, soon: bool = False) -> date | None:
    """Return the promised day of a talk; None where nobody is ever there."""
    with suppress(support.NobodyThereError):
        return visit.office.promised(support.Wish(support.Kind.TALK, soon=soon)).due_on
    return None


def reaches_somebody(visit: Visit) -> bool:
    """Say whether a talk of any kind would reach somebody in the promised time."""
    return any(
        support.reaches_somebody(
            visit.office, visit.person_id, support.Wish(support.Kind.TALK, with_whom=choice.value)
        )
        for choice in visit.words.questions.question("talk_with").choices
    )
