"""What calls are worked on with, for one moment."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.messages import service as messages
from wellbeing.moment import Moment
from wellbeing.responders.drawer import Drawer


@dataclass(frozen=True)
class Desk(Moment):
    """The moment, and where calls lie."""

    # Whether notices leave as mail: without a relay nothing goes, so nothing has to wait either.
    sends_mail: bool = True

    @property
    def drawer(self) -> Drawer:
        return Drawer(self.session, self.vault)

    def tell_responders(self, person_ids: Iterable[str]) -> None:
        """Tell them that a page is there, by the notice that every request brings."""
        self._tell(messages.Kind.REQUEST, person_ids)

    def tell_person(self, person_id: str) -> None:
        """Tell its person, by the notice that every answer brings."""
        self._tell(messages.Kind.REQUEST_TAKEN, [person_id])

    def _tell(self, kind: messages.Kind, person_ids: Iterable[str]) -> None:
        # Always in the same order, so that two who tell the same people never wait for each other.
        for person_id in sorted(person_ids):
            messages.post(self.session, self.vault, kind, person_id, self.now)
