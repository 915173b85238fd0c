"""Lets people have everything deleted, and says who is there after a backup was put back."""

from pathlib import Path

from sqlalchemy import select

from tests.support.backup_operator import FIRST, Operator
from wellbeing.backup import carrying
from wellbeing.backup.making import shelf_of
from wellbeing.clock import SystemClock
from wellbeing.commands.common import any_settings_of, opened
from wellbeing.commands.serve import prepared
from wellbeing.history.kept import CARE_STATE, CHECK_IN
from wellbeing.history.rows import CareStateRow, CheckInRow
from wellbeing.records.erasing import Eraser
from wellbeing.week import Week

WEEK = Week.of(FIRST.starts_on)
CLOCK = SystemClock()


class Deleting:
    """Lets people of an operator's organisation answer and have everything deleted."""

    def __init__(self, operator: Operator) -> None:
        """Work in this operator's organisation."""
        self.operator, self.works, self.settings = operator, operator.works, operator.settings

    def hire(self, people: int) -> list[str]:
        found = self.works.hire(people, "green")
        self.works.answer_all(found, [WEEK], 1)
        return found

    def erase(self, *people: str) -> None:
        with self.works.session() as session:
            today = CLOCK.now().date()
            for who in people:
                Eraser(session, self.works.vault, self.settings.erasures, today).erase(who)

    def carry(self) -> None:
        """Do what the timetable does within a minute."""
        carrying.carry(self.settings.erasures, shelf_of(self.settings), self.works.vault.row_key)

    def restored(self, people: list[str], *more: str) -> set[str]:
        """Put a backup back on an empty machine; return who of these is there."""
        with self.operator.elsewhere() as empty:
            assert self.operator.restore(*more) == 0
            prepared(any_settings_of(empty.data), CLOCK)
            return here(empty.data, people)


def here(data: Path, people: list[str]) -> set[str]:
    """Return who of these has a data key or a row in an installation."""
    with opened(any_settings_of(data)) as (session, vault):
        addresses = {
            address: who
            for who in people
            for address in (vault.row_key(CARE_STATE, who), vault.row_key(CHECK_IN, who, str(WEEK)))
        }
        lying = {*session.scalars(select(CareStateRow.id)), *session.scalars(select(CheckInRow.id))}
        return set(vault.boxes(people)) | {addresses[each] for each in lying & addresses.keys()}
