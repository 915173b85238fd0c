"""A simulated year of requests, hour by hour, in four nations: nothing lost, nobody left in silence."""

from datetime import UTC, datetime
from random import Random  # noqa: TID251  # What happens in the year is drawn, the same each time.

import pytest

from tests.support import proofs, staffed
from tests.support.promise_year import Year
from tests.support.promises import three_practitioners

# The days up to Easter in everyday runs; the whole year, in all four nations, in `.ci/long`.
EASTER, FOUR_DAYS = datetime(2026, 3, 31, tzinfo=UTC), 4
NEW_YEAR, A_YEAR = datetime(2026, 1, 1, tzinfo=UTC), 365
# What must have happened, or the year has shown nothing.
HAPPENS = ("asked", "asked out of hours", "absences", "passed on", "told")
NATIONS = staffed.NATIONS if proofs.is_whole() else ("england",)


@pytest.mark.parametrize("nation", NATIONS)
def test_nothing_is_lost_and_nobody_waits_in_silence(
    tmp_path, nation: str, record_property
) -> None:
    first, days = (NEW_YEAR, A_YEAR) if proofs.is_whole() else (EASTER, FOUR_DAYS)

    with three_practitioners(tmp_path) as help_:
        year = Year(help_, nation, Random(f"promises in {nation}"))
        year.live(first, days * 24)

    faults = {what: year.count(what) for what in ("lost", "silent past its promise")}
    figures = {"hours": days * 24, **dict(sorted(year.seen.items())), **faults}
    proofs.report(record_property, f"promises-{nation}", figures)
    assert year.faults == []
    assert {what: year.seen[what] for what in HAPPENS if not year.seen[what]} == {}
