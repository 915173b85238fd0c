"""What a person shares, as their page shows it."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeing.sharing.copies import Copy
from wellbeing.sharing.record import SHEET, STAFF
from wellbeing.sharing.service import Share
from wellbeing.sharing.wording import day_in_words, in_role

HEADINGS = ("Day", "In which role", "Times")


@dataclass(frozen=True)
class ShownShare:
    """One thing that is or was shared."""

    id: str
    what: str
    title: str
    to: str
    state: str
    is_open: bool
    facts: tuple[tuple[str, str], ...]
    looks: tuple[tuple[str, str, int], ...]
    copy: Copy | None
    from_on: str
    has_left: bool
    is_changed: bool


def shown_share(share: Share, now: Callable[[str], Copy | None]) -> ShownShare:
    """Show it; `now` tells how what was shared stands today."""
    role = in_role(share.role)
    to = share.to if share.role == STAFF else f"{share.to}, {role}"
    facts = (
        ("With", to),
        ("Since", day_in_words(share.from_on)),
        ("Until" if share.is_open else "Ended", day_in_words(share.until)),
        ("Why", share.why),
    )
    return ShownShare(
        id=share.id,
        what=share.what,
        title=share.title,
        to=to,
        state=_state(share),
        is_open=share.is_open,
        facts=tuple(pair for pair in facts if pair[1]),
        looks=tuple((day_in_words(one.on), role, one.times) for one in share.looks),
        copy=share.copy,
        from_on=day_in_words(share.from_on),
        has_left=share.is_open and share.has_left,
        is_changed=_is_changed(share, now),
    )


def _state(share: Share) -> str:
    if share.is_open and share.has_left:
        return "Nobody can open it"
    if share.is_open:
        return "They can open it" if share.role != STAFF else "Whoever has this address can open it"
    if share.put_away_on:
        return "They put it away"
    return "You ended it" if share.withdrawn_on else "Its time is over"


def _is_changed(share: Share, now: Callable[[str], Copy | None]) -> bool:
    """Say whether a section says something else today; pictures on a sheet change each week."""
    if not share.is_open or share.what == SHEET:
        return False
    found = now(share.what)
    return found is None or found.mark != share.mark
