"""Taking part, drafting and sending a check-in, and closing what it brought."""

from contextlib import suppress
from dataclasses import dataclass

from wellbeing.checkins import store
from wellbeing.checkins.consents import Consent, Decision, Standing, standing
from wellbeing.checkins.drafts import Draft
from wellbeing.checkins.said_ahead import Booked, Folder, SaidAhead, Told
from wellbeing.content.models import Consent as ConsentText
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.history.service import AlreadyCheckedInError, Answers, Desk, Recorded
from wellbeing.opening import service as opening
from wellbeing.retention import span_of
from wellbeing.screens import service as screens
from wellbeing.sealed import Label
from wellbeing.stepped_care import ActKind, Talk
from wellbeing.support import service as support
from wellbeing.week import Week

__all__ = [
    "AlreadyCheckedInError",
    "Answers",
    "Booked",
    "Decision",
    "Desk",
    "Folder",
    "Recorded",
    "SaidAhead",
    "Sent",
    "Standing",
    "Told",
]

DRAFT_KEPT_FOR = span_of("draft")
CONSENT, DRAFT = "consent", "check-in draft"


class NotTakingPartError(Exception):
    """The person has not agreed to take part, or their agreement has ended."""


@dataclass(frozen=True)
class Sent:
    """A check-in as it is sent; the key makes sending it twice the same as sending it once.

    `shown` is the mark of what its last page said would be passed on; `by_link` says that it came by
    the link of a message.
    """

    week: Week
    answers: Answers
    form_key: str
    replace: bool = False
    shown: str = ""
    by_link: bool = False


def consent(
    desk: Desk, text: ConsentText, person_id: str, decision: Decision = Decision.AGREE
) -> None:
    """Keep what a person decided about this text; saying no also removes what was not sent.

    It ends every yes to an optional screen, too.
    """
    this_week = Week.of(desk.today)
    with writing(desk.session, person_id):
        before = decided(desk, person_id)
        note = before.no_note_before if before else None
        keep_consent(desk, person_id, Consent(decision, text.version, desk.today, note))
        if decision is not Decision.AGREE:
            for week in (this_week, this_week.plus(-1)):
                store.remove_draft(desk.session, _draft_id(desk, person_id, week))
                store.remove_later_by_link(desk.session, later_id(desk, person_id, week))
            screens.remove_opt_ins(desk, person_id)


def keep_consent(desk: Desk, person_id: str, made: Consent) -> None:
    """Keep a decision in the caller's transaction."""
    row_id = desk.vault.row_key(CONSENT, person_id)
    sealed = desk.vault.box(person_id).seal(made.to_bytes(), Label(CONSENT, row_id))
    store.keep_consent(desk.session, row_id, sealed)


def decided(desk: Desk, person_id: str) -> Consent | None:
    """Return a person's latest decision about taking part."""
    row_id = desk.vault.row_key(CONSENT, person_id)
    sealed = store.consent(desk.session, row_id)
    if sealed is None:
        return None
    return Consent.from_bytes(desk.vault.box(person_id).open(sealed, Label(CONSENT, row_id)))


def takes_part(desk: Desk, text: ConsentText, person_id: str) -> bool:
    """Say whether a person has agreed, and check-ins are open to their team: else nothing is kept."""
    agreed = standing(decided(desk, person_id), text, desk.today) is Standing.TAKES_PART
    return agreed and opening.may_check_in(desk.session, person_id, desk.today)


def keep_draft(desk: Desk, person_id: str, week: Week, draft: Draft) -> None:
    """Keep what is filled in so far, for seven days."""
    row_id = _draft_id(desk, person_id, week)
    label = Label(DRAFT, row_id, str(week))
    with writing(desk.session, person_id):
        # In here: a key that is destroyed while this waits would leave what nobody can open.
        sealed = desk.vault.box(person_id).seal(draft.to_bytes(), label)
        store.keep_draft(desk.session, row_id, sealed, desk.today + DRAFT_KEPT_FOR)


def draft_for(desk: Desk, person_id: str, week: Week) -> Draft | None:
    """Return what is filled in so far, if anything is kept."""
    row_id = _draft_id(desk, person_id, week)
    sealed = store.draft(desk.session, row_id, desk.today)
    if sealed is None:
        return None
    label = Label(DRAFT, row_id, str(week))
    return Draft.from_bytes(desk.vault.box(person_id).open(sealed, label))


def forget_draft(desk: Desk, person_id: str, week: Week) -> None:
    with writing(desk.session, person_id):
        store.remove_draft(desk.session, _draft_id(desk, person_id, week))


def forget_old_drafts(desk: Desk) -> None:
    """Remove every draft whose seven days are over, and what came by links of weeks that are."""
    with writing(desk.session):
        store.remove_drafts_before(desk.session, desk.today)
        store.remove_by_link_before(desk.session, desk.today)


def later_id(desk: Desk, person_id: str, week: Week) -> bytes:
    """Return where answers lie that came by a link for a week that has a check-in."""
    return desk.vault.row_key("later by link", person_id, str(week))


def wish_of(answers: Answers) -> support.Wish:
    """Return the wish to talk of a check-in as it goes to a human: whom, how, how soon."""
    return support.Wish(
        support.Kind.TALK,
        soon=answers.check_in.talk is Talk.SOON,
        with_whom=answers.talk_with or "",
        how=answers.talk_how or "",
    )


def submit(
    desk: Desk,
    text: ConsentText,
    person_id: str,
    sent: Sent,
    office: support.Office | None = None,
) -> Recorded:
    """Record a check-in and drop its draft, both or neither; return its receipt.

    With an office a wish to talk is passed on in the same transaction, if it was shown like this.
    Raises NotTakingPartError without agreement, and AlreadyCheckedInError when the week has a
    check-in that was sent with another key.
    """
    with writing(desk.session, person_id):
        if not takes_part(desk, text, person_id):
            raise NotTakingPartError
        recorded = record(desk, person_id, sent, office)
        store.remove_draft(desk.session, _draft_id(desk, person_id, sent.week))
    return recorded


def record(
    desk: Desk, person_id: str, sent: Sent, office: support.Office | None = None
) -> Recorded:
    """Record a check-in in the caller's transaction, with what it says about a talk."""
    recorded = history.record(
        desk,
        person_id,
        sent.week,
        sent.answers,
        sent.form_key,
        replace=sent.replace,
        by_link=sent.by_link,
    )
    if not recorded.replayed:
        _about_talking(desk, person_id, sent, office)
    return recorded


def close_offer(desk: Desk, person_id: str, week: Week) -> None:
    """Close reactive support at the person's word, without conditions."""
    with writing(desk.session, person_id):
        history.act(desk, person_id, week, ActKind.CLOSE_REACTIVE)


def _about_talking(desk: Desk, person_id: str, sent: Sent, office: support.Office | None) -> None:
    """Pass a wish to talk on to whom it is for; one that is with somebody outlives a later answer."""
    answers, given = sent.answers, sent.answers.check_in
    asks = given.asks_to_talk
    if asks and office is not None and answers.talk_with:
        with suppress(support.NobodyToAskError, support.ChangedError):
            wish = support.as_preferred(office, person_id, wish_of(answers))
            support.pass_on(office, person_id, wish, sent.shown)
    if support.is_open(desk, person_id, support.Kind.TALK) or (asks and not sent.replace):
        talk = Talk.SOON if given.talk is Talk.SOON else Talk.FEW_DAYS
        _keep_open(desk, person_id, sent.week, talk)


def _keep_open(desk: Desk, person_id: str, week: Week, talk: Talk) -> None:
    """Let the rules see a wish that lasts; a talk of this week may be older than a late wish."""
    for each in (week, desk.this_week):
        if not history.talk_is_open(desk, person_id):
            history.ask_to_talk(desk, person_id, each, talk)


def _draft_id(desk: Desk, person_id: str, week: Week) -> bytes:
    return desk.vault.row_key(DRAFT, person_id, str(week))
