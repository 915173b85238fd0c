"""Keeps what was read from the ledger until the ledger grows: equal heads mean equal figures."""

from collections.abc import Iterable
from threading import Lock

from sqlalchemy.orm import Session

from wellbeing.disclosure import PER_CYCLE, Kept, Reader
from wellbeing.ledger import service as ledger

# Readers of so many sets of units, the last ones asked for.
READERS = 64
# What was read of so many groups of units in a cycle stays when figures come out.
GROUPS = 2_000
# What they share: so many entries, a few kilobytes each, and then it begins anew.
SHARED = 20_000


class Shelf:
    """Readers for all requests; they hold released figures and nothing about who asks."""

    def __init__(self) -> None:
        """Begin with an empty ledger."""
        self._lock = Lock()
        self._empty(ledger.Head())

    def empty(self) -> None:
        """Forget everything, as a new process begins."""
        with self._lock:
            self._empty(ledger.Head())

    def _empty(self, head: ledger.Head) -> None:
        self._head = head
        self._readers: dict[frozenset[str], Reader] = {}
        self._known: ledger.Known = {}
        # Units that many see, such as the organisation, are read once for all readers.
        self._kept: Kept = {}

    def _still_true(self, session: Session) -> Kept:
        """Return what was read of cycles to which the ledger has added nothing since.

        A cycle is read from its own figures and those before it, so later ones leave it as it is.
        """
        if not ledger.holds(session, self._head):
            return {}
        grown = ledger.windows_after(session, self._head.entry)
        since = min((window.index // PER_CYCLE[window.rhythm] + 1 for window in grown), default=0)
        planned = max(ledger.cycles(session), default=0)
        # A copy first: readers handed out before may be adding to it.
        known = dict(self._kept).items()
        true = [(place, found) for place, found in known if place[2] < (since or planned)]
        return dict(true[-GROUPS:])

    def reader(self, session: Session, unit_keys: Iterable[str]) -> Reader:
        """Return a reader of these units in the ledger as it is now."""
        head, asked = ledger.head(session), frozenset(unit_keys)
        with self._lock:
            if head != self._head:
                kept = self._still_true(session)
                self._empty(head)
                self._kept = kept
            found = self._readers.pop(asked, None)
            if found is None:
                self._keep_small()
                found = Reader(ledger.book_of(session, asked, self._known), self._kept)
            self._readers[asked] = found
            if len(self._readers) > READERS:
                del self._readers[next(iter(self._readers))]
            return found

    def _keep_small(self) -> None:
        """Share anew when much is kept: readers of before go on with theirs until they are let go."""
        if len(self._kept) > SHARED:
            self._kept = {}
        if len(self._known) > SHARED:
            self._known = {}


SHELF = Shelf()
