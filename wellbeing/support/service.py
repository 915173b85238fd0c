"""The person's side of a request: look before sending, send, see what became of it, withdraw.

Every change of a request runs in a transaction about its asker, together with what it does to the
asker's history and with the notices it sends.
"""

from dataclasses import replace

from wellbeing.cover.hours import NobodyThereError
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.preferences.contact import contact_wishes_of
from wellbeing.stepped_care import ActKind, Step, Talk
from wellbeing.support.answering import (
    FullError,
    hand_back,
    inbox,
    look,
    may_open,
    settle,
    take,
    talked,
)
from wellbeing.support.cabinet import Cabinet
from wellbeing.support.cases import Ending, Kind, Wish
from wellbeing.support.closing import close, end, end_withdrawn, refuse, undoing
from wellbeing.support.forgetting import forget_old
from wellbeing.support.happened import Outcome
from wellbeing.support.holding import ChangedError, NotThereError
from wellbeing.support.keeping import keep_promises
from wellbeing.support.life import Moved
from wellbeing.support.notes import Action, Doer, agree, notes_of, write_note
from wellbeing.support.office import Office
from wellbeing.support.on_my_step import OnMyStep, on_my_step
from wellbeing.support.open_cases import (
    OpenCase,
    case_box,
    case_of,
    cases_with,
    changing_case,
    open_cases_of,
    settle_formal,
)
from wellbeing.support.sending import Ahead, NobodyToAskError, ahead, covered
from wellbeing.support.showing import Preview, preview
from wellbeing.support.telling import Mine, Passing, Waiting, mine
from wellbeing.support.wording import moment_in_words
from wellbeing.support.wording import why_nobody as why_nobody_in_words

__all__ = [
    "Action",
    "Ahead",
    "ChangedError",
    "Doer",
    "Ending",
    "FullError",
    "Kind",
    "Mine",
    "Moved",
    "NobodyThereError",
    "NobodyToAskError",
    "NotThereError",
    "Office",
    "OnMyStep",
    "OpenCase",
    "Outcome",
    "Passing",
    "Preview",
    "Waiting",
    "Wish",
    "agree",
    "ahead",
    "case_box",
    "case_of",
    "cases_with",
    "changing_case",
    "close",
    "end",
    "forget_old",
    "hand_back",
    "inbox",
    "keep_promises",
    "look",
    "may_open",
    "mine",
    "moment_in_words",
    "notes_of",
    "on_my_step",
    "open_cases_of",
    "preview",
    "refuse",
    "settle",
    "settle_formal",
    "take",
    "talked",
    "why_nobody_in_words",
    "write_note",
]


class AlreadyFormalError(Exception):
    """The person is in formal support: there is nothing to ask for."""


def reaches_somebody(office: Office, person_id: str, wish: Wish) -> bool:
    return why_nobody(office, person_id, wish) is None


def why_nobody(office: Office, person_id: str, wish: Wish) -> NobodyToAskError | None:
    """Return why a wish would reach nobody in the promised time; None when it would."""
    try:
        covered(office, person_id, wish)
    except NobodyToAskError as error:
        return error
    return None


def ask(office: Office, person_id: str, wish: Wish, shown: str, *, takes_part: bool = True) -> bool:
    """Send a wish as it was shown, known by its mark; False when one of its kind is open already.

    The rules hear of it only if the person takes part in checking in. Raises NobodyToAskError,
    ChangedError when something else would be sent than was shown, and AlreadyFormalError for formal
    support while the person is in it; nothing is written then.
    """
    with writing(office.session, person_id):
        if wish.kind is Kind.FORMAL:
            _require_not_formal(office, person_id)
        sent = pass_on(office, person_id, wish, shown)
        if sent and takes_part:
            _tell_history(office, person_id, wish)
    return sent


def pass_on(office: Office, person_id: str, wish: Wish, shown: str) -> bool:
    """Send a wish inside the caller's transaction, which tells the history itself; see `ask`."""
    if is_open(office.desk, person_id, wish.kind):
        return False
    sending = ahead(office, person_id, wish)
    if sending.mark != shown:
        raise ChangedError
    office.cabinet.file(sending.case)
    office.tell(messages.Kind.REQUEST, sending.case.contacts)
    return True


def as_preferred(office: Office, person_id: str, wish: Wish) -> Wish:
    """Fill in what a person keeps under their preferences, where the wish itself says nothing."""
    kept = contact_wishes_of(office.session, office.vault, person_id)
    how = wish.how or kept.how
    return replace(
        wish,
        how=how,
        interpreter=kept.interpreter.value,
        language=kept.language,
        safe_times=kept.safe_times,
        may_leave_message=kept.may_leave_message,
        not_by=tuple(one.value for one in kept.not_by if one.value != how),
    )


def is_open(desk: history.Desk, person_id: str, kind: Kind) -> bool:
    cabinet = Cabinet(desk.session, desk.vault)
    return cabinet.open_one(person_id, kind, desk.today) is not None


def withdraw(office: Office, person_id: str, kind: Kind) -> bool:
    """Take a wish back, whoever has it by now; also one that never reached anybody.

    For formal support this is the person's "no", to their own request and to a suggestion alike.
    """
    with writing(office.session, person_id):
        filed = office.cabinet.open_one(person_id, kind, office.today)
        if filed is not None:
            end_withdrawn(office, filed)
        act = undoing(office, person_id, kind)
        if act is not None:
            history.act(office.desk, person_id, office.desk.this_week, act)
    return filed is not None or act is not None


def _tell_history(office: Office, person_id: str, wish: Wish) -> None:
    desk = office.desk
    if wish.kind is Kind.TALK:
        talk = Talk.SOON if wish.soon else Talk.FEW_DAYS
        history.ask_to_talk(desk, person_id, desk.this_week, talk)
    if wish.kind is Kind.FORMAL:
        history.act(desk, person_id, desk.this_week, ActKind.ASK_FORMAL)


def _require_not_formal(office: Office, person_id: str) -> None:
    now = history.current(office.desk, person_id, office.desk.this_week)
    if now is not None and now.placement.step is Step.FORMAL:
        raise AlreadyFormalError
