"""A row of a roster file, and a problem with one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RosterRow:
    """One person as the roster has them; an empty directorate or service means there is none."""

    number: int
    work_email: str
    name: str
    directorate: str
    service: str
    team: str
    supervisor_email: str
    roles: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, str]:
        """Return the way to the home team, from the top."""
        return (self.directorate, self.service, self.team)


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which row and column of the file."""

    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        if self.row is None:
            return self.message
        if self.column is None:
            return f"row {self.row}: {self.message}"
        return f"row {self.row}, {self.column}: {self.message}"
