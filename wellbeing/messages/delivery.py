"""Sends the notices that are due over one connection, each at least once."""

import secrets
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

from wellbeing.clock import Clock
from wellbeing.database import writing
from wellbeing.messages import given_up_store, store
from wellbeing.messages.desk import Desk
from wellbeing.messages.letters import letter
from wellbeing.messages.mailer import CannotSendError, Mailer, Trouble
from wellbeing.messages.promises import GivenUp
from wellbeing.messages.store import Held
from wellbeing.sealed import SealBrokenError

# Minutes until each next try of a notice; then hourly.
FIRST_WAITS = (1, 2, 5, 10, 20, 40)
# No try begins later than this after a notice was posted: 48 tries, when every one is refused.
LONGEST_WAY = timedelta(hours=43)
# A relay that is being set up says "for good" to everybody: it is believed after a while.
BELIEVED_AFTER = timedelta(hours=1)
AT_ONCE = 20
# The rest waits for the next tick, so that other jobs get their minute.
LONGEST_ROUND = timedelta(seconds=30)
ENDS_THE_ROUND = frozenset({Trouble.UNREACHED, Trouble.CUT, Trouble.UNSURE})


@dataclass(frozen=True)
class Outcome:
    """How many notices left, wait for another try, and were given up.

    `unreached` counts connections that ended before anything was handed over.
    """

    left: int = 0
    put_off: int = 0
    given_up: int = 0
    unreached: int = 0

    def plus(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.left + other.left,
            self.put_off + other.put_off,
            self.given_up + other.given_up,
            self.unreached + other.unreached,
        )


@dataclass(frozen=True)
class _Round:
    """One connection to the relay, until the round ends."""

    desk: Desk
    mailer: Mailer
    clock: Clock
    ends: datetime

    @property
    def is_over(self) -> bool:
        return self.clock.now() >= self.ends


def deliver_due(desk: Desk, mailer: Mailer, clock: Clock) -> Outcome:
    """Send what is due, at least once each, for half a minute at most.

    A message is held while it is sent and removed after, so that a crash in between sends it
    again, with the same Message-ID. Where the relay is away nothing counts as tried: only time
    ends a message's way.
    """
    is_any = store.is_any_due(desk.session, desk.now)
    desk.session.rollback()
    if not is_any:
        return Outcome()
    this = _Round(desk, mailer, clock, clock.now() + LONGEST_ROUND)
    try:
        outcome = _through(this)
    except CannotSendError:
        outcome = Outcome(unreached=1)
    if outcome.unreached:
        outcome = outcome.plus(Outcome(given_up=_give_up_old(this)))
    return outcome


def _through(this: _Round) -> Outcome:
    outcome, goes_on = Outcome(), True
    this.mailer.open()
    try:
        while goes_on and not this.is_over:
            held = _claim(this)
            if not held:
                break
            done, goes_on = _send_batch(this, held)
            outcome = outcome.plus(done)
    finally:
        this.mailer.close()
    return outcome


def _claim(this: _Round) -> tuple[Held, ...]:
    # About nothing in particular: who claims does not wait for another one who was stopped in it.
    with writing(this.desk.session, f"outbox {secrets.token_hex(8)}"):
        return store.claim(this.desk.session, this.clock.now(), AT_ONCE)


def _send_batch(this: _Round, held: Sequence[Held]) -> tuple[Outcome, bool]:
    """Send what is held; whatever happens, what was not begun can be sent by others at once."""
    outcome = Outcome()
    waiting = deque(held)
    try:
        while waiting and not this.is_over:
            done, goes_on = _deliver(this, waiting.popleft())
            outcome = outcome.plus(done)
            if not goes_on:
                return outcome, False
    finally:
        if waiting:
            with writing(this.desk.session, "what was not begun"):
                store.let_go(this.desk.session, tuple(waiting))
    return outcome, True


def _deliver(this: _Round, held: Held) -> tuple[Outcome, bool]:
    """Send one notice; say whether the connection still stands."""
    session, now = this.desk.session, this.clock.now()
    try:
        mail = letter(this.desk, held)
    except (SealBrokenError, ValueError):
        # One that is damaged keeps nobody else's from leaving.
        _note(this, held, lambda: given_up_store.give_up(session, held, now, GivenUp.UNREADABLE))
        return Outcome(given_up=1), True
    if mail is None:
        _note(this, held, lambda: store.remove(session, held))
        return Outcome(), True
    is_ours = store.is_held(session, held, now)
    # Nothing may be held open while a relay takes its time: others want to write.
    session.rollback()
    if not is_ours:
        return Outcome(), True
    trouble = _hand_over(this, mail)
    return _after(this, held, trouble), trouble not in ENDS_THE_ROUND


def _hand_over(this: _Round, mail: EmailMessage) -> Trouble | None:
    """Return what kept a mail from leaving."""
    try:
        this.mailer.send(mail)
    except ValueError:
        # An address no mail can be sent to.
        return Trouble.NEVER
    except CannotSendError as error:
        return error.trouble
    return None


def _after(this: _Round, held: Held, trouble: Trouble | None) -> Outcome:
    session, now = this.desk.session, this.clock.now()
    match trouble:
        case None:
            _note(this, held, lambda: store.remove(session, held))
            return Outcome(left=1)
        case Trouble.UNREACHED:
            # The relay refused us and not this notice.
            _note(this, held, lambda: store.let_go(session, [held]))
            return Outcome(unreached=1)
        case Trouble.NEVER if now - held.posted_at >= BELIEVED_AFTER:
            return _give_up(this, held, GivenUp.REFUSED)
        case _:
            # It may have left when the connection broke late: it goes again under its own name.
            return _try_again(this, held)


def _try_again(this: _Round, held: Held) -> Outcome:
    wait = FIRST_WAITS[held.tries] if held.tries < len(FIRST_WAITS) else 60
    due_at = this.clock.now() + timedelta(minutes=wait)
    if due_at > held.posted_at + LONGEST_WAY:
        return _give_up(this, held, GivenUp.UNREACHED)
    _note(this, held, lambda: store.put_off(this.desk.session, held, due_at))
    return Outcome(put_off=1)


def _give_up(this: _Round, held: Held, why: GivenUp) -> Outcome:
    session, now = this.desk.session, this.clock.now()
    _note(this, held, lambda: given_up_store.give_up(session, held, now, why))
    return Outcome(given_up=1)


def _give_up_old(this: _Round) -> int:
    now = this.clock.now()
    with writing(this.desk.session, "dead letters"):
        return given_up_store.give_up_older(this.desk.session, now - LONGEST_WAY, now)


def _note(this: _Round, held: Held, write: Callable[[], None]) -> None:
    """Write what became of a message; it changes nothing when others hold it by now."""
    with writing(this.desk.session, held.id.hex()):
        write()
