"""Hour by hour through years and zones, on the real tables: one invitation a week, never at night."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.integration.rhythm.hours import Walk, slots_in
from tests.support import proofs
from tests.support.databases import POSTGRES, SQLITE
from tests.support.house import prepare
from tests.support.organisation import found
from tests.support.slots import ZONES
from wellbeing.database import Journal, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.rhythm.service import Desk
from wellbeing.sealed import Vault
from wellbeing.week import Week

# Half-hour clock changes, quarter hours, both sides of the date line.
FEW = (
    "Europe/London", "America/Adak", "America/St_Johns", "Asia/Kathmandu",
    "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Pacific/Kiritimati",
)  # fmt: skip
# Clocks change in the north, in the south a week later, and a year of 53 weeks ends.
SOME_WEEKS = (Week(2026, 13), Week(2026, 14), Week(2026, 53))
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
# 2025 to 2035 for one organisation, two years with 53 weeks among them for others.
ALL_WEEKS = tuple(Week(2025, 1).plus(number) for number in range(574))
TWO_YEARS = tuple(Week(2026, 1).plus(number) for number in range(105))
HOMES = (("Europe/London", SQLITE), ("Pacific/Kiritimati", POSTGRES))
MORE_HOMES = (("America/Adak", SQLITE), ("Australia/Lord_Howe", SQLITE))


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, object]]:
    """What was found in each organisation of this run."""
    return {}


@pytest.fixture
def walk(database, home, post) -> Iterator[Walk]:
    settings = prepare(database)
    main = make_engine(settings.database_url, Journal.SCRATCH)
    keys = make_engine(settings.keys_url, Journal.SCRATCH)
    slots = [slot for zone in (ZONES if proofs.is_whole() else FEW) for slot in slots_in(zone)]
    with Session(main) as session:
        ids = found(session, len(slots), home)
        vault = Vault(KeyRing.read(settings.key_file), keys)
        walk = Walk(Desk(session, vault, LONG_AGO), post, home)
        walk.settle(ids, slots, weeks_of(home)[0])
        yield walk
    main.dispose()
    keys.dispose()


def weeks_of(home: str) -> tuple[Week, ...]:
    if not proofs.is_whole():
        return SOME_WEEKS if home == "Europe/London" else SOME_WEEKS[1:]
    return ALL_WEEKS if home == "Europe/London" else TWO_YEARS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("home", "database"), HOMES + proofs.size(0, 1) * MORE_HOMES, indirect=["database"]
)
def test_everybody_is_asked_once_a_week_and_never_at_night(walk, home, figures, record_property):
    begun = time.monotonic()

    for week in weeks_of(home):
        walk.through(week)

    figures[home] = {"people": len(walk.people), **asdict(walk.walked)}
    figures[home] |= {"minutes": round((time.monotonic() - begun) / 60, 1)}
    proofs.report(record_property, "rhythm", {"hour by hour, by the organisation's zone": figures})
    assert walk.walked.person_weeks == len(weeks_of(home)) * len(walk.people)
    assert walk.walked.faults == 0, walk.walked
    assert walk.walked.mails > 1.3 * walk.walked.person_weeks
