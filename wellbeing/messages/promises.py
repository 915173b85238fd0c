"""What is promised of each kind of message: the one table, here and in docs/adr/0033."""

from collections.abc import Mapping
from enum import StrEnum

from wellbeing.messages.notices import Kind


class Promise(StrEnum):
    """How often a message arrives when something breaks at the worst moment."""

    # Marked, then sent: one that is lost costs little, one that comes twice nags.
    AT_MOST_ONCE = "at most once"
    # Sent, then removed, under the same Message-ID each time: it must not be lost.
    AT_LEAST_ONCE = "at least once"


# The message of a week is no notice: `rhythm` keeps its promise.
WEEKLY = "weekly"
PROMISES: Mapping[str, Promise] = {
    WEEKLY: Promise.AT_MOST_ONCE,
    Kind.SET_PASSWORD: Promise.AT_LEAST_ONCE,
    Kind.POLICY: Promise.AT_LEAST_ONCE,
    Kind.FIGURE_SETTINGS: Promise.AT_LEAST_ONCE,
    Kind.OPENING: Promise.AT_LEAST_ONCE,
    Kind.ROLES: Promise.AT_LEAST_ONCE,
    Kind.REQUEST: Promise.AT_LEAST_ONCE,
    Kind.REQUEST_TAKEN: Promise.AT_LEAST_ONCE,
    Kind.SHARED: Promise.AT_LEAST_ONCE,
    Kind.WORK_REQUEST: Promise.AT_LEAST_ONCE,
}


class GivenUp(StrEnum):
    """Why a notice will not be tried again by itself."""

    REFUSED = "refused"  # The relay said so for good, and went on saying so.
    UNREACHED = "unreached"  # Nobody took it in the whole time it may wait.
    UNREADABLE = "unreadable"  # What was put in the outbox cannot be opened any more.
