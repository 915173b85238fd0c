"""Who left is deleted after 30 days, by the clock of the job, and nobody else is."""

from datetime import date, datetime, time, timedelta

import pytest

from tests.support.databases import on_sqlite
from tests.support.erasing import eraser
from tests.support.my_data import Planter
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.backup import carrying
from wellbeing.backup.shelf import Shelf
from wellbeing.clock import StandingClock
from wellbeing.jobs import BY_NAME, Workshop
from wellbeing.records import erasure_list, erasure_store

IDS = {who.name: who.id for who in CHARACTERS}
ANN, LEFT = IDS["staff"], IDS["left"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("leavers") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home, home.session() as session:
        for who in (ANN, LEFT):
            Planter(home, session, who, unit_id("red")).kit()
        yield home


def do(home, job, days):
    """Do a job so many days after somebody left."""
    workshop = Workshop.of(home.settings, StandingClock(home.clock.now() + timedelta(days=days)))
    try:
        BY_NAME[job].do(workshop, 1)
    finally:
        workshop.close()


def listed(home):
    return erasure_list.read(home.settings.erasures, home.vault.row_key)


def test_who_left_is_deleted_after_30_days_and_once(home):
    do(home, "erase-leavers", 29)
    assert listed(home) == ()
    assert set(home.vault.boxes([ANN, LEFT])) == {ANN, LEFT}

    for _ in range(2):
        do(home, "erase-leavers", 30)
        assert [one.on for one in listed(home)] == [TODAY + timedelta(days=30)]
    assert set(home.vault.boxes([ANN, LEFT])) == {ANN}


def test_an_entry_goes_when_no_backup_can_be_so_old(home):
    entry = erasure_list.Erased(b"e" * 16, b"p" * 32, TODAY)
    erasure_list.append(home.settings.erasures, entry, home.vault.row_key)
    with home.session() as session:
        eraser(home, session).replay([entry])

    do(home, "forget-old-erasures", 400)
    assert entry in listed(home)
    do(home, "forget-old-erasures", 401)
    assert entry not in listed(home)
    with home.session() as session:
        assert entry not in erasure_store.known(session)


def shelf_with(folder, *days):
    """Return a folder that holds nothing of a backup but its name, for each of these days."""
    for day in days:
        made = folder / f"x-{datetime.combine(day, time()):%Y%m%dT%H%M%S%fZ}-abc"
        made.mkdir(parents=True)
        (made / "manifest.json").touch()
    folder.mkdir(exist_ok=True)
    return Shelf(folder, folder, "x")


def test_an_entry_stays_as_long_as_the_oldest_backup_that_may_lack_it(home, tmp_path):
    mark, day = home.vault.row_key, date(2026, 3, 1)
    file, entry = tmp_path / "list", erasure_list.Erased(b"e" * 16, b"p" * 32, date(2026, 2, 1))
    older = shelf_with(tmp_path / "older", date(2026, 1, 5), date(2026, 3, 2))
    newer = shelf_with(tmp_path / "newer", date(2026, 3, 2))
    erasure_list.append(file, entry, mark)
    for shelf in (older, newer):
        carrying.carry(file, shelf, mark)

    assert not carrying.forget_before(day, file, older, mark)
    assert carrying.listed(file, older, mark) == (entry,)
    assert carrying.forget_before(day, file, newer, mark)
    assert carrying.listed(file, newer, mark) == ()
