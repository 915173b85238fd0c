"""Keeps what each person wishes, and lets the timetable plan and send by it."""

from dataclasses import replace
from datetime import timedelta

from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.database import writing
from wellbeing.rhythm import own_store, plan_store, store
from wellbeing.rhythm.claim_store import Nudge
from wellbeing.rhythm.desk import Desk, address_of, enrol
from wellbeing.rhythm.links import owner_of
from wellbeing.rhythm.outgoing import give_back, is_due, people_of, take_due
from wellbeing.rhythm.own_store import Message
from wellbeing.rhythm.owners import Owner, seal_owner
from wellbeing.rhythm.plan_store import INVITATION, REMINDER
from wellbeing.rhythm.planning import (
    catch_up,
    forget_past_weeks,
    leave_out_running_weeks,
    plan_anew,
    plan_due,
    plan_missing,
    was_put_back,
)
from wellbeing.rhythm.slots import Messages, Quiet, Slot, SlotError, usual
from wellbeing.rhythm.wishes import Away, Channel, Wish
from wellbeing.week import Week

__all__ = [
    "INVITATION",
    "REMINDER",
    "Away",
    "ChangedMeanwhileError",
    "Channel",
    "Desk",
    "Message",
    "Messages",
    "Nudge",
    "Quiet",
    "Slot",
    "SlotError",
    "Wish",
    "address_of",
    "catch_up",
    "choose",
    "end_links",
    "enrol",
    "forget_past_weeks",
    "give_back",
    "is_chosen",
    "is_due",
    "leave_out_running_weeks",
    "messages_to",
    "people_of",
    "plan_due",
    "plan_missing",
    "planned_seconds",
    "stop_messages",
    "take_due",
    "was_away_in",
    "was_put_back",
    "wish_of",
]
# Who begins so much later may have a mail already, with a link that ends messages.
NOT_YET_HERE = timedelta(days=366)


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
        _note_return(desk, row, wish)
        for running in weeks:
            plan_anew(desk, running, row)


def end_links(desk: Desk, person_id: str) -> None:
    """Make every link useless that a person was sent so far; messages to come have others.

    A link that sets their password is one of them.
    """
    sign_in.end_links(sign_in.Door(desk.session, desk.vault, desk.now, desk.today), person_id)
    row = address_of(desk.vault, person_id)
    enrol(desk, [person_id])
    with writing(desk.session, row.hex()):
        owner = owner_of(desk, row)
        if owner is not None:
            _keep_owner(desk, row, replace(owner, links=owner.links + 1))


def was_away_in(desk: Desk, person_id: str) -> Week | None:
    """Return the week in which a person's last days away ended, as they were wished; None for none."""
    owner = owner_of(desk, address_of(desk.vault, person_id))
    return Week.parse(owner.back) if owner is not None and owner.back else None


def _note_return(desk: Desk, row: bytes, wish: Wish) -> None:
    """Keep the week in which days away end: the days themselves are forgotten once they are over."""
    owner = owner_of(desk, row)
    if owner is None:
        return
    this_week = str(Week.of(desk.today))
    back = str(Week.of(wish.away.last)) if wish.away else min(owner.back, this_week)
    if back != owner.back:
        _keep_owner(desk, row, replace(owner, back=back))


def _keep_owner(desk: Desk, row: bytes, owner: Owner) -> None:
    store.keep_owner(desk.session, row, seal_owner(desk.house_box, row, owner))


def is_chosen(desk: Desk, channel: Channel) -> bool:
    """Say whether anybody's messages come by a channel."""
    return store.is_chosen(desk.session, channel)


def stop_messages(desk: Desk, rhythm_id: bytes) -> bool:
    """Send this person nothing more until they choose otherwise; False for a row that is nobody's.

    Pressed again it changes nothing.
    """
    _enrol_owner(desk, rhythm_id)
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


def _enrol_owner(desk: Desk, rhythm_id: bytes) -> None:
    """Give the person of an address their row: a notice can reach them before their first week."""
    if store.known(desk.session, [rhythm_id]):
        return
    for some in accounts.present_between(desk.session, desk.today, desk.today + NOT_YET_HERE):
        enrol(desk, [one for one in some if address_of(desk.vault, one) == rhythm_id])


def planned_seconds(desk: Desk, person_id: str, week: str) -> tuple[int, ...] | None:
    """Return when a person's messages that wait in a week are due; None while it is not planned."""
    if not plan_store.is_planned(desk.session, week):
        return None
    row = address_of(desk.vault, person_id)
    waiting = plan_store.messages_of(desk.session, row, week, plan_store.WAITING)
    return tuple(sorted(waiting.values()))


def messages_to(desk: Desk, person_id: str) -> tuple[Message, ...]:
    """Return the messages that wait for a person or have left, for that person to read."""
    return own_store.messages_to(desk.session, address_of(desk.vault, person_id))
