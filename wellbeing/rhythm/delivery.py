"""Sends what is due by one channel; a message that may have left is never sent twice."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from wellbeing.accounts import service as accounts
from wellbeing.clock import Clock
from wellbeing.content.models import WeeklyMail
from wellbeing.messages.mailer import Carrier, Parcel, Trouble
from wellbeing.opening import service as opening
from wellbeing.rhythm import service
from wellbeing.rhythm.channels import Addressee, Batch, Way
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.rhythm.links import answer_link
from wellbeing.rhythm.service import Channel, Desk, Nudge
from wellbeing.rhythm.stop_links import stop_link

# A process that is killed in the middle loses so many messages at most, or, where they leave quickly,
# what leaves in about a second: docs/adr/0027.
AT_ONCE, MOST_AT_ONCE = 20, 400
QUICKLY, MORE = timedelta(seconds=0.5), 4
# The rest waits for the next tick, so that other jobs get their minute.
LONGEST_ROUND = timedelta(seconds=30)
# Until a message that was refused is tried again: a relay that greylists asks for some minutes, and one
# that is being set up says "for good" to everybody.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 45))
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

    `unreached` counts connections that ended before anything was handed over, `turned_down` what was
    refused "for good" and is tried again all the same.
    """

    left: int = 0
    refused: int = 0
    unsure: int = 0
    unreached: int = 0
    turned_down: int = 0

    def plus(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.left + other.left,
            self.refused + other.refused,
            self.unsure + other.unsure,
            self.unreached + other.unreached,
            self.turned_down + other.turned_down,
        )


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
            _parcel(self._template, _letter(desk, self.post, nudge, person))
            for nudge, person in taken.items()
        )
        return Batch(tuple(taken), self.mailer.pass_on_all(self.post.sender, parcels))

    def give_up(self, desk: Desk, nudge: Nudge) -> None:
        """Note nothing: addresses come from the roster file, and the relay's log has them."""

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
            outcome = outcome.plus(_after(desk, this.way, nudge, trouble))
            if trouble in ENDS_THE_ROUND:
                return outcome, False
    finally:
        if waiting:
            service.give_back(desk, tuple(waiting))
    return outcome, True


def _after(desk: Desk, way: Way, nudge: Nudge, trouble: Trouble | None) -> Outcome:
    match trouble:
        case None:
            return Outcome(left=1)
        case Trouble.UNSURE:
            return Outcome(unsure=1)
        case Trouble.UNREACHED:
            # The relay refused us and not this mail: it was not tried.
            service.give_back(desk, [nudge])
            return Outcome(unreached=1)
        case _:
            return _try_again(desk, way, nudge, trouble)


def _try_again(desk: Desk, way: Way, nudge: Nudge, trouble: Trouble) -> Outcome:
    """Let what surely was not taken wait for its next try, "for good" too: it is believed at the last."""
    ended = Outcome(unreached=int(trouble is Trouble.CUT))
    refused = nudge.refused + (trouble is Trouble.NEVER)
    tried = replace(nudge, tries=nudge.tries + 1, refused=refused)
    if nudge.tries < len(WAITS):
        service.give_back(desk, [tried], WAITS[nudge.tries])
        return ended.plus(Outcome(turned_down=int(trouble is Trouble.NEVER)))
    # A gateway that was away in between may say "for good" of whatever it had not taken.
    if tried.refused == tried.tries:
        way.give_up(desk, nudge)
    return ended.plus(Outcome(refused=1))


def _people_here(desk: Desk, taken: Sequence[Nudge]) -> dict[Nudge, Addressee]:
    """Return each message with its person; of who does not work here, or cannot check in, there is none."""
    owners = service.people_of(desk, taken)
    ids = sorted({owner.person_id for owner in owners.values()})
    invited = sorted(opening.allowed(desk.session, ids, desk.today))
    there = accounts.addresses(desk.session, invited, desk.today)
    found = ((nudge, owners.get(nudge.rhythm_id)) for nudge in taken)
    return {
        nudge: Addressee(owner.person_id, there[owner.person_id], owner.links)
        for nudge, owner in found
        if owner is not None and owner.person_id in there
    }


def _parcel(template: Template, letter: Letter) -> Parcel:
    try:
        return letter.to, template.letter(letter)
    except ValueError:
        return letter.to, None


def _letter(desk: Desk, post: Post, nudge: Nudge, person: Addressee) -> Letter:
    stop = stop_link(desk.vault, post.address, nudge.rhythm_id, person.links)
    named = desk.vault.row_key("weekly-mail", nudge.rhythm_id.hex(), nudge.week, nudge.kind)
    answer = answer_link(desk.vault, post.address, nudge.rhythm_id, nudge.week, person.links)
    return Letter(person.address, named.hex()[:32], answer, stop)
