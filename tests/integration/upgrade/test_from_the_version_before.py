"""What an earlier version wrote is read by this one, and an earlier version leaves ours alone."""

import sqlite3
from contextlib import closing

import pytest

from tests.integration.screens.screening import switched_on
from tests.support import proofs, releases, revisions
from tests.support.databases import SQLITE, settings_of
from tests.support.house import opened
from tests.support.rounds import Round, front_doors
from tests.support.walking import Walker
from tests.support.world import BY_NAME, CHARACTERS, NOW
from wellbeing.audit import service as audit
from wellbeing.cli import run
from wellbeing.clock import StandingClock
from wellbeing.commands.serve import prepared
from wellbeing.installation import Installation
from wellbeing.migrations.runner import SchemaError, is_current, upgrade_all

RELEASES = pytest.mark.parametrize("release", releases.kept(), ids=lambda release: release.name)
ON_SQLITE = pytest.mark.parametrize("empty_database", [SQLITE], indirect=True)
LOOKED_IN = [who for who in CHARACTERS if who.works_here] if proofs.is_whole() else []


@pytest.fixture
def database(empty_database):
    return empty_database


def test_there_is_a_version_before():
    assert "0.1.0" in {release.name for release in releases.kept()}


@RELEASES
def test_everything_that_people_wrote_in_an_earlier_version_is_there(
    release, database, tmp_path, record_property
):
    settings = releases.install(release, database)
    assert not is_current(settings)

    settings = prepared(switched_on(settings, tmp_path / "policies"), StandingClock(NOW))

    assert is_current(settings)
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            assert next(audit.newest(session, home.vault, 1)).kind is audit.Kind.UPGRADED
        for person, words in release.words.items():
            assert releases.read_by(home, person, words) == words
        staff = Walker(home.browser_of(BY_NAME["staff"].id))
        first = [staff.get(address) for address in front_doors(home.app)[::6]]
        seen = [
            Round(Walker(home.browser_of(who.id)), who=who.name).go().pages for who in LOOKED_IN
        ]
    assert {page.status for page in first} <= {200, 403, 404}
    words, pages = sum(map(len, release.words.values())), sum(map(len, [first, *seen]))
    assert words > 50
    figures = {"words": words, "missing": 0, "pages": pages}
    part = f"from {release.name} on {database.kind}"
    proofs.report_part(record_property, "migrations", part, figures)


@RELEASES
@ON_SQLITE
def test_the_revisions_of_a_version_that_was_kept_are_never_changed(release, database):
    upgrade_all(settings_of(database), release.revisions)

    for store, file in releases.FILES.items():
        with closing(sqlite3.connect(":memory:")) as before:
            before.executescript(release.sql(store))
            kept = tables_of(before)
        with closing(sqlite3.connect(database.data / file)) as now:
            assert tables_of(now) == kept, f"write a new revision of {store} instead"


def tables_of(database):
    rows = database.execute("SELECT name, sql FROM sqlite_master WHERE sql <> ''")
    return {name: " ".join(sql.split()) for name, sql in rows}


@RELEASES
def test_an_earlier_version_refuses_what_this_one_has_written(
    release, database, tmp_path, monkeypatch, capsys
):
    settings = releases.install(release, database)
    upgrade_all(settings)
    now = revisions.found_in(settings)
    for name, value in database.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(database.key_file))

    revisions.use(monkeypatch, revisions.version_before(tmp_path, release.revisions))

    with pytest.raises(SchemaError, match="later version"):
        prepared(settings, StandingClock(NOW))
    for command in (["scheduler"], ["keys", "status"], ["publish"]):
        assert run(command) == 1
        said = capsys.readouterr().err
        assert "was written by a later version of wellbeing. Use that version" in said
    assert revisions.found_in(settings) == now


def test_this_version_refuses_what_a_later_one_has_written(database, tmp_path, monkeypatch):
    settings = settings_of(database, Installation.new(demo=False))
    with monkeypatch.context() as later:
        revisions.use(later, revisions.next_version(tmp_path))
        upgrade_all(settings)
    now = revisions.found_in(settings)

    with pytest.raises(SchemaError, match="later version"):
        upgrade_all(settings)

    assert revisions.found_in(settings) == now
    assert not is_current(settings)
