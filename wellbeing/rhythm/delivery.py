"""Sends what is due over one connection; a mail that may have left is never sent twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from wellbeing.accounts import service as accounts
from wellbeing.content.models import WeeklyMail
from wellbeing.messages.mailer import CannotSendError, Carrier, Trouble
from wellbeing.rhythm import service
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.rhythm.service import Desk, Nudge
from wellbeing.rhythm.tokens import make_mark

AT_ONCE = 500
# One tick sends so many batches at most, so that other jobs get their minute.
MOST_BATCHES = 40
# Until a mail that was refused for now is tried again: a relay that greylists asks for some minutes.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 45))
STOP = "stop-messages"


@dataclass(frozen=True)
class Post:
    """Where mails point to, whom they come from and what they say."""

    address: str
    sender: str
    words: WeeklyMail


@dataclass(frozen=True)
class Outcome:
    """How many mails left, were refused for good, and may or may not have left."""

    left: int = 0
    refused: int = 0
    unsure: int = 0

    def plus(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.left + other.left, self.refused + other.refused, self.unsure + other.unsure
        )


def deliver_due(desk: Desk, post: Post, mailer: Carrier) -> Outcome:
    """Send what is due; raise CannotSendError when the relay cannot be reached: then nothing is marked."""
    outcome = Outcome()
    template = Template.of(post.words, post.sender, desk.now)
    mailer.open()
    try:
        for _batch in range(MOST_BATCHES):
            taken = service.take_due(desk, AT_ONCE)
            if not taken:
                break
            done, is_connected = _send_batch(desk, post, mailer, template, taken)
            outcome = outcome.plus(done)
            if not is_connected:
                break
    finally:
        mailer.close()
    return outcome


def _send_batch(
    desk: Desk, post: Post, mailer: Carrier, template: Template, taken: Sequence[Nudge]
) -> tuple[Outcome, bool]:
    outcome = Outcome()
    waiting = _letters(desk, post, taken)
    for place, (nudge, letter) in enumerate(waiting):
        try:
            mailer.pass_on(post.sender, letter.to, template.letter(letter))
            outcome = outcome.plus(Outcome(left=1))
        except ValueError:
            # An address no mail can be written to keeps nobody else's from leaving.
            outcome = outcome.plus(Outcome(refused=1))
        except CannotSendError as error:
            outcome = outcome.plus(_after(desk, nudge, error.trouble))
            if error.trouble in {Trouble.UNSURE, Trouble.UNREACHED}:
                rest = [nudge for nudge, _letter in waiting[place + 1 :]]
                service.give_back(desk, rest, WAITS[0])
                return outcome, False
    return outcome, True


def _after(desk: Desk, nudge: Nudge, trouble: Trouble) -> Outcome:
    match trouble:
        case Trouble.NEVER:
            return Outcome(refused=1)
        case Trouble.UNSURE:
            return Outcome(unsure=1)
        case _ if nudge.tries < len(WAITS):
            service.give_back(desk, [nudge], WAITS[nudge.tries])
            return Outcome()
        case _:
            return Outcome(refused=1)


def _letters(desk: Desk, post: Post, taken: Sequence[Nudge]) -> list[tuple[Nudge, Letter]]:
    """Return each message with its letter, in the order taken; who does not work here gets none."""
    ids = service.people_of(desk, taken)
    today = desk.today
    there = {
        person.id: person
        for person in accounts.people(desk.session, sorted(set(ids.values())), today)
        if person.joined_on <= today and (person.left_on is None or today < person.left_on)
    }
    return [
        (nudge, _letter(desk, post, nudge, there[ids[nudge.rhythm_id]].work_email))
        for nudge in taken
        if ids.get(nudge.rhythm_id) in there
    ]


def _letter(desk: Desk, post: Post, nudge: Nudge, to: str) -> Letter:
    stop = make_mark(desk.vault, STOP, nudge.rhythm_id)
    named = desk.vault.row_key("weekly-mail", nudge.rhythm_id.hex(), nudge.week, nudge.kind)
    return Letter(
        to, named.hex()[:32], f"{post.address}/this-week", f"{post.address}/messages/{stop}"
    )
