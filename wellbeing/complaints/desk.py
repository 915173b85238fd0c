"""What complaints are worked on with, for one moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.complaints.folder import Folder
from wellbeing.messages import service as messages
from wellbeing.moment import Moment


@dataclass(frozen=True)
class Desk(Moment):
    """The moment, and where what was said lies."""

    @property
    def folder(self) -> Folder:
        return Folder(self.session, self.vault)

    def tell_readers(self, person_ids: Iterable[str]) -> None:
        """Tell them that a page is there, by the notice that every request brings."""
        self._tell(messages.Kind.REQUEST, person_ids)

    def tell_person(self, person_id: str) -> None:
        """Tell its person, if it still has one, by the notice that every answer brings."""
        self._tell(messages.Kind.REQUEST_TAKEN, [person_id] if person_id else [])

    def _tell(self, kind: messages.Kind, person_ids: Iterable[str]) -> None:
        # Always in the same order, so that two who tell the same people never wait for each other.
        for person_id in sorted(person_ids):
            messages.post(self.session, self.vault, kind, person_id, self.now)


def about(complaint_id: str) -> str:
    """Name what a transaction about one complaint is about."""
    return f"complaint {complaint_id}"
