"""The folder of a case: opens and keeps what its two people arranged, under the key of the case."""

from collections.abc import Sequence

from wellbeing.contact import store
from wellbeing.contact.papers import Papers, papers_from_bytes, papers_to_bytes
from wellbeing.sealed import Label
from wellbeing.support import service as support
from wellbeing.support.service import Office


class Folder:
    """Where the papers of cases lie; whose a case is has been asked before."""

    def __init__(self, office: Office) -> None:
        """Open nothing yet."""
        self._office = office

    def of(self, request_id: str) -> Papers:
        return self.of_all([request_id]).get(request_id, Papers())

    def of_all(self, request_ids: Sequence[str]) -> dict[str, Papers]:
        """Return the papers of these cases; a case without any is left out."""
        found = store.papers_of(self._office.session, request_ids)
        return {each: self._opened(each, sealed) for each, sealed in found.items()}

    def keep(self, request_id: str, papers: Papers, *, is_new: bool) -> None:
        box = support.case_box(self._office, request_id)
        sealed = box.seal(papers_to_bytes(papers), _label(request_id))
        store.keep(self._office.session, request_id, sealed, is_new=is_new)

    def _opened(self, request_id: str, sealed: bytes) -> Papers:
        box = support.case_box(self._office, request_id)
        return papers_from_bytes(box.open(sealed, _label(request_id)))


def _label(request_id: str) -> Label:
    return Label("support papers", bytes.fromhex(request_id))
