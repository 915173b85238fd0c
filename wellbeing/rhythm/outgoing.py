"""Hands out what is due, each message to one process, and takes back what surely did not leave."""

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from wellbeing.database import writing
from wellbeing.rhythm import claim_store
from wellbeing.rhythm.claim_store import Due, Nudge
from wellbeing.rhythm.desk import KIND, Desk
from wellbeing.rhythm.moments import SOONEST_REMINDER
from wellbeing.rhythm.wishes import Channel
from wellbeing.sealed import Box, Label, SealBrokenError


def is_due(desk: Desk, channel: Channel = Channel.MAIL) -> bool:
    """Say whether anything could leave now by a channel."""
    found = claim_store.is_any(desk.session, _due(desk, channel))
    desk.session.rollback()
    return found


def take_due(desk: Desk, most: int, channel: Channel = Channel.MAIL) -> tuple[Nudge, ...]:
    """Mark what is due as left and return it: whoever takes it sends it, or nobody does."""
    due = _due(desk, channel)
    with desk.planning():
        return claim_store.claim(desk.session, due, most)


def give_back(
    desk: Desk, nudges: Sequence[Nudge], wait: timedelta = timedelta(), *, tried: bool = False
) -> None:
    """Let messages wait again that the relay surely did not take.

    It asks for no lease: only who took a message can know that it did not leave.
    """
    second = int((desk.now + wait).timestamp())
    with writing(desk.session, KIND):
        for nudge in nudges:
            claim_store.give_back(desk.session, nudge, second, nudge.tries + tried)


def people_of(desk: Desk, nudges: Sequence[Nudge]) -> dict[bytes, str]:
    """Return to whom messages go: address of the row → person; a damaged row goes to nobody."""
    box = desk.house_box
    found = ((nudge.rhythm_id, person_in(box, nudge.rhythm_id, nudge.person)) for nudge in nudges)
    return {row: person_id for row, person_id in found if person_id is not None}


def person_in(box: Box, row: bytes, sealed: bytes) -> str | None:
    """Return whose row it is; None when it is damaged."""
    with suppress(SealBrokenError):
        return str(json.loads(box.open(sealed, Label(KIND, row)))["person"])
    return None


def _due(desk: Desk, channel: Channel) -> Due:
    apart = int(SOONEST_REMINDER.total_seconds())
    return Due(desk.running().name, desk.second, apart, channel)
