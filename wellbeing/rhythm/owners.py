"""Whose a row is, sealed: their id, which of their links still open, and when they were away last.

It has one length, whatever it holds: nobody without the key file can tell who ended their links or paused.
"""

import json
from contextlib import suppress
from dataclasses import dataclass

from wellbeing.sealed import Box, Label, SealBrokenError

KIND = "weekly-rhythm"
# Who has everything deleted goes on from the next multiple: links of an older backup's days stay shut.
LINKS_OF_ONE_LIFE = 1_000


@dataclass(frozen=True)
class Owner:
    """A person, and what is known of them alone.

    `links` grows when they end the links they were sent. `back` names the week in which their last
    days away ended, and nothing else of them; empty for none.
    """

    person_id: str
    links: int = 0
    back: str = ""

    @property
    def times_ended(self) -> int:
        """Return how often the person ended their links, since they last had everything deleted."""
        return self.links % LINKS_OF_ONE_LIFE


def seal_owner(box: Box, row: bytes, owner: Owner) -> bytes:
    written = {"person": owner.person_id, "links": owner.links, "back": owner.back}
    return box.seal(json.dumps(written).encode(), Label(KIND, row))


def owner_in(box: Box, row: bytes, sealed: bytes) -> Owner | None:
    """Return whose row it is; None when it is damaged."""
    with suppress(SealBrokenError):
        found = json.loads(box.open(sealed, Label(KIND, row)))
        return Owner(str(found["person"]), int(found.get("links", 0)), str(found.get("back", "")))
    return None
