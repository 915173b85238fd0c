"""A real organisation behind real pages: people answer, figures come out, and roles look at them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.attacks.view import Look, look
from tests.support.databases import Database
from tests.support.house import Home, opened, prepare
from tests.support.press import CALENDAR, LONG_AGO, Works, publication, without_noise
from wellbeing.accounts.people import Role
from wellbeing.accounts.rows import RoleRow, SupervisionRow
from wellbeing.database import Journal, make_engine, writing
from wellbeing.disclosure import Noise, Window
from wellbeing.history import service as history
from wellbeing.history.service import Answers, Desk
from wellbeing.key_ring import KeyRing
from wellbeing.policies import service as policies
from wellbeing.publishing.witness import KeptWitness
from wellbeing.sealed import Vault
from wellbeing.stepped_care import HIGHEST_ANSWER, SIGNS, CheckIn
from wellbeing.week import Week

# A team for every sort of line: shown by itself, shown together, too small to show.
SERVICES = {
    "north": {"red": 9, "blue": 8, "dot": 3, "dash": 5},
    "south": {"green": 12, "lone": 2},
}
# Who looks, by their home; what they may see differs, and what they see of it may not.
STAFF, SUPERVISOR, MANAGER, DIRECTOR = "staff", "supervisor", "manager", "director"
VIEWERS: Mapping[str, tuple[str, str | None, Role | None]] = {
    STAFF: ("red", None, None),
    SUPERVISOR: ("red", "red", Role.SUPERVISOR),
    MANAGER: ("north", "north", Role.MANAGER),
    DIRECTOR: ("org", "org", Role.MANAGER),
}


@dataclass(frozen=True)
class Premises:
    """An organisation with its databases, and the application that shows its figures."""

    works: Works
    home: Home

    def publish(self, window: Window, noise: Noise = without_noise, fence: int = 1) -> None:
        self.works.publish(publication(window), noise, fence)
        self.home.clock.standing_at = publication(window)

    def check_in(self, person_id: str, week: Week, items: Sequence[int]) -> None:
        """Send ten answers, turned so that higher is better, as the pages would."""
        signs, rest = items[: len(SIGNS)], items[len(SIGNS) :]
        op, org, life = (HIGHEST_ANSWER - item for item in rest[:3])
        given = CheckIn(
            tuple(HIGHEST_ANSWER - sign for sign in signs),
            op=op,
            org=org,
            life=life,
            support=rest[3],
        )
        with self.works.session() as session, writing(session):
            day = week.monday + timedelta(days=2)
            desk = Desk(session, self.works.vault, policies.rulebook(session), day)
            history.record(desk, person_id, week, Answers(given), f"{person_id} {week}")

    def look(self, who: str) -> Look:
        """Return everything that one of the viewers finds under the pages of figures."""
        return look(self.home.browser_of(who))

    def looks(self) -> dict[str, Look]:
        return {who: self.look(who) for who in VIEWERS}


@contextmanager
def premises(
    database: Database, services: Mapping[str, Mapping[str, int]] | None = None
) -> Iterator[Premises]:
    """Found an organisation on empty databases, and open it on the day before its first cycle."""
    settings = prepare(database)
    main = make_engine(settings.database_url)
    ledger = make_engine(settings.ledger_url, Journal.LEDGER)
    keys = make_engine(settings.keys_url, Journal.SIDE)
    vault = Vault(KeyRing.read(settings.key_file), keys)
    witness = KeptWitness(settings.witness_file, keys)
    works = Works(main, ledger, keys, vault, witness, settings.witness_file)
    works.found(services or SERVICES)
    for who, (home, leads, role) in VIEWERS.items():
        _add_viewer(works, who, home, leads, role)
    try:
        with opened(settings, database, first_day()) as house:
            yield Premises(works, house)
    finally:
        for engine in (main, ledger, keys):
            engine.dispose()


def first_day() -> datetime:
    return publication(CALENDAR.windows(0)[-1])


def everybody(services: Mapping[str, Mapping[str, int]]) -> Sequence[str]:
    return [
        f"{team}-{number}"
        for teams in services.values()
        for team, people in teams.items()
        for number in range(people)
    ]


def _add_viewer(works: Works, who: str, home: str, leads: str | None, role: Role | None) -> None:
    works.join(who, home, LONG_AGO)
    if leads is None or role is None:
        return
    with works.session() as session, writing(session):
        session.add(RoleRow(person_id=who, role=role, from_on=LONG_AGO))
        session.add(SupervisionRow(person_id=who, unit_id=leads, from_on=LONG_AGO))
