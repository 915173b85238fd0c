"""Hands out what is due, each message to one process, and takes back what surely did not leave."""

from collections.abc import Sequence
from datetime import timedelta

from wellbeing.database import writing
from wellbeing.rhythm import claim_store
from wellbeing.rhythm.claim_store import Due, Nudge
from wellbeing.rhythm.desk import Desk
from wellbeing.rhythm.moments import SOONEST_REMINDER
from wellbeing.rhythm.owners import KIND, Owner, owner_in
from wellbeing.rhythm.wishes import Channel


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


def give_back(desk: Desk, nudges: Sequence[Nudge], wait: timedelta = timedelta()) -> None:
    """Let messages wait again that the relay surely did not take.

    It asks for no lease: only who took a message can know that it did not leave.
    """
    second = int((desk.now + wait).timestamp())
    with writing(desk.session, KIND):
        for nudge in nudges:
            claim_store.give_back(desk.session, nudge, second)


def people_of(desk: Desk, nudges: Sequence[Nudge]) -> dict[bytes, Owner]:
    """Return to whom messages go: address of the row → person; a damaged row goes to nobody."""
    box = desk.house_box
    found = ((nudge.rhythm_id, owner_in(box, nudge.rhythm_id, nudge.person)) for nudge in nudges)
    return {row: owner for row, owner in found if owner is not None}


def _due(desk: Desk, channel: Channel) -> Due:
    apart = int(SOONEST_REMINDER.total_seconds())
    return Due(desk.running().name, desk.second, apart, channel)
