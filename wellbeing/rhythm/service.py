"""Keeps what each person wishes, and lets the timetable plan and send by it."""

from dataclasses import replace

from wellbeing.database import writing
from wellbeing.rhythm import plan_store, store
from wellbeing.rhythm.claim_store import Nudge
from wellbeing.rhythm.desk import Desk, address_of, enrol
from wellbeing.rhythm.outgoing import give_back, is_due, people_of, take_due
from wellbeing.rhythm.plan_store import INVITATION, REMINDER
from wellbeing.rhythm.planning import (
    catch_up,
    forget_past_weeks,
    leave_out_running_weeks,
    plan_anew,
    plan_due,
    plan_missing,
)
from wellbeing.rhythm.slots import Messages, Quiet, Slot, SlotError, usual
from wellbeing.rhythm.wishes import Away, Channel, Wish

__all__ = [
    "INVITATION",
    "REMINDER",
    "Away",
    "ChangedMeanwhileError",
    "Channel",
    "Desk",
    "Messages",
    "Nudge",
    "Quiet",
    "Slot",
    "SlotError",
    "Wish",
    "address_of",
    "catch_up",
    "choose",
    "enrol",
    "forget_past_weeks",
    "give_back",
    "is_chosen",
    "is_due",
    "leave_out_running_weeks",
    "people_of",
    "plan_due",
    "plan_missing",
    "planned_seconds",
    "stop_messages",
    "take_due",
    "wish_of",
]


class ChangedMeanwhileError(Exception):
    """The wish was changed in another window since it was read: `now` is what stands there."""

    def __init__(self, now: Wish) -> None:
        """Keep what stands there, to be shown beside what was chosen."""
        super().__init__("the wish was changed meanwhile")
        self.now = now


def wish_of(desk: Desk, person_id: str) -> Wish:
    """Return what a person wishes; who never said has the usual slot."""
    home = desk.organisation.zone
    found = store.wish(desk.session, address_of(desk.vault, person_id), home)
    return found or Wish(usual(home), version=0)


def choose(desk: Desk, person_id: str, wish: Wish) -> None:
    """Keep a wish and plan the rest of this week by it; what has left already stays the only one.

    Raise ChangedMeanwhileError when another wish stands there than the one it was made from.
    """
    row = address_of(desk.vault, person_id)
    enrol(desk, [person_id])
    read = wish if wish.version else replace(wish, version=1)
    weeks = desk.weeks()
    with writing(desk.session, row.hex()):
        if not store.change(desk.session, row, read):
            now = store.wish(desk.session, row, desk.organisation.zone)
            if now is not None and wish.is_kept_by(now):
                return
            raise ChangedMeanwhileError(now or wish)
        for running in weeks:
            plan_anew(desk, running, row)


def is_chosen(desk: Desk, channel: Channel) -> bool:
    """Say whether anybody's messages come by a channel."""
    return store.is_chosen(desk.session, channel)


def stop_messages(desk: Desk, rhythm_id: bytes) -> bool:
    """Send this person nothing more until they choose otherwise; False for a row that is not there.

    Pressed again it changes nothing.
    """
    weeks, home = desk.weeks(), desk.organisation.zone
    with writing(desk.session, rhythm_id.hex()):
        now = store.wish(desk.session, rhythm_id, home)
        if now is None:
            return False
        if now.slot.messages is not Messages.NONE:
            silent = replace(now.slot, messages=Messages.NONE)
            store.change(desk.session, rhythm_id, replace(now, slot=silent))
            for running in weeks:
                plan_store.unplan(desk.session, rhythm_id, running.name)
    return True


def planned_seconds(desk: Desk, person_id: str, week: str) -> tuple[int, ...] | None:
    """Return when a person's messages that wait in a week are due; None while it is not planned."""
    if not plan_store.is_planned(desk.session, week):
        return None
    row = address_of(desk.vault, person_id)
    waiting = plan_store.messages_of(desk.session, row, week, plan_store.WAITING)
    return tuple(sorted(waiting.values()))
