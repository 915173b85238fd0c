"""Where a person's own papers lie, and for how long."""

from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.history.service import Desk
from wellbeing.sealed import Label, Vault
from wellbeing.week import Week

# After that nobody can bring back what was deleted.
DELETED_KEPT_FOR = timedelta(days=7)
_NOTE, _SHEET, _SWITCH, _DELETED = "week note", "sheet", "notes switch", "deleted"
# What is deleted on different days lies apart, so that each goes on its own day. By the time a drawer
# is used again, what lay in it before is over.
_DRAWERS = DELETED_KEPT_FOR.days + 1


@dataclass(frozen=True)
class Place:
    """A paper of one person: the note of a week, the one sheet, or the switch of notes."""

    kind: str
    week: Week | None = None
    drawer: int = 0

    def label(self, desk: Desk, person_id: str) -> Label:
        return Label(self.kind, self.address(desk.vault, person_id), str(self.week or ""))

    def address(self, vault: Vault, person_id: str) -> bytes:
        return vault.row_key(self.kind, person_id, str(self.week or ""), str(self.drawer))

    @property
    def deleted(self) -> tuple["Place", ...]:
        """Where what was deleted here waits to be brought back."""
        kind = f"{_DELETED} {self.kind}"
        return tuple(Place(kind, self.week, drawer) for drawer in range(_DRAWERS))

    def deleted_on(self, today: date) -> "Place":
        """Where what is deleted here today is put."""
        return self.deleted[today.toordinal() % _DRAWERS]

    def kept_until(self, desk: Desk) -> date:
        """A note goes with the answers of its week, everything else that long after its last change."""
        if self.kind == _SWITCH:
            return date.max
        today = desk.today
        ends = today + timedelta(weeks=desk.kept_weeks)
        if self.week is not None:
            ends = self.week.plus(desk.kept_weeks).sunday
        return min(ends, today + DELETED_KEPT_FOR) if self.kind.startswith(_DELETED) else ends


SHEET = Place(_SHEET)
SWITCH = Place(_SWITCH)


def note_of(week: Week) -> Place:
    return Place(_NOTE, week)
