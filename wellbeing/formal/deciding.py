"""A practitioner decides: signs off with a reason, or owes a reason and an alternative.

This is the one place that begins formal support. What it writes hangs together: who signed, why,
the agreement it stands upon, the act the rules hear of, and the notice to the person.
"""

from dataclasses import dataclass, replace
from datetime import date

from wellbeing.formal import holding
from wellbeing.formal.agreeing import let_go
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.folder import Filed
from wellbeing.formal.holding import Held
from wellbeing.formal.record import Plan, Refusal
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.stepped_care import ActKind
from wellbeing.support import service as support
from wellbeing.support.service import Ending, NotThereError


class NotAgreedError(Exception):
    """The person did not agree, or took it back: there is nothing to sign."""


class NotReadError(Exception):
    """The person shared something, and whoever wants to decide has not opened it as it is now."""


@dataclass(frozen=True)
class SignOff:
    """What is signed off: why, which help, and when both look at it together again."""

    reason: str
    helps: tuple[str, ...]
    again_on: date

    def __post_init__(self) -> None:
        """Raise ValueError for a sign-off without a reason."""
        if not self.reason:
            raise ValueError("who signs off owes the person a reason")


def sign_off(bureau: Bureau, practitioner_id: str, request_id: str, made: SignOff) -> None:
    """Begin formal support, in one transaction, upon an agreement that stands at this moment."""
    with holding.changing(bureau, practitioner_id, request_id) as held:
        filed = _to_decide(bureau, practitioner_id, held)
        plan = Plan(held.person, practitioner_id, practitioner_id, made.helps, made.again_on)
        bureau.folder.begin(filed, plan, made.reason, bureau.today)
        if bureau.rules_hear(held.person):
            week = bureau.desk.this_week
            history.act(bureau.desk, held.person, week, ActKind.SIGN_OFF_FORMAL)
        bureau.office.tell(messages.Kind.REQUEST_TAKEN, [held.person])


def refuse(
    bureau: Bureau, practitioner_id: str, request_id: str, reason: str, alternative: str
) -> None:
    """Say why not, and what else could help; nothing begins, and the request ends with it."""
    with holding.changing(bureau, practitioner_id, request_id) as held:
        filed = _to_decide(bureau, practitioner_id, held)
        refusal = Refusal(practitioner_id, bureau.today, reason, alternative)
        let_go(bureau, filed, replace(filed.agreement, refusal=refusal))
        support.settle_formal(bureau.office, practitioner_id, request_id, Ending.NOT_AGREED)


def _to_decide(bureau: Bureau, practitioner_id: str, held: Held) -> Filed:
    """Return the agreement to decide about; whoever decides has read what was shared."""
    if held.case is None or held.case.contact != practitioner_id:
        raise NotThereError
    filed = held.filed
    if filed is None or not filed.can_be_signed:
        raise NotAgreedError
    has_read = practitioner_id in filed.agreement.read_by
    if bureau.folder.until(filed) is not None and not has_read:
        raise NotReadError
    return filed
