"""Keeps what was read from the ledger until the ledger grows: equal heads mean equal figures."""

from collections.abc import Iterable
from threading import Lock

from sqlalchemy.orm import Session

from wellbeing.disclosure import Kept, Reader
from wellbeing.ledger import service as ledger

# Readers of so many sets of units, the last ones asked for.
READERS = 64
# What they share: so many entries, a few kilobytes each, and then it begins anew.
SHARED = 20_000


class Shelf:
    """Readers for all requests; they hold released figures and nothing about who asks."""

    def __init__(self) -> None:
        """Begin with an empty ledger."""
        self._lock = Lock()
        self._empty(ledger.Head())

    def _empty(self, head: ledger.Head) -> None:
        self._head = head
        self._readers: dict[frozenset[str], Reader] = {}
        self._known: ledger.Known = {}
        # Units that many see, such as the organisation, are read once for all readers.
        self._kept: Kept = {}

    def reader(self, session: Session, unit_keys: Iterable[str]) -> Reader:
        """Return a reader of these units in the ledger as it is now."""
        head, asked = ledger.head(session), frozenset(unit_keys)
        with self._lock:
            if head != self._head:
                self._empty(head)
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
