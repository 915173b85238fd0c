"""Sends what is due by one channel; a message that may have left is never sent twice."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from wellbeing.accounts import service as accounts
from wellbeing.clock import Clock
from wellbeing.content.models import WeeklyMail
from wellbeing.messages.mailer import Carrier, Parcel, Trouble
from wellbeing.rhythm import service
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.rhythm.links import answer_link
from wellbeing.rhythm.service import Channel, Desk, Nudge
from wellbeing.rhythm.tokens import make_mark

# A process that is killed in the middle loses so many messages at most, or, where they leave quickly,
# what leaves in about a second: docs/adr/0027.
AT_ONCE, MOST_AT_ONCE = 20, 400
QUICKLY, MORE = timedelta(seconds=0.5), 4
# The rest waits for the next tick, so that other jobs get their minute.
LONGEST_ROUND = timedelta(seconds=30)
# Until a message that was refused for now is tried again: a relay that greylists asks for some minutes.
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
    """How many messages left, were refused for good, and may or may not have left.

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
class Addressee:
    """Whom a message goes to, by id and by their address at work."""

    id: str
    address: str


@dataclass(frozen=True)
class Batch:
    """What was written: each is handed over as its fate is asked for, which is what kept it from leaving."""

    nudges: tuple[Nudge, ...]
    fates: Iterator[Trouble | None]


class Way(Protocol):
    """One channel, with its connection to whoever carries messages on."""

    @property
    def channel(self) -> Channel:
        """Whose messages leave by it."""
        ...

    def open(self) -> None:
        """Connect; raise CannotSendError when nothing can be sent."""
        ...

    def write(self, desk: Desk, taken: Mapping[Nudge, Addressee]) -> Batch:
        """Return what sends each message; who cannot be written to gets none."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


@dataclass
class MailWay:
    """Weekly mails, over one connection to the relay."""

    post: Post
    mailer: Carrier
    channel: Channel = field(default=Channel.MAIL, init=False)
    _template: Template | None = None

    def open(self) -> None:
        self.mailer.open()

    def write(self, desk: Desk, taken: Mapping[Nudge, Addressee]) -> Batch:
        # Written once: the mails of a round are the same bytes, their date too.
        self._template = self._template or Template.of(
            self.post.words, self.post.sender, desk.now, f"{self.post.address}/this-week"
        )
        parcels = (
            _parcel(self._template, _letter(desk, self.post, nudge, person.address))
            for nudge, person in taken.items()
        )
        return Batch(tuple(taken), self.mailer.pass_on_all(self.post.sender, parcels))

    def close(self) -> None:
        self.mailer.close()


@dataclass(frozen=True)
class _Round:
    """One channel, until the round ends."""

    way: Way
    clock: Clock
    ends: datetime

    @property
    def is_over(self) -> bool:
        return self.clock.now() >= self.ends


def deliver_due(desk: Desk, post: Post, mailer: Carrier, clock: Clock) -> Outcome:
    """Send the mails that are due; raise CannotSendError when the relay cannot be reached."""
    return deliver(desk, MailWay(post, mailer), clock)


def deliver(desk: Desk, way: Way, clock: Clock) -> Outcome:
    """Send what is due by one channel; raise CannotSendError when it is shut: then nothing is marked."""
    outcome = Outcome()
    if not service.is_due(desk, way.channel):
        return outcome
    this, many = _Round(way, clock, clock.now() + LONGEST_ROUND), AT_ONCE
    way.open()
    try:
        while not this.is_over:
            at = desk.at(clock.now())
            taken = service.take_due(at, many, way.channel)
            if not taken:
                break
            done, goes_on = _send_batch(at, this, taken)
            outcome = outcome.plus(done)
            # Fewer than asked for is all that is due; what becomes due meanwhile leaves at the next tick.
            if not goes_on or len(taken) < many:
                break
            many = next_batch(many, clock.now() - at.now)
    finally:
        way.close()
    return outcome


def next_batch(many: int, took: timedelta) -> int:
    """Take more at a time while they leave quickly: each taking waits for the database's disk."""
    if took < QUICKLY / MORE:
        return min(MORE * many, MOST_AT_ONCE)
    return many if took < QUICKLY else AT_ONCE


def _send_batch(desk: Desk, this: _Round, taken: Sequence[Nudge]) -> tuple[Outcome, bool]:
    """Send what was taken; whatever happens, what was not handed over waits again."""
    outcome = Outcome()
    waiting = deque(taken)
    try:
        written = this.way.write(desk, _people_here(desk, taken))
        # Nothing may be held while a relay takes its time: others want to write.
        desk.session.rollback()
        waiting = deque(written.nudges)
        while waiting and not this.is_over:
            nudge = waiting.popleft()
            trouble = next(written.fates)
            outcome = outcome.plus(_after(desk, nudge, trouble))
            if trouble in ENDS_THE_ROUND:
                return outcome, False
    finally:
        if waiting:
            service.give_back(desk, tuple(waiting))
    return outcome, True


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


def _people_here(desk: Desk, taken: Sequence[Nudge]) -> dict[Nudge, Addressee]:
    """Return each message with its person; of who does not work here there is none."""
    ids = service.people_of(desk, taken)
    there = accounts.addresses(desk.session, sorted(set(ids.values())), desk.today)
    return {
        nudge: Addressee(ids[nudge.rhythm_id], there[ids[nudge.rhythm_id]])
        for nudge in taken
        if ids.get(nudge.rhythm_id) in there
    }


def _parcel(template: Template, letter: Letter) -> Parcel:
    try:
        return letter.to, template.letter(letter)
    except ValueError:
        return letter.to, None


def _letter(desk: Desk, post: Post, nudge: Nudge, to: str) -> Letter:
    stop = make_mark(desk.vault, STOP, nudge.rhythm_id)
    named = desk.vault.row_key("weekly-mail", nudge.rhythm_id.hex(), nudge.week, nudge.kind)
    answer = answer_link(desk.vault, post.address, nudge.rhythm_id, nudge.week)
    return Letter(to, named.hex()[:32], answer, f"{post.address}/messages/{stop}")
