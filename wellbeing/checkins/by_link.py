"""What comes by the link of a weekly message: the first of a week is kept, a later one waits.

Whoever holds a link or a mailbox must not learn from it whether the person has answered, or takes
part. So every sending does the same work (it records the answers, and seals them to wait), and what
is not to be kept is undone before the one commit that each of them makes.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from wellbeing.checkins import service, store
from wellbeing.checkins.service import Desk, NotTakingPartError, Sent
from wellbeing.content.models import Consent
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.history.service import Answers
from wellbeing.retention import span_of
from wellbeing.rhythm.links import Opened
from wellbeing.sealed import BLOCK, LENGTH_BYTES, Label
from wellbeing.stepped_care.canonical import EXACT
from wellbeing.week import Week

KIND, SENT = "later by link", "sent by link"
# Some days after its week nobody can choose it any more, and it goes.
KEPT_AFTER_WEEK = span_of("later-by-link")
# Nobody fills in so many; a program that does is stopped until the next day. Which of these numbers
# holds is another one for each link and day: with a known one, whoever sends until they are refused
# would know how often the person has sent.
MOST_A_DAY = range(50, 50 + 4096)
# Written at one length, so that a length says nothing of answers.
LENGTH = 2 * BLOCK - LENGTH_BYTES
# In whose name the work is done that is undone. How long it takes with a person's own weeks would say
# how many they missed and whether they wait for a talk; and of somebody who does not take part nothing
# is touched.
NOBODY = "nobody"


class SentTooOftenError(Exception):
    """More was sent with this link today than any person would."""


class NothingToChooseError(Exception):
    """Nothing waits to be chosen: it was chosen in another window, or its time is over."""


class ChangedMeanwhileError(Exception):
    """What was sent, or what waits, is not what the page showed: `now` is what there is."""

    def __init__(self, now: "Two") -> None:
        """Keep what there is, to be shown."""
        super().__init__("what was sent has changed")
        self.now = now


@dataclass(frozen=True)
class Later:
    """Answers that wait, and the day on which they came."""

    answers: Answers
    sent_on: date

    __pydantic_config__ = EXACT


@dataclass(frozen=True)
class Two:
    """The check-in of a week, and other answers that came by its link afterwards."""

    week: Week
    sent: Answers
    later: Answers
    later_on: date
    # Of both, as they are: a choice holds only for what was shown.
    mark: str


@dataclass(frozen=True)
class Choice:
    """What a person chose, on a page that showed both versions under this mark."""

    week: Week
    mark: str
    later: bool


_LATER = TypeAdapter(Later)
_ANSWERS = TypeAdapter(Answers)


def send(desk: Desk, text: Consent, opened: Opened, answers: Answers) -> str:
    """Keep what came by a link, as far as it is to be kept; return the receipt, the same each time.

    Raises SentTooOftenError.
    """
    week, person_id = opened.week, opened.person_id
    with writing(desk.session, person_id):
        _count(desk, opened)
        takes_part = service.takes_part(desk, text, person_id)
        whose = person_id if takes_part else NOBODY
        is_first = history.answers_of(desk, whose, week) is None and takes_part
        with _tried(desk.session, kept=is_first):
            sent = Sent(week, answers, _form_key(), by_link=True)
            service.record(desk, whose if is_first else NOBODY, sent)
        with _tried(desk.session, kept=takes_part and not is_first):
            _let_wait(desk, whose, week, answers)
    return receipt(desk, opened.row, week)


def receipt(desk: Desk, row: bytes, week: Week) -> str:
    """Return the receipt of a link: it follows from the link, never from what is kept."""
    return history.receipt_from(desk.vault.row_key("receipt by link", row.hex(), str(week)))


def two_versions(desk: Desk, person_id: str, week: Week) -> Two | None:
    """Return both versions of a week; None when there is nothing to choose between."""
    row_id = service.later_id(desk, person_id, week)
    sealed = store.later_by_link(desk.session, row_id)
    sent = history.answers_of(desk, person_id, week)
    if sealed is None or sent is None:
        return None
    opened = desk.vault.box(person_id).open(sealed, Label(KIND, row_id, str(week)))
    later = _LATER.validate_json(opened)
    whole = _with_talk_of(sent, later.answers)
    if whole == sent:
        return None
    written = (_ANSWERS.dump_json(each).decode() for each in (sent, whole))
    mark = desk.vault.row_key("two versions", person_id, str(week), *written).hex()
    return Two(week, sent, whole, later.sent_on, mark)


def choose(desk: Desk, text: Consent, person_id: str, chosen: Choice) -> None:
    """Count the later version, or drop it, as it was shown: both in one transaction.

    Raises NotTakingPartError, NothingToChooseError, ChangedMeanwhileError.
    """
    week = chosen.week
    with writing(desk.session, person_id):
        if not service.takes_part(desk, text, person_id):
            raise NotTakingPartError
        now = two_versions(desk, person_id, week)
        if now is None:
            raise NothingToChooseError
        if now.mark != chosen.mark:
            raise ChangedMeanwhileError(now)
        if chosen.later:
            service.record(desk, person_id, Sent(week, now.later, _form_key(), replace=True))
        store.remove_later_by_link(desk.session, service.later_id(desk, person_id, week))


def most_today(desk: Desk, opened: Opened) -> int:
    """Return how often a link can be sent with today: only the key file knows."""
    of = (opened.row.hex(), str(opened.week), desk.today.isoformat())
    drawn = int.from_bytes(desk.vault.row_key("most by link", *of)[:8], "big")
    return MOST_A_DAY[drawn % len(MOST_A_DAY)]


@contextmanager
def _tried(session: Session, *, kept: bool) -> Iterator[None]:
    """Do the work in any case, and undo it unless it is to be kept."""
    point = session.begin_nested()
    yield
    if kept:
        point.commit()
    else:
        point.rollback()


def _form_key() -> str:
    """Return a key like a page's own: these pages have none to send twice."""
    return secrets.token_hex(16)


def _count(desk: Desk, opened: Opened) -> None:
    row_id = desk.vault.row_key(SENT, opened.row.hex(), str(opened.week))
    times = store.sent_by_link(desk.session, row_id, desk.today)
    if times >= most_today(desk, opened):
        raise SentTooOftenError
    store.count_by_link(desk.session, row_id, desk.today, times + 1)


def _let_wait(desk: Desk, person_id: str, week: Week, answers: Answers) -> None:
    row_id = service.later_id(desk, person_id, week)
    written = _LATER.dump_json(Later(answers, desk.today)).ljust(LENGTH)
    sealed = desk.vault.box(person_id).seal(written, Label(KIND, row_id, str(week)))
    store.keep_later_by_link(desk.session, row_id, sealed, week.sunday + KEPT_AFTER_WEEK)


def _with_talk_of(sent: Answers, later: Answers) -> Answers:
    """Return later answers with what a link cannot ask about, as it was sent."""
    check_in = replace(later.check_in, talk=sent.check_in.talk)
    return Answers(check_in, sent.talk_with, sent.talk_how, sent.armour)
