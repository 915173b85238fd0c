"""Many mails over one connection: each is spoken of while the relay takes the one before it.

RFC 2920 (3.1) lets the text of a mail be the first of a group that names the next one: then each mail
costs one way there and back. What is sure about a mail is read from its own answers alone.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from smtplib import SMTPException

from wellbeing.messages.dialogue import (
    GO_ON,
    TAKEN,
    Answer,
    CannotSendError,
    Trouble,
    as_data,
    begin_anew,
    envelope_of,
    quoted,
    require,
)
from wellbeing.messages.timed_smtp import TimedSmtp

# To whom, and what; None is a mail that could not be written.
Parcel = tuple[str, bytes | None]
ENVELOPE = ((Trouble.UNREACHED, TAKEN), (Trouble.CUT, TAKEN), (Trouble.CUT, GO_ON))


@dataclass(frozen=True)
class _Mail:
    """What is said about a mail and what is handed over; both empty where it cannot be written."""

    envelope: bytes = b""
    text: bytes = b""


class Pipeline:
    """Passes mails on to a relay that offers PIPELINING."""

    def __init__(self, relay: TimedSmtp, sender: str, begin: Callable[[], None]) -> None:
        """Call `begin` at the beginning of each mail: its time runs from there."""
        self._relay = relay
        self._sender = quoted(sender)
        self._begin = begin
        # Whether the next mail was spoken of already.
        self._is_asked = False

    def fates(self, parcels: Iterable[Parcel]) -> Iterator[Trouble | None]:
        """Give what keeps each mail from leaving, in their order.

        No text is handed over before its own fate is asked for.
        """
        coming = (self._mail(*parcel) for parcel in parcels)
        mail, after = next(coming, None), next(coming, None)
        while mail is not None:
            self._begin()
            trouble = self._ask(mail) or self._give(mail, after)
            # Written while the relay takes that one.
            following = next(coming, None)
            yield trouble or self._hear()
            mail, after = after, following

    def _mail(self, recipient: str, written: bytes | None) -> _Mail:
        if written is None:
            return _Mail()
        try:
            return _Mail(envelope_of(self._sender, recipient), as_data(written))
        except ValueError:
            # An address no message can be written to keeps nobody else's from leaving.
            return _Mail()

    def _ask(self, mail: _Mail) -> Trouble | None:
        """Speak of a mail, if that was not done, and hear whether its text is wanted."""
        if not mail.envelope:
            return Trouble.NEVER
        step, unheard = Trouble.UNREACHED, deque[Answer]([self._relay.getreply] * len(ENVELOPE))
        try:
            if not self._is_asked:
                self._relay.hand_over(mail.envelope)
            self._is_asked = False
            # Asked all at once, a relay that hangs up without a word may do so for this address.
            step = Trouble.CUT
            for refused, wanted in ENVELOPE:
                unheard.popleft()
                require(self._relay.answer(), refused, wanted)
        except CannotSendError as error:
            with suppress(OSError, SMTPException):
                begin_anew(self._relay, unheard)
            return error.trouble
        except (OSError, SMTPException):
            return step
        return None

    def _give(self, mail: _Mail, after: _Mail | None) -> Trouble | None:
        """Hand a text over, and speak of the next mail."""
        ahead = b"" if after is None else after.envelope
        try:
            self._relay.hand_over(mail.text + ahead)
        except (OSError, SMTPException):
            # As long as its end is not out, no relay may take it (RFC 5321 4.1.1.4).
            is_out = self._relay.handed >= len(mail.text)
            return Trouble.UNSURE if is_out else Trouble.CUT
        self._is_asked = bool(ahead)
        return None

    def _hear(self) -> Trouble | None:
        """Return whether the text that was handed over is taken."""
        try:
            require(self._relay.answer(), Trouble.UNSURE)
        except CannotSendError as error:
            return error.trouble
        except (OSError, SMTPException):
            return Trouble.UNSURE
        return None
