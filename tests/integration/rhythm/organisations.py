"""Two organisations with the same people and wishes: in one people answer and ask, in one nobody does."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from tests.integration.rhythm.hours import MINUTES, WAITS
from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.organisation import address_of
from tests.support.world import CHARACTERS, settle, unit_id
from wellbeing.accounts.rows import MembershipRow, PersonRow
from wellbeing.checkins import by_link
from wellbeing.checkins import service as checkins
from wellbeing.checkins.service import Answers, Sent
from wellbeing.clock import StandingClock
from wellbeing.content.loader import content
from wellbeing.database import Journal, make_engine, writing
from wellbeing.history.service import Desk as HistoryDesk
from wellbeing.key_ring import KeyRing
from wellbeing.messages.mailer import Parcel, Trouble, one_by_one
from wellbeing.policies import service as policies
from wellbeing.rhythm import service
from wellbeing.rhythm.delivery import Post, deliver_due
from wellbeing.rhythm.links import Opened
from wellbeing.rhythm.service import Away, Desk, Messages, Slot, Wish
from wellbeing.sealed import Vault
from wellbeing.stepped_care import CheckIn
from wellbeing.support import service as support
from wellbeing.support.office import Office
from wellbeing.week import Week

MONDAY = datetime(2026, 6, 8, tzinfo=UTC)
WEEK, HOUR = Week(2026, 24), timedelta(hours=1)
ZONES = ("Europe/London", "Asia/Kathmandu", "America/New_York", "Asia/Tokyo")
AWAY = Away(date(2026, 6, 9), date(2026, 6, 12))
TALK = support.Wish(support.Kind.TALK, with_whom="practitioner", how="phone")
Mailed = tuple[datetime, str, bytes]


@dataclass
class Organisation:
    """One of the two, and all mails that left it."""

    session: Session
    vault: Vault
    post: Post
    ids: Sequence[str]
    mails: list[Mailed] = field(default_factory=list)
    clock: StandingClock = field(default_factory=lambda: StandingClock(MONDAY))
    asked: int = 0

    def open(self) -> None:
        """Be a carrier that takes everything."""

    def close(self) -> None:
        """Let nothing go."""

    def send(self, mail: object) -> None:
        raise AssertionError("weekly mails are passed on")

    def pass_on(self, _sender: str, recipient: str, written: bytes) -> None:
        self.mails.append((self.clock.now(), recipient, written))

    def pass_on_all(self, sender: str, parcels: Iterable[Parcel]) -> Iterator[Trouble | None]:
        return one_by_one(self, sender, parcels)

    @property
    def desk(self) -> Desk:
        return Desk(self.session, self.vault, self.clock.now())

    def history(self, week: Week | None = None) -> HistoryDesk:
        today = week.monday if week else self.clock.now().date()
        return HistoryDesk(self.session, self.vault, policies.rulebook(self.session), today)

    def choose(self) -> None:
        """Let people choose by their number: zones, days, no reminder, nothing at all, days away."""
        for number, person_id in enumerate(self.ids):
            messages = (*(Messages.BOTH,) * 5, Messages.INVITATION, Messages.NONE)[number % 7]
            slot = Slot(ZONES[number % 4], number % 5, 8 + number % 11, messages=messages)
            away = AWAY if number % 11 == 3 else None
            service.choose(self.desk, person_id, Wish(slot, away, version=0))

    def live(self, weeks: int, *, is_lively: bool) -> None:
        """Tick through some weeks; in a lively organisation people do things all the time."""
        if is_lively:
            self._begin()
        for hours in range(weeks * 7 * 24):
            now = MONDAY + hours * HOUR
            self.clock.standing_at = now
            if is_lively:
                self._act(hours)
            service.plan_due(self.desk)
            service.catch_up(self.desk)
            for minute in MINUTES:
                self.clock.standing_at = now + timedelta(minutes=minute)
                self._deliver()

    def _deliver(self) -> None:
        now = {"now": int(self.clock.now().timestamp())}
        waits = self.session.execute(WAITS, now).first()
        self.session.rollback()
        if waits:
            deliver_due(self.desk, self.post, self, self.clock)

    def _begin(self) -> None:
        """Let two in three take part, and answer in the two weeks before: their steps differ by now."""
        for number, person_id in enumerate(self.ids):
            if number % 3:
                checkins.consent(self.history(), content().consent, person_id)
                for back in (2, 1):
                    self._answer(number, WEEK.plus(-back))

    def _act(self, hours: int) -> None:
        """Let some people answer in this hour of a week, by page or by link, and some ask for a talk."""
        week = WEEK.plus(hours // 168)
        for number, person_id in enumerate(self.ids):
            if number % 3 == 0 or number * 13 % 168 != hours % 168:
                continue
            if number % 2:
                row = service.address_of(self.vault, person_id)
                opened = Opened(person_id, row, week, 0)
                by_link.send(self.history(), content().consent, opened, _answers(number))
            else:
                self._answer(number, week)
            if number % 5 == 0:
                self._ask(person_id)

    def _answer(self, number: int, week: Week) -> None:
        sent = Sent(week, _answers(number), f"{number:016x}{week.number:016x}")
        checkins.submit(self.history(week), content().consent, self.ids[number], sent)

    def _ask(self, person_id: str) -> None:
        office = Office(self.history(), self.clock.now(), content().offers.promise)
        shown = support.ahead(office, person_id, TALK).mark
        self.asked += support.ask(office, person_id, TALK, shown)


def _answers(number: int) -> Answers:
    bad = number % 4
    return Answers(CheckIn((bad,) * 6, op=bad, org=bad, life=bad, support=3 - bad, impact=bad))


@contextmanager
def organisation(folder: Path, people: int, post: Post, ring: KeyRing) -> Iterator[Organisation]:
    """Lend an organisation of its own, with the keys of the other one."""
    folder.mkdir()
    settings = replace(prepare(on_sqlite(folder)))
    settings.key_file.unlink()
    ring.write(settings.key_file)
    main, keys = (
        make_engine(url, Journal.SCRATCH) for url in (settings.database_url, settings.keys_url)
    )
    with Session(main) as session:
        settle(session)
        staff = [f"{number:032d}" for number in range(people)]
        _join(session, staff)
        here = [each.id for each in CHARACTERS if each.name == "staff"]
        found = Organisation(session, Vault(ring, keys), post, here + staff)
        found.clock.standing_at = MONDAY - timedelta(days=3)
        found.choose()
        yield found
    main.dispose()
    keys.dispose()


def _join(session: Session, ids: Sequence[str]) -> None:
    with writing(session):
        for each in ids:
            session.add(
                PersonRow(id=each, name="", work_email=address_of(each),
                          email_key=address_of(each), joined_on=date(2024, 1, 1))
            )  # fmt: skip
        session.flush()
        session.add_all(
            MembershipRow(person_id=each, unit_id=unit_id("red"), from_on=date(2024, 1, 1))
            for each in ids
        )
