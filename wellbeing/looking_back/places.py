"""Where a person's own papers lie, and for how long."""

from dataclasses import dataclass
from datetime import date, timedelta

from wellbeing.history.service import KEPT_WEEKS, Desk
from wellbeing.sealed import Label
from wellbeing.week import Week

# After that nobody can bring back what was deleted.
DELETED_KEPT_FOR = timedelta(days=7)
AS_LONG_AS_IT_IS_CHANGED = timedelta(weeks=KEPT_WEEKS)
_NOTE, _SHEET, _SWITCH, _DELETED = "week note", "sheet", "notes switch", "deleted"


@dataclass(frozen=True)
class Place:
    """A paper of one person: the note of a week, the one sheet, or the switch of notes."""

    kind: str
    week: Week | None = None

    def label(self, desk: Desk, person_id: str) -> Label:
        week = str(self.week or "")
        return Label(self.kind, desk.vault.row_key(self.kind, person_id, week), week)

    @property
    def deleted(self) -> "Place":
        """Where what was deleted here waits to be brought back."""
        return Place(f"{_DELETED} {self.kind}", self.week)

    def kept_until(self, today: date) -> date:
        """A note goes with the answers of its week, everything else that long after its last change."""
        if self.kind == _SWITCH:
            return date.max
        ends = today + AS_LONG_AS_IT_IS_CHANGED
        if self.week is not None:
            ends = self.week.plus(KEPT_WEEKS).sunday
        return min(ends, today + DELETED_KEPT_FOR) if self.kind.startswith(_DELETED) else ends


SHEET = Place(_SHEET)
SWITCH = Place(_SWITCH)


def note_of(week: Week) -> Place:
    return Place(_NOTE, week)
