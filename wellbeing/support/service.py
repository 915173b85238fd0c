"""The person's side of a request: look before sending, send, see what became of it, withdraw.

Every change of a request runs in a transaction about its asker, together with what it does to the
asker's history and with the notices it sends.
"""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.cover.hours import NobodyThereError
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.preferences.contact import contact_wishes_of
from wellbeing.sealed import Vault
from wellbeing.stepped_care import ActKind, Step, Talk
from wellbeing.support.answering import (
    NotThereError,
    Outcome,
    hand_back,
    inbox,
    look,
    may_open,
    settle,
    take,
    talked,
)
from wellbeing.support.cabinet import Cabinet, Filed
from wellbeing.support.cases import Ending, Kind, Wish
from wellbeing.support.keeping import keep_promises
from wellbeing.support.office import Office
from wellbeing.support.on_my_step import OnMyStep, on_my_step
from wellbeing.support.sending import Ahead, ChangedError, NobodyToAskError, ahead, covered
from wellbeing.support.showing import Preview, preview
from wellbeing.support.telling import Mine, Passing, Waiting, mine
from wellbeing.support.wording import moment_in_words
from wellbeing.support.wording import why_nobody as why_nobody_in_words

__all__ = [
    "Ahead",
    "ChangedError",
    "Ending",
    "Kind",
    "Mine",
    "NobodyThereError",
    "NobodyToAskError",
    "NotThereError",
    "Office",
    "OnMyStep",
    "Outcome",
    "Passing",
    "Preview",
    "Waiting",
    "Wish",
    "ahead",
    "hand_back",
    "inbox",
    "keep_promises",
    "look",
    "may_open",
    "mine",
    "moment_in_words",
    "on_my_step",
    "preview",
    "settle",
    "take",
    "talked",
    "why_nobody_in_words",
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
            _end_withdrawn(office, filed)
        act = _undoing(office, person_id, kind)
        if act is not None:
            history.act(office.desk, person_id, office.desk.this_week, act)
    return filed is not None or act is not None


def forget_old(session: Session, vault: Vault, today: date) -> int:
    """Remove requests a quarter of a year after they ended, and open ones when their asker has left.

    Return how many.
    The keys go first: whatever is left of the rows after a crash can no longer be opened.
    """
    cabinet = Cabinet(session, vault)
    over = cabinet.over(today) + cabinet.left_behind(accounts.present(session, today))
    cabinet.destroy_keys(over)
    with writing(session):
        cabinet.remove(over)
    return len(over)


def _tell_history(office: Office, person_id: str, wish: Wish) -> None:
    desk = office.desk
    if wish.kind is Kind.TALK:
        talk = Talk.SOON if wish.soon else Talk.FEW_DAYS
        history.ask_to_talk(desk, person_id, desk.this_week, talk)
    if wish.kind is Kind.FORMAL:
        history.act(desk, person_id, desk.this_week, ActKind.ASK_FORMAL)


def _end_withdrawn(office: Office, filed: Filed) -> None:
    ended = filed.case.ended(Ending.WITHDRAWN, office.today)
    office.cabinet.end(filed.id, ended, office.today)


def _undoing(office: Office, person_id: str, kind: Kind) -> ActKind | None:
    """Return the act that takes a wish back; None when the history holds none that is open."""
    if kind is Kind.TALK and history.talk_is_open(office.desk, person_id):
        return ActKind.TALK_WITHDRAWN
    if kind is Kind.FORMAL and history.formal_is_open(office.desk, person_id):
        return ActKind.DECLINE_FORMAL
    return None


def _require_not_formal(office: Office, person_id: str) -> None:
    now = history.current(office.desk, person_id, office.desk.this_week)
    if now is not None and now.placement.step is Step.FORMAL:
        raise AlreadyFormalError
