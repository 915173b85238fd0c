"""Every revision, up, down and up again with many rows: what was there before stays the same."""

from tests.support import proofs, revisions
from tests.support.many_rows import facts, fill
from wellbeing.migrations.runner import is_current, stores, upgrade_all
from wellbeing.migrations.stores import scripts_of

ROWS, TIMES = proofs.size(reduced=400, whole=10_000), proofs.size(reduced=1, whole=2)


def test_every_revision_up_down_and_up_again_keeps_every_row(
    settings, later, empty_database, record_property
):
    written = fill(settings, ROWS)
    assert written >= ROWS
    trips = mismatches = 0
    for goal in _one_by_one(settings):
        before, at = facts(settings), revisions.found_in(settings)
        for _ in range(TIMES):
            upgrade_all(settings, goal)
            assert revisions.found_in(settings) == goal
            mismatches += facts(settings, before) != before
            revisions.go_back(settings, at)
            mismatches += facts(settings) != before
            trips += 1
        upgrade_all(settings, goal)
    assert (mismatches, is_current(settings)) == (0, True)
    # Before the first revision there are no rows that could stay.
    revisions.go_back(settings, dict.fromkeys(revisions.NAMES, "base"))
    upgrade_all(settings)
    assert is_current(settings)
    figures = {"rows": written, "round trips": trips, "mismatches": 0}
    proofs.report_part(
        record_property, "migrations", f"up and down on {empty_database.kind}", figures
    )


def _one_by_one(settings):
    """Yield where the databases are to go, one revision of one database after the other."""
    goal = revisions.found_in(settings)
    for store in stores(settings):
        above = list(scripts_of(store).iterate_revisions("head", goal[store.name]))
        for revision in reversed(above):
            goal = {**goal, store.name: revision.revision}
            yield goal
