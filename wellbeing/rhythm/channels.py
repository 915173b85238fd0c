"""What a channel of the weekly message does: mails and texts are sent by the same code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from wellbeing.messages.mailer import Trouble
from wellbeing.rhythm.service import Channel, Desk, Nudge


@dataclass(frozen=True)
class Addressee:
    """Whom a message goes to, by id and by their address at work; `links` of theirs still open."""

    id: str
    address: str
    links: int


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

    def give_up(self, desk: Desk, nudge: Nudge) -> None:
        """Note that a message was refused for good each time it was tried."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...
