"""What must hold between the rows of a roster: one row each, real supervisors, no circles."""

from collections.abc import Iterator, Sequence

from wellbeing.accounts.roster_fields import MANAGER_OF, alike
from wellbeing.accounts.roster_rows import Problem, RosterRow

# A roster in which most people are a team of their own has the wrong column under `team`.
_LOOK_AT_TEAMS_FROM = 20


def problems_between(rows: Sequence[RosterRow]) -> list[Problem]:
    """Return everything that is wrong between rows that are each fine by themselves."""
    return [
        *_doubled_people(rows),
        *_units_written_in_two_ways(rows),
        *_unknown_supervisors(rows),
        *_circles(rows),
        *_managers_of_nothing(rows),
        *_teams_of_one(rows),
    ]


def _doubled_people(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in rows:
        before = first.setdefault(alike(row.work_email), row.number)
        if before != row.number:
            yield Problem(row.number, "work_email", f"{row.work_email} is in row {before} already")


def _units_written_in_two_ways(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    first: dict[tuple[str, str], tuple[str, int]] = {}
    for row in rows:
        for column, written in zip(("directorate", "service", "team"), row.place, strict=True):
            before, number = first.setdefault((column, alike(written)), (written, row.number))
            if before != written:
                yield Problem(
                    row.number, column, f"{written!r} is written {before!r} in row {number}"
                )


def _unknown_supervisors(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    known = {row.work_email for row in rows}
    for row in rows:
        if row.supervisor_email and row.supervisor_email not in known:
            yield Problem(
                row.number, "supervisor_email", f"{row.supervisor_email} is not in this file"
            )


def _circles(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    """Name each circle of supervisors once, at its first row."""
    above = {row.work_email: row for row in rows}
    settled: set[str] = set()
    for row in rows:
        way: list[RosterRow] = []
        here: RosterRow | None = row
        while here is not None and here.work_email not in settled:
            settled.add(here.work_email)
            way.append(here)
            here = above.get(here.supervisor_email)
        if here is not None and here in way:
            yield _circle(way[way.index(here) :])


def _circle(circle: Sequence[RosterRow]) -> Problem:
    first = min(circle, key=lambda row: row.number)
    if len(circle) == 1:
        return Problem(first.number, "supervisor_email", "nobody supervises themselves")
    others = ", ".join(str(number) for number in sorted(row.number for row in circle)[:20])
    return Problem(
        first.number, "supervisor_email", f"rows {others} supervise each other in a circle"
    )


def _managers_of_nothing(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    for row in rows:
        units = {"directorate": row.directorate, "service": row.service}
        for role in row.roles:
            level = MANAGER_OF.get(role, "")
            if level in units and not units[level]:
                yield Problem(row.number, "roles", f"{role!r}, but the row names no {level}")


def _teams_of_one(rows: Sequence[RosterRow]) -> Iterator[Problem]:
    teams = {row.place for row in rows}
    if len(teams) >= _LOOK_AT_TEAMS_FROM and len(rows) < 2 * len(teams):
        yield Problem(
            None,
            None,
            f"{len(teams)} teams for {len(rows)} people: look at the columns, teams hold several",
        )
