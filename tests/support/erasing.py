"""People about whom there is something everywhere, and what deleting leaves of them."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from tests.support.backup_operator import Tables
from tests.support.backup_operator import tables as all_tables
from tests.support.house import Home
from tests.support.my_calls import put_call
from tests.support.my_data import Planter
from wellbeing.accounts.people import Role
from wellbeing.accounts.sign_in import make_link, sign_in_as
from wellbeing.checkins import store as checkin_store
from wellbeing.checkins.by_link import SENT
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.preferences import contact
from wellbeing.preferences import service as preferences
from wellbeing.promise_tests import store as promise_store
from wellbeing.promise_tests.kept import Addressed, Sent
from wellbeing.records.erasing import Eraser, Point, Reached
from wellbeing.records.erasure_book import EMPTIED
from wellbeing.records.my_code import What, make_code
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.feed_service import Change, change_calendar
from wellbeing.rhythm.rows import NudgeRow
from wellbeing.screens import service as screens
from wellbeing.stepped_care import Instrument


class BrokenOffError(Exception):
    """The power went at a point of an erasure."""


def broken_off_at(point: Point) -> Reached:
    def reach(reached: Point) -> None:
        if reached is point:
            raise BrokenOffError(point)

    return reach


def eraser(home: Home, session: Any, point: Point | None = None) -> Eraser:
    today = home.clock.now().date()
    made = Eraser(session, home.vault, home.settings.erasures, today)
    return made if point is None else replace(made, reached=broken_off_at(point))


@dataclass
class Everywhere:
    """Plants a person in every table that deleting empties."""

    home: Home
    session: Any
    person_id: str

    def plant(self, unit_id: str, *, with_account: bool = True) -> dict[str, str]:
        """Plant everything; what the account says and logs hold only once, since it stays."""
        planter = Planter(self.home, self.session, self.person_id, unit_id)
        if with_account:
            planter.everywhere()
        else:
            self._private_parts(planter)
        self._choices(planter)
        self._week_of_messages()
        self._test_of_the_promise()
        return planter.planted

    def _test_of_the_promise(self) -> None:
        now, test_id = self.home.clock.now(), secrets.token_hex(16)
        to = (Addressed(self.person_id),)
        with writing(self.session):
            sent = Sent(test_id, Role.PRACTITIONER, now, now + timedelta(days=1), to)
            promise_store.add(self.session, sent)

    def _private_parts(self, planter: Planter) -> None:
        sign_in_as(planter.asked.door, self.person_id)
        make_link(planter.asked.door, self.person_id)
        own = (planter.kit, planter.papers, planter.weeks, planter.request, planter.number)
        ahead = (planter.ahead, planter.change_at_work)
        for part in (*own, planter.share, *ahead, planter.formal, planter.cover):
            part()
        reach = planter.word("how to reach them now")
        put_call(self.home, self.session, self.person_id, reach)

    def _choices(self, planter: Planter) -> None:
        vault, desk = self.home.vault, planter.asked.visit.desk
        chosen = screens.screen(Instrument.PHQ_4)
        screens.opt_in(desk, self.person_id, chosen, lambda: True)
        drawer = preferences.Drawer(self.session, vault, self.person_id)
        preferences.keep(drawer, preferences.Look(preferences.TextSize.LARGEST))
        wishes = contact.ContactWishes(safe_times=planter.word("safe times"))
        contact.keep_contact_wishes(self.session, vault, self.person_id, wishes)
        make_code(planter.asked.door, self.person_id, What.DOWNLOAD)

    def _week_of_messages(self) -> None:
        now, vault = self.home.clock.now(), self.home.vault
        desk = rhythm.Desk(self.session, vault, now)
        change_calendar(desk, self.person_id, Change.ON)
        row = rhythm.address_of(vault, self.person_id)
        with writing(self.session):
            messages.post(self.session, vault, messages.Kind.SET_PASSWORD, self.person_id, now)
            link = vault.row_key(SENT, row.hex(), desk.running().name)
            checkin_store.count_by_link(self.session, link, now.date(), 3)
            self.session.add(
                NudgeRow(
                    rhythm_id=row,
                    week=desk.running().name,
                    kind=rhythm.INVITATION,
                    version=1,
                    channel="mail",
                    state="waiting",
                    due_second=desk.second + secrets.randbelow(100),
                    until_second=desk.second + 3_000,
                    day=now.date(),
                    tries=0,
                )
            )


def emptied(home: Home) -> Tables:
    """Return all rows of the tables that deleting empties; of notices that wait, to others too, the ids."""
    found = {name: rows for name, rows in all_tables(home.settings).items() if name in EMPTIED}
    return found | {"outbox": [row[:1] for row in found["outbox"]]}
