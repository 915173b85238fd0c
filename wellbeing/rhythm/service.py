"""Keeps what each person wishes, and plans and marks the messages of a week, each once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.database import in_chunks, writing
from wellbeing.rhythm import plan_store, store
from wellbeing.rhythm.calendar import RunningWeek
from wellbeing.rhythm.moments import SOONEST_REMINDER, SPREAD
from wellbeing.rhythm.plan_store import INVITATION, REMINDER, Nudge
from wellbeing.rhythm.slots import Messages, Quiet, Slot, SlotError, usual
from wellbeing.rhythm.wishes import Away, Wish
from wellbeing.scheduler_rows import require_lease
from wellbeing.sealed import Label, SealBrokenError, Vault
from wellbeing.week import Week

__all__ = [
    "INVITATION",
    "REMINDER",
    "Away",
    "ChangedMeanwhileError",
    "Desk",
    "Messages",
    "Nudge",
    "Quiet",
    "Slot",
    "SlotError",
    "Wish",
    "catch_up",
    "choose",
    "enrol",
    "forget_past_weeks",
    "give_back",
    "people_of",
    "plan_due",
    "stop_messages",
    "take_due",
    "wish_of",
]
KIND = "weekly-rhythm"
PLAN = "weekly-plan"
# The next week is planned a day before it begins, so that its first minute finds it planned.
AHEAD = timedelta(days=1)
# A message so late has missed its hour: it waits for another good moment of the week.
LATE_AFTER = SPREAD + timedelta(minutes=10)


class ChangedMeanwhileError(Exception):
    """The wish was changed in another window since it was read: `now` is what stands there."""

    def __init__(self, now: Wish) -> None:
        """Keep what stands there, to be shown beside what was chosen."""
        super().__init__("the wish was changed meanwhile")
        self.now = now


@dataclass(frozen=True)
class Desk:
    """What the weekly rhythm is kept and planned with."""

    session: Session
    vault: Vault
    now: datetime
    # The number of the lease by which the timetable works; people's own pages have none.
    fence: int | None = None

    @contextmanager
    def planning(self) -> Iterator[None]:
        """Write to the plan, unless another process leads by now: OvertakenError."""
        with writing(self.session, PLAN):
            if self.fence is not None:
                require_lease(self.session, self.fence)
            yield

    @property
    def organisation(self) -> accounts.Organisation:
        return accounts.organisation(self.session)

    @property
    def today(self) -> date:
        return local_day(self.now, self.organisation.zone)

    def running(self, ahead: timedelta = timedelta()) -> RunningWeek:
        """Return the week that runs now, or so much later."""
        organisation = self.organisation
        return RunningWeek.of(organisation, Week.of(local_day(self.now + ahead, organisation.zone)))


def address_of(vault: Vault, person_id: str) -> bytes:
    """Return the address of a person's row; without the key file it names nobody."""
    return vault.row_key(KIND, person_id)


def enrol(desk: Desk, person_ids: Iterable[str]) -> int:
    """Give everybody among these a row who has none yet; return how many are new."""
    slot = str(usual(desk.organisation.zone))
    new = 0
    for chunk in in_chunks(list(person_ids)):
        ids = {address_of(desk.vault, person_id): person_id for person_id in chunk}
        there = store.known(desk.session, list(ids))
        missing = {row: person_id for row, person_id in ids.items() if row not in there}
        if missing:
            rows = _sealed(desk.vault, missing, slot)
            with writing(desk.session, KIND):
                store.enrol(desk.session, rows)
            new += len(missing)
    return new


def wish_of(desk: Desk, person_id: str) -> Wish:
    """Return what a person wishes; who never said has the usual slot."""
    found = store.wish(desk.session, address_of(desk.vault, person_id))
    return found or Wish(usual(desk.organisation.zone), version=0)


def choose(desk: Desk, person_id: str, wish: Wish) -> None:
    """Keep a wish and plan the rest of this week by it; what has left already stays the only one.

    Raise ChangedMeanwhileError when another wish stands there than the one it was made from.
    """
    row = address_of(desk.vault, person_id)
    enrol(desk, [person_id])
    read = wish if wish.version else Wish(wish.slot, wish.away, 1)
    weeks = {each.name: each for each in (desk.running(), desk.running(AHEAD))}
    with writing(desk.session, row.hex()):
        if not store.change(desk.session, row, read):
            now = store.wish(desk.session, row)
            if now is not None and (now.slot, now.away) == (wish.slot, wish.away):
                return
            raise ChangedMeanwhileError(now or wish)
        for running in weeks.values():
            plan_store.unplan(desk.session, row, running.name)
            if plan_store.is_planned(desk.session, running.name):
                _plan_one(desk, running, row, str(wish.slot))


def stop_messages(desk: Desk, rhythm_id: bytes) -> bool:
    """Send this person nothing more until they choose otherwise; False for a row that is not there."""
    found = store.wish(desk.session, rhythm_id)
    if found is None:
        return False
    slot = found.slot
    silent = Slot(slot.zone, slot.day, slot.hour, slot.worked, slot.quiet, Messages.NONE)
    with writing(desk.session, rhythm_id.hex()):
        now = store.wish(desk.session, rhythm_id) or found
        store.change(desk.session, rhythm_id, Wish(silent, now.away, now.version))
        for running in (desk.running(), desk.running(AHEAD)):
            plan_store.unplan(desk.session, rhythm_id, running.name)
    return True


def plan_due(desk: Desk) -> int:
    """Plan this week, and the next one a day ahead, where that was not done; return the new messages."""
    weeks = {each.name: each for each in (desk.running(), desk.running(AHEAD))}
    return sum(_plan_week(desk, running) for running in weeks.values())


def _plan_week(desk: Desk, running: RunningWeek) -> int:
    if plan_store.is_planned(desk.session, running.name):
        return 0
    enrol(desk, accounts.present(desk.session, desk.today))
    with desk.planning():
        if plan_store.is_planned(desk.session, running.name):
            return 0
        slots = plan_store.slots_without_moments(desk.session, running.name)
        plan_store.add_moments(desk.session, running.name, running.moments_of(slots))
        planned = plan_store.plan(desk.session, running.name)
        plan_store.mark_planned(desk.session, running.name)
    return planned


def catch_up(desk: Desk) -> None:
    """Move what missed its hour to the next good moment of its week, and plan changed wishes anew."""
    running = desk.running()
    before = int((desk.now - LATE_AFTER).timestamp())
    late = plan_store.late(desk.session, running.name, before)
    outdated = plan_store.outdated(desk.session, running.name)
    if not late and not outdated:
        return
    with desk.planning():
        for slot in late:
            plan_store.put_off(
                desk.session, running.name, slot, before, running.later(slot, desk.now)
            )
        apart = int(SOONEST_REMINDER.total_seconds())
        plan_store.drop_crowded_reminders(desk.session, running.name, apart)
        for row in outdated:
            plan_store.unplan(desk.session, row, running.name)
            wish = store.wish(desk.session, row)
            if wish is not None:
                _plan_one(desk, running, row, str(wish.slot))


def take_due(desk: Desk, most: int) -> tuple[Nudge, ...]:
    """Mark what is due as left and return it: whoever takes it sends it, or nobody does."""
    with desk.planning():
        return plan_store.claim(desk.session, desk.running().name, desk.now, desk.today, most)


def give_back(desk: Desk, nudges: Sequence[Nudge], wait: timedelta) -> None:
    """Let messages wait again that the relay surely did not take."""
    second = int((desk.now + wait).timestamp())
    with desk.planning():
        for nudge in nudges:
            plan_store.give_back(desk.session, nudge, second)


def people_of(desk: Desk, nudges: Sequence[Nudge]) -> dict[bytes, str]:
    """Return to whom messages go: address of the row → person; a damaged row goes to nobody."""
    box = desk.vault.house_box()
    found: dict[bytes, str] = {}
    for nudge in nudges:
        with suppress(SealBrokenError):
            opened = box.open(nudge.person, Label(KIND, nudge.rhythm_id))
            found[nudge.rhythm_id] = str(json.loads(opened)["person"])
    return found


def forget_past_weeks(desk: Desk) -> None:
    """Remove what belongs to weeks that are over: what was not sent then is never sent."""
    with desk.planning():
        plan_store.forget_before(desk.session, desk.running().name)


def _plan_one(desk: Desk, running: RunningWeek, row: bytes, slot: str) -> None:
    plan_store.add_moments(desk.session, running.name, running.moments_of([slot]))
    plan_store.plan(desk.session, running.name, row, int(desk.now.timestamp()))


def _sealed(vault: Vault, missing: dict[bytes, str], slot: str) -> list[store.Enrolled]:
    box = vault.house_box()
    return [
        store.Enrolled(
            row,
            box.seal(json.dumps({"person": person_id}).encode(), Label(KIND, row)),
            slot,
            # Their own second within the hour, the same each week: chance that needs no dice.
            int.from_bytes(row[:4], "big") % int(SPREAD.total_seconds()),
        )
        for row, person_id in missing.items()
    ]
