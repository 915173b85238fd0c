"""Windows that never come out: after a restore, or since their weeks were not kept whole any more."""

from sqlalchemy.orm import Session

from wellbeing.disclosure import WindowName
from wellbeing.ledger import store
from wellbeing.ledger.rows import NoteKind


def closed_windows(session: Session) -> frozenset[WindowName]:
    """Return the windows that the ledger notes as closed for good without figures."""
    kinds = (NoteKind.NOT_RELEASED, NoteKind.TOO_LATE)
    return frozenset(WindowName.parse(one) for kind in kinds for one in store.notes(session, kind))
