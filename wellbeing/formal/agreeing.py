"""The person's side: look at everything first, agree, change what can be read, take it back at once.

Nothing here begins formal support. An agreement only lets a practitioner decide.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from wellbeing.database import writing
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.evidence import Evidence
from wellbeing.formal.folder import Filed
from wellbeing.formal.record import Agreement, Because
from wellbeing.history import service as history
from wellbeing.retention import span_of
from wellbeing.stepped_care import ActKind, Step
from wellbeing.support import service as support
from wellbeing.support.service import AlreadyFormalError, ChangedError, Kind, Wish

# So long a practitioner can open what was shared; the person may share anew.
OPEN_FOR = span_of("formal-evidence")


class AlreadySignedOffError(Exception):
    """Formal support has begun: it ends by both together, and no longer by taking the agreement back."""


@dataclass(frozen=True)
class Ahead:
    """What agreeing would do now: to what, what can be read until when, and what is sent to whom."""

    agreement: Agreement
    evidence: Evidence
    until: date
    # None where the request is with a practitioner already.
    sending: support.Ahead | None

    @property
    def mark(self) -> str:
        """Return the mark by which everything that is shown before is known again."""
        one = self.agreement
        sent = self.sending.mark if self.sending else one.request
        told = (one.text, one.policy, one.because, self.evidence.mark, self.until, sent)
        return hashlib.sha256(repr(told).encode()).hexdigest()


def ahead(bureau: Bureau, person_id: str, wish: Wish, evidence: Evidence) -> Ahead:
    """Look at what agreeing would do; raise NobodyToAskError when nobody would decide in time."""
    office = bureau.office
    request = office.cabinet.open_one(person_id, Kind.FORMAL, bureau.today)
    agreement = Agreement(
        person=person_id,
        request=request.id if request else "",
        agreed_on=bureau.today,
        text=bureau.text.version,
        policy=bureau.desk.policy.sha256,
        because=why_suggested(bureau, person_id),
        shared=evidence.titles,
    )
    sending = None if request else support.ahead(office, person_id, wish)
    return Ahead(agreement, evidence, bureau.today + OPEN_FOR, sending)


def why_suggested(bureau: Bureau, person_id: str) -> tuple[Because, ...]:
    """Return the rules that suggest it, as they were told; none where the person asks by themself."""
    now = history.current(bureau.desk, person_id, bureau.desk.this_week)
    if now is None or now.suggested is None:
        return ()
    return tuple(Because.of(reason) for reason in now.suggested.formal_reasons)


def agree(bureau: Bureau, person_id: str, wish: Wish, evidence: Evidence, shown: str) -> None:
    """Agree as it was shown, known by its mark; where an agreement stands, only change what can be read.

    Sends the request where none is open. Raises NobodyToAskError, ChangedError when something else
    would be kept than was shown, and AlreadyFormalError; nothing is written then.
    """
    with writing(bureau.session, person_id):
        looked = ahead(bureau, person_id, wish, evidence)
        if looked.mark != shown:
            raise ChangedError
        standing = bureau.folder.standing(person_id)
        if standing is None or standing.agreement.request != looked.agreement.request:
            _file(bureau, looked, standing)
        else:
            _share(bureau, standing, looked)


def take_back(bureau: Bureau, person_id: str) -> bool:
    """Take an agreement back before it is signed off; False when none stands.

    The request stays as it is: one can still talk. Raises AlreadySignedOffError.
    """
    with writing(bureau.session, person_id):
        standing = bureau.folder.standing(person_id)
        if standing is None:
            return False
        if standing.course is not None:
            raise AlreadySignedOffError
        let_go(bureau, standing, replace(standing.agreement, taken_back_on=bureau.today))
    return True


def stop_sharing(bureau: Bureau, person_id: str) -> bool:
    """End what can be read, at once; False when nothing is shared."""
    with writing(bureau.session, person_id):
        standing = bureau.folder.standing(person_id)
        if standing is None or bureau.folder.until(standing) is None:
            return False
        agreement = standing.agreement
        box = support.case_box(bureau.office, agreement.request)
        bureau.folder.put_evidence(standing.id, agreement.request, Evidence(), box, bureau.today)
        bureau.folder.keep(standing, replace(agreement, shared=()))
    return True


def let_go(bureau: Bureau, filed: Filed, agreement: Agreement) -> None:
    """Let an agreement stand no more, inside the caller's transaction; nothing of it can be read."""
    bureau.folder.keep(filed, replace(agreement, shared=()))
    bureau.folder.let_go([filed.id], bureau.today)


def _file(bureau: Bureau, looked: Ahead, standing: Filed | None) -> None:
    agreement = looked.agreement
    if standing is not None:
        # Of a request that has ended; nobody could sign it off any more.
        if standing.course is not None:
            raise AlreadyFormalError
        let_go(bureau, standing, standing.agreement)
    if looked.sending is not None:
        agreement = replace(agreement, request=_sent(bureau, looked.sending))
    text = bureau.text
    agreed_to = "|".join((text.version, text.agreement, agreement.policy))
    agreement_id = bureau.folder.file(agreement, agreed_to)
    _put_evidence(bureau, agreement_id, agreement, looked)


def _share(bureau: Bureau, standing: Filed, looked: Ahead) -> None:
    agreement = standing.agreement.sharing(looked.evidence.titles)
    bureau.folder.keep(standing, agreement)
    _put_evidence(bureau, standing.id, agreement, looked)


def _put_evidence(bureau: Bureau, agreement_id: str, agreement: Agreement, looked: Ahead) -> None:
    box = support.case_box(bureau.office, agreement.request)
    bureau.folder.put_evidence(agreement_id, agreement.request, looked.evidence, box, looked.until)


def _sent(bureau: Bureau, sending: support.Ahead) -> str:
    """Send the request inside this transaction, let the rules hear of it, and return its id."""
    office, person_id = bureau.office, sending.case.asker
    now = history.current(bureau.desk, person_id, bureau.desk.this_week)
    if now is not None and now.placement.step is Step.FORMAL:
        raise AlreadyFormalError
    support.pass_on(office, person_id, sending.wish, sending.mark)
    if bureau.rules_hear(person_id):
        history.act(bureau.desk, person_id, bureau.desk.this_week, ActKind.ASK_FORMAL)
    filed = office.cabinet.open_one(person_id, Kind.FORMAL, bureau.today)
    if filed is None:
        raise ChangedError
    return filed.id
