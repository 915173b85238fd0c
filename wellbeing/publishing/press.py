"""What publishing works with, and the one way into the ledger: the witness is told first."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.disclosure import ExactSums, Noise, Parameters, WindowName
from wellbeing.ledger import service as ledger
from wellbeing.publishing.belonging import unlike
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.witness import Seen, Witness
from wellbeing.publishing.witness_file import WitnessError
from wellbeing.sealed import Vault


class LedgerMismatchError(Exception):
    """Ledger, database, witness and place do not belong together: noise might be drawn twice."""


@dataclass(frozen=True)
class Press:
    """What publishing works with; the fence is the number of the lease it works under."""

    session: Session
    ledger: Session
    vault: Vault
    fence: int
    noise: Noise = discrete_gaussian
    # What two people agreed for the cycle, unless something else is put to the test.
    parameters: Parameters | None = None
    sums: type[ExactSums] = ExactSums
    # Where it publishes, see `place_of`.
    place: str = "here"
    witness: Witness = field(kw_only=True)


class Entry:
    """One transaction of the ledger, from the entry it began with."""

    def __init__(self, press: Press) -> None:
        """Note where the ledger ends now."""
        self._press = press
        self._before = ledger.head(press.ledger)
        self._told: Seen | None = None

    def announce(self, window: WindowName | None = None, head: ledger.Head | None = None) -> None:
        """Tell the witness where the ledger will end; what is drawn may be written after this."""
        press = self._press
        head = head or ledger.head(press.ledger)
        self._told = Seen(head, self._before, str(window or ""), press.fence)
        press.witness.write(self._told)

    def take_back(self) -> None:
        """Tell the witness that nothing was written, where the ledger itself says so."""
        press, told = self._press, self._told
        if told is None:
            return
        with writing(press.ledger):
            ledger.lock(press.ledger)
            seen = press.witness.read()
            mine = seen is not None and seen.head == told.head
            if mine and ledger.head(press.ledger) == self._before:
                press.witness.write(Seen(self._before, self._before, fence=press.fence))


@contextmanager
def entering(press: Press) -> Iterator[Entry]:
    """Open the ledger's one writing transaction, if it is the ledger that the witness knows.

    Raises LedgerMismatchError when it is another one, and StalePublisherError when a later lease
    has written.
    """
    entry: Entry | None = None
    try:
        with writing(press.ledger):
            ledger.begin(press.ledger, press.fence)
            _require_seen(press)
            entry = Entry(press)
            yield entry
    except BaseException as error:
        # A connection lost in a commit leaves open whether it was done: that stays with a person.
        if entry is not None and not _is_lost_connection(error):
            # Where even this fails the witness keeps its word, and a person is asked.
            with suppress(SQLAlchemyError, WitnessError):
                entry.take_back()
        raise


def _is_lost_connection(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _require_seen(press: Press) -> None:
    if not press.witness.is_asked:
        return
    try:
        seen = press.witness.read()
    except WitnessError as error:
        raise LedgerMismatchError(str(error)) from error
    if seen is not None and seen.fence > press.fence:
        raise ledger.StalePublisherError(f"lease {press.fence} is over")
    found = unlike(seen, press.ledger)
    if found is not None:
        raise LedgerMismatchError(found)
