"""Rosters for tests: a handful of people in two teams, written as rows or as a file."""

from collections.abc import Iterable
from dataclasses import replace

from wellbeing.accounts.roster_file import HEADER
from wellbeing.accounts.roster_rows import RosterRow

LEAD = "helen@example.org"


def row(address: str, team: str = "Hubs", supervisor: str = "", *roles: str) -> RosterRow:
    return RosterRow(
        number=0,
        work_email=address,
        name=address.split("@", maxsplit=1)[0].title(),
        directorate="Children",
        service="Help",
        team=team,
        supervisor_email=supervisor,
        roles=roles,
    )


def two_teams() -> tuple[RosterRow, ...]:
    """Helen leads wellbeing, Tom manages the service, Aisha and Dev supervise a team each."""
    return (
        row(LEAD, "Hubs", "aisha@example.org", "wellbeing lead"),
        row("tom@example.org", "Hubs", "", "manager of service"),
        row("aisha@example.org", "Hubs", "tom@example.org"),
        *(row(f"hub{n}@example.org", "Hubs", "aisha@example.org") for n in range(10)),
        row("dev@example.org", "Youth", "tom@example.org"),
        *(row(f"youth{n}@example.org", "Youth", "dev@example.org") for n in range(10)),
    )


def without(rows: Iterable[RosterRow], *addresses: str) -> tuple[RosterRow, ...]:
    return tuple(one for one in rows if one.work_email not in addresses)


def changed(rows: Iterable[RosterRow], address: str, **fields: object) -> tuple[RosterRow, ...]:
    return tuple(
        replace(one, **fields) if one.work_email == address else one  # type: ignore[arg-type]
        for one in rows
    )


def as_file(rows: Iterable[RosterRow]) -> str:
    lines = [",".join(HEADER)]
    for one in rows:
        fields = (one.work_email, one.name, *one.place, one.supervisor_email, ";".join(one.roles))
        lines.append(",".join(fields))
    return "\n".join([*lines, ""])
