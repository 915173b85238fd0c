"""Formal support as the rest of the house uses it."""

from wellbeing.formal.agreeing import (
    OPEN_FOR,
    Ahead,
    AlreadySignedOffError,
    agree,
    ahead,
    stop_sharing,
    take_back,
    why_suggested,
)
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.deciding import NotAgreedError, NotReadError, SignOff, refuse, sign_off
from wellbeing.formal.ending import name_another, person_says, practitioner_says, who_could
from wellbeing.formal.evidence import Evidence, Item
from wellbeing.formal.folder import KEPT_FOR, Course
from wellbeing.formal.forgetting import after_restore, forget_old
from wellbeing.formal.holding import held
from wellbeing.formal.reading import look
from wellbeing.formal.record import Agreement, Because, Plan, Refusal
from wellbeing.formal.telling import (
    Mine,
    Stage,
    Theirs,
    Told,
    all_theirs,
    everything,
    mine,
    theirs,
)
from wellbeing.support.service import NotThereError

__all__ = [
    "KEPT_FOR",
    "OPEN_FOR",
    "Agreement",
    "Ahead",
    "AlreadySignedOffError",
    "Because",
    "Bureau",
    "Course",
    "Evidence",
    "Item",
    "Mine",
    "NotAgreedError",
    "NotReadError",
    "NotThereError",
    "Plan",
    "Refusal",
    "SignOff",
    "Stage",
    "Theirs",
    "Told",
    "after_restore",
    "agree",
    "ahead",
    "all_theirs",
    "everything",
    "forget_old",
    "look",
    "may_open",
    "mine",
    "name_another",
    "person_says",
    "practitioner_says",
    "refuse",
    "sign_off",
    "stop_sharing",
    "take_back",
    "theirs",
    "who_could",
    "why_suggested",
]


def may_open(bureau: Bureau, practitioner_id: str, request_id: str) -> bool:
    """Say whether somebody is the practitioner who has a request for formal support now."""
    try:
        found = held(bureau, practitioner_id, request_id)
    except NotThereError:
        return False
    return found.person != practitioner_id
