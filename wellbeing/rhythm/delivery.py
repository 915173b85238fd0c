"""Sends what is due over one connection; a mail that may have left is never sent twice."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellbeing.accounts import service as accounts
from wellbeing.clock import Clock
from wellbeing.content.models import WeeklyMail
from wellbeing.messages.mailer import CannotSendError, Carrier, Trouble
from wellbeing.rhythm import service
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.rhythm.links import answer_link
from wellbeing.rhythm.service import Desk, Nudge
from wellbeing.rhythm.tokens import make_mark

# A process that is killed in the middle loses so many mails at most: docs/adr/0027.
AT_ONCE = 20
# The rest waits for the next tick, so that other jobs get their minute.
LONGEST_ROUND = timedelta(seconds=30)
# Until a mail that was refused for now is tried again: a relay that greylists asks for some minutes.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 45))
STOP = "stop-messages"
ENDS_THE_ROUND = frozenset({Trouble.UNREACHED, Trouble.CUT, Trouble.UNSURE})


@dataclass(frozen=True)
class Post:
    """Where mails point to, whom they come from and what they say."""

    address: str
    sender: str
    words: WeeklyMail


@dataclass(frozen=True)
class Outcome:
    """How many mails left, were refused for good, and may or may not have left.

    `unreached` counts connections that ended before anything was handed over.
    """

    left: int = 0
    refused: int = 0
    unsure: int = 0
    unreached: int = 0

    def plus(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.left + other.left,
            self.refused + other.refused,
            self.unsure + other.unsure,
            self.unreached + other.unreached,
        )


@dataclass(frozen=True)
class _Round:
    """One connection to the relay, until the round ends."""

    post: Post
    mailer: Carrier
    template: Template
    clock: Clock
    ends: datetime

    @property
    def is_over(self) -> bool:
        return self.clock.now() >= self.ends

    def send(self, letter: Letter) -> None:
        self.mailer.pass_on(self.post.sender, letter.to, self.template.letter(letter))


def deliver_due(desk: Desk, post: Post, mailer: Carrier, clock: Clock) -> Outcome:
    """Send what is due; raise CannotSendError when the relay cannot be reached: then nothing is marked."""
    outcome = Outcome()
    if not service.is_due(desk):
        return outcome
    template = Template.of(post.words, post.sender, desk.now, f"{post.address}/this-week")
    this = _Round(post, mailer, template, clock, clock.now() + LONGEST_ROUND)
    mailer.open()
    try:
        while not this.is_over:
            at = replace(desk, now=clock.now())
            taken = service.take_due(at, AT_ONCE)
            if not taken:
                break
            done, goes_on = _send_batch(at, this, taken)
            outcome = outcome.plus(done)
            if not goes_on:
                break
    finally:
        mailer.close()
    return outcome


def _send_batch(desk: Desk, this: _Round, taken: Sequence[Nudge]) -> tuple[Outcome, bool]:
    """Send what was taken; whatever happens, what was not handed over waits again."""
    outcome = Outcome()
    waiting = deque(taken)
    try:
        letters = _letters(desk, this.post, taken)
        # Nothing may be held while a relay takes its time: others want to write.
        desk.session.rollback()
        waiting = deque(nudge for nudge in taken if nudge in letters)
        while waiting and not this.is_over:
            nudge = waiting.popleft()
            trouble = _hand_over(this, letters[nudge])
            outcome = outcome.plus(_after(desk, nudge, trouble))
            if trouble in ENDS_THE_ROUND:
                return outcome, False
    finally:
        if waiting:
            service.give_back(desk, tuple(waiting))
    return outcome, True


def _hand_over(this: _Round, letter: Letter) -> Trouble | None:
    """Return what kept a mail from leaving."""
    try:
        this.send(letter)
    except ValueError:
        # An address no mail can be written to keeps nobody else's from leaving.
        return Trouble.NEVER
    except CannotSendError as error:
        return error.trouble
    return None


def _after(desk: Desk, nudge: Nudge, trouble: Trouble | None) -> Outcome:
    match trouble:
        case None:
            return Outcome(left=1)
        case Trouble.NEVER:
            return Outcome(refused=1)
        case Trouble.UNSURE:
            return Outcome(unsure=1)
        case Trouble.UNREACHED:
            # The relay refused us and not this mail: it was not tried.
            service.give_back(desk, [nudge])
            return Outcome(unreached=1)
        case _:
            return _try_again(desk, nudge, Outcome(unreached=int(trouble is Trouble.CUT)))


def _try_again(desk: Desk, nudge: Nudge, outcome: Outcome) -> Outcome:
    if nudge.tries >= len(WAITS):
        return outcome.plus(Outcome(refused=1))
    service.give_back(desk, [nudge], WAITS[nudge.tries], tried=True)
    return outcome


def _letters(desk: Desk, post: Post, taken: Sequence[Nudge]) -> dict[Nudge, Letter]:
    """Return each message with its letter; who does not work here gets none."""
    ids = service.people_of(desk, taken)
    today = desk.today
    there = {
        person.id: person
        for person in accounts.people(desk.session, sorted(set(ids.values())), today)
        if person.joined_on <= today and (person.left_on is None or today < person.left_on)
    }
    return {
        nudge: _letter(desk, post, nudge, there[ids[nudge.rhythm_id]].work_email)
        for nudge in taken
        if ids.get(nudge.rhythm_id) in there
    }


def _letter(desk: Desk, post: Post, nudge: Nudge, to: str) -> Letter:
    stop = make_mark(desk.vault, STOP, nudge.rhythm_id)
    named = desk.vault.row_key("weekly-mail", nudge.rhythm_id.hex(), nudge.week, nudge.kind)
    answer = answer_link(desk.vault, post.address, nudge.rhythm_id, nudge.week)
    return Letter(to, named.hex()[:32], answer, f"{post.address}/messages/{stop}")
