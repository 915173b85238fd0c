"""What is kept longer than the list says: each row is remembered from the day on which it was first seen.

Nothing here asks a row until when it is kept: the days come from the list, and ages from this calendar.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import Session

from tests.support.four_years import ENDS_IN, STAYS_FOR, Years
from tests.support.world import CHARACTERS
from wellbeing.accounts.rows import MembershipRow, PasswordRow, PersonRow, SupervisionRow
from wellbeing.audit.rows import AuditEventRow
from wellbeing.backup.making import shelf_of
from wellbeing.backup.manifest import Kind
from wellbeing.backup.shelf import moment_of
from wellbeing.checkins.said_ahead import KIND as SAID_AHEAD
from wellbeing.checkins.said_ahead import Folder
from wellbeing.complaints.rows import ComplaintRow
from wellbeing.database import KeyRow, Row
from wellbeing.history.rows import CheckInRow, PlacementRow
from wellbeing.looking_back.places import SWITCH
from wellbeing.preferences.service import Drawer
from wellbeing.records import erasure_list
from wellbeing.records.erasure_rows import CodeRow
from wellbeing.retention import kept
from wellbeing.rhythm.service import address_of
from wellbeing.sealed import HOUSE
from wellbeing.week import Week

CYCLES_KEPT, MONTHS_KEPT = timedelta(weeks=52), timedelta(days=31 + 2 * 366)
# table: what it is in the list, and how many days may pass before its time begins.
TABLES = {
    "check_in_draft": ("draft", 0),
    "later_by_link": ("later-by-link", 6),
    "sent_by_link": ("sent-by-link", 0),
    "limbo": ("limbo", 0),
    "login_session": ("sessions", 0),
    "one_time_link": ("sessions", 7),
    "sign_in_pause": ("sessions", 0),
    "outbox": ("dead-letters", 0),
    "kit_kept_back": ("kit-before", 1),
    "support_request": ("requests", 0),
    "support_note": ("agreed-actions", 0),
    "support_paper": ("letters", 0),
    "work_request": ("work-requests", 0),
    "formal_agreement": ("formal", 0),
    "intervention": ("formal", 0),
    "formal_evidence": ("formal-evidence", 0),
    "shared_item": ("shared", 0),
    "promise_test": ("promise-tests", 2),
    "weekly_nudge": ("messages", 7),
    "weekly_moment": ("messages", 7),
    "text_code": ("code-of-a-number", 0),
    "supporter_absence": ("supporters-away", 0),
    "own_paper": ("notes", 7),
    "erasure": ("erasures", 0),
    "person_code": ("codes", 0),
    "call": ("calls", 0),
    "call_reader": ("calls", 0),
}
# Until their person has left for so long.
OF_PEOPLE = (
    "care_state",
    "consent",
    "data_key",
    "first_aid_kit",
    "named_responder",
    "own_look",
    "own_preference",
    "said_ahead",
    "screen_opt_in",
    "supporter_card",
    "text_number",
    "weekly_calendar",
)
LIMITS = {
    **{name: kept(one).span + timedelta(days=more) for name, (one, more) in TABLES.items()},
    **dict.fromkeys(OF_PEOPLE, STAYS_FOR + kept("leavers").span),
    "cohort": CYCLES_KEPT,
    "promise_month": MONTHS_KEPT,
}
Found = dict[str, int]


@dataclass
class Calendar:
    """On which day each row was first seen, and which have outlived their time."""

    years: Years
    # How much later than its time something may go: the 24 hours of a promise, or one step of a shorter walk.
    slack: timedelta
    born: dict[tuple[str, object], date] = field(default_factory=dict)
    events: dict[int, date] = field(default_factory=dict)
    most_alive: int = 0

    def __post_init__(self) -> None:
        """Leave out what belongs to the small world itself."""
        self.before = set(self._rows())

    def overdue(self) -> Found:
        """Return how many things of which kind are kept too long today."""
        today, found = self.years.today, dict[str, int]()
        alive = set(self._rows()) - self.before - self._may_stay()
        longer = self._longer
        self.most_alive = max(self.most_alive, len(alive))
        self.born = {each: self.born.get(each, today) for each in alive}
        for (name, row), since in self.born.items():
            if today - since > longer.get((name, row), LIMITS[name]) + self.slack:
                found[name] = found.get(name, 0) + 1
        for name, count in self._others():
            if count:
                found[name] = found.get(name, 0) + count
        return found

    def _may_stay(self) -> set[tuple[str, object]]:
        """Return what belongs to the house, or stays as nobody's: keys of complaints, and its own cards."""
        vault = self.years.home.vault
        with self.years.workshop.session() as session:
            owners = [
                HOUSE,
                *(f"complaint {one}" for one in session.scalars(select(ComplaintRow.id))),
            ]
        slots = {("data_key", vault.row_key("data-key", one)) for one in owners}
        return slots | {("supporter_card", who.id) for who in CHARACTERS}

    @property
    def _longer(self) -> Mapping[tuple[str, object], timedelta]:
        """Return what of a table is kept longer than the rest: that notes are on, and codes for later."""
        vault, people = self.years.home.vault, self.years.gone
        longer: dict[tuple[str, object], timedelta] = {
            ("own_paper", SWITCH.address(vault, each)): LIMITS["consent"] for each in people
        }
        codes = select(CodeRow.id).where(CodeRow.owner.in_(self.years.owners_of_codes))
        with self.years.workshop.session() as session:
            later = session.scalars(codes).all()
        return longer | {("person_code", each): kept("codes-for-later").span for each in later}

    def _rows(self) -> Iterator[tuple[str, object]]:
        workshop = self.years.workshop
        for base, engine in ((Row, workshop.main), (KeyRow, workshop.keys)):
            with Session(engine) as session:
                for name in LIMITS.keys() & base.metadata.tables.keys():
                    for key in _keys(session, base.metadata.tables[name]):
                        yield name, key

    def _others(self) -> Iterator[tuple[str, int]]:
        with self.years.workshop.session() as session:
            for count in (_weekly, _events, _complaints, _left, _accounts, _words, _ahead, _list):
                yield count.__name__.strip("_"), count(self, session)
        yield "backups", _backups(self)

    def is_late(self, since: date, name: str) -> bool:
        return self.years.today - since > kept(name).span + self.slack


def _keys(session: Session, table: Table) -> list[object]:
    columns = tuple(table.primary_key.columns)
    return [tuple(row) if len(row) > 1 else row[0] for row in session.execute(select(*columns))]


def _weekly(calendar: Calendar, session: Session) -> int:
    """Look at answers and placements by their week: they count from its end."""
    late = 0
    for row in (CheckInRow, PlacementRow):
        weeks = session.scalars(select(row.week).distinct())
        late += sum(calendar.is_late(Week.parse(week).sunday, "answers") for week in weeks)
    return late


def _events(calendar: Calendar, session: Session) -> int:
    """Look at the oldest event that is left; their numbers only grow."""
    newest = session.scalar(select(func.max(AuditEventRow.number))) or 0
    oldest = session.scalar(select(func.min(AuditEventRow.number))) or 0
    calendar.events.setdefault(newest, calendar.years.today)
    since = min((day for at, day in calendar.events.items() if at >= oldest), default=None)
    return int(since is not None and calendar.is_late(since, "audit"))


def _complaints(calendar: Calendar, session: Session) -> int:
    """Look at those that were answered nearly six years ago."""
    there = set(session.scalars(select(ComplaintRow.id)))
    old = calendar.years.old_complaints
    today = calendar.years.today
    return sum(today - day > ENDS_IN + calendar.slack for one, day in old.items() if one in there)


def _left(calendar: Calendar, session: Session) -> int:
    """Look for whoever left: what lies open at the next hour, everything else after its time."""
    years, vault = calendar.years, calendar.years.home.vault
    at_once = [one for one, day in years.gone.items() if years.today - day > calendar.slack]
    open_rows = {
        "said_ahead": [vault.row_key(SAID_AHEAD, one) for one in at_once],
        "weekly_rhythm": [address_of(vault, one) for one in at_once],
    }
    late = 0
    for name, rows in open_rows.items():
        table = Row.metadata.tables[name]
        late += len(set(_keys(session, table)) & set(rows))
    for one in ("support_request", "formal_agreement", "shared_item", "work_request"):
        late += _of_leavers(calendar, session, one)
    return late + _keys_of_leavers(calendar, session)


def _long_gone(calendar: Calendar, name: str) -> list[str]:
    return [one for one, day in calendar.years.gone.items() if calendar.is_late(day, name)]


def _keys_of_leavers(calendar: Calendar, session: Session) -> int:
    vault, long_gone = calendar.years.home.vault, _long_gone(calendar, "leavers")
    drawers = (Drawer(session, vault, one).key_name for one in long_gone)
    return len(vault.boxes([*long_gone, *drawers]))


def _accounts(calendar: Calendar, session: Session) -> int:
    """Look for names, addresses and passwords of whoever left, and later for teams and units led."""
    gone, long_gone = (_long_gone(calendar, name) for name in ("leavers", "left-behind"))
    is_named = (PersonRow.name != "") | (PersonRow.work_email != "")
    named = or_(is_named, PersonRow.email_key.is_not(None))
    asked = (
        select(PersonRow.id).where(PersonRow.id.in_(gone), named),
        select(PasswordRow.person_id).where(PasswordRow.person_id.in_(gone)),
        select(MembershipRow.person_id).where(MembershipRow.person_id.in_(long_gone)),
        select(SupervisionRow.person_id).where(SupervisionRow.person_id.in_(long_gone)),
    )
    return sum(len(session.scalars(one).all()) for one in asked)


OWNERS: dict[str, tuple[str, str]] = {
    "support_request": ("asker", "support-asker"),
    "formal_agreement": ("person", "formal-person"),
    "shared_item": ("owner", "share-owner"),
    "work_request": ("asker", "work-asker"),
}


def _of_leavers(calendar: Calendar, session: Session, name: str) -> int:
    """Count what is open to others of people who have left."""
    column, label = OWNERS[name]
    table, vault = Row.metadata.tables[name], calendar.years.home.vault
    left = (one for one, day in calendar.years.gone.items() if _is_left(calendar, day))
    owners = {vault.row_key(label, one) for one in left}
    return sum(owner in owners for owner in session.scalars(select(table.c[column])))


def _is_left(calendar: Calendar, day: date) -> bool:
    return calendar.years.today - day > calendar.slack


def _words(calendar: Calendar, session: Session) -> int:
    """Look for words of what is no longer shared: they go with the next hour."""
    table = Row.metadata.tables["shared_item"]
    ended = table.c.until < calendar.years.today - calendar.slack
    kept_on = select(func.count()).select_from(table).where(table.c.words.is_not(None), ended)
    return session.scalar(kept_on) or 0


def _ahead(calendar: Calendar, session: Session) -> int:
    """Open what people said ahead: a day that was chosen, and that somebody was told."""
    late, folder = 0, Folder(session, calendar.years.home.vault)
    for row in folder.ids():
        said = folder.at(row)
        if said is not None:
            late += sum(calendar.is_late(one.on, "said-ahead") for one in said.booked)
            late += sum(calendar.is_late(one.on, "hello") for one in said.told)
    return late


def _list(calendar: Calendar, _session: Session) -> int:
    """Look at the list of erasures, which lies in no database, and at its copy beside the backups."""
    settings, mark = calendar.years.home.settings, calendar.years.home.vault.row_key
    files = (settings.erasures, shelf_of(settings).erasures)
    entries = [one for file in files if file.exists() for one in erasure_list.read(file, mark)]
    return sum(calendar.is_late(one.on, "erasures") for one in entries)


def _backups(calendar: Calendar) -> int:
    """Look at the shelf: the newest backup always stays, with its keys."""
    shelf = shelf_of(calendar.years.home.settings)
    late = 0
    for name in shelf.names()[:-1]:
        day = moment_of(name).date()
        late += calendar.is_late(day, "backups")
        has_keys = shelf.file_of(name, Kind.KEYS).exists()
        late += has_keys and calendar.is_late(day, "backups-of-keys")
    return late
