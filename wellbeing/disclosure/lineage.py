"""Which cell goes on from which: teams keep their past through renamings, pools and new cycles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wellbeing.disclosure.calendar import WINDOWS
from wellbeing.disclosure.parameters import Level
from wellbeing.disclosure.plan import CyclePlan, UnitPlan


@dataclass(frozen=True)
class Lineage:
    """Gives every team or pool of every cycle the key of the series it belongs to."""

    # (cycle, unit key) → series.
    series: Mapping[tuple[int, str], str]
    # Series → the first month it has, and the series its people came from ("" for none).
    began: Mapping[str, tuple[int, str]]
    # Series → the people it had when it was last planned.
    people: Mapping[str, int]

    @classmethod
    def of(cls, plans: Sequence[CyclePlan]) -> "Lineage":
        series: dict[tuple[int, str], str] = {}
        began: dict[str, tuple[int, str]] = {}
        people: dict[str, int] = {}
        for plan in sorted(plans, key=lambda plan: plan.cycle):
            taken: set[str] = set()
            for cell in sorted(team_cells(plan), key=lambda cell: (-cell.people, cell.unit_key)):
                before = series.get((plan.cycle - 1, cell.follows), "")
                # Of several cells that come from one, the largest goes on and the others begin.
                key = before if before and before not in taken else f"{plan.cycle}/{cell.unit_key}"
                taken.add(key)
                series[plan.cycle, cell.unit_key] = key
                people[key] = cell.people
                began.setdefault(key, ((plan.cycle - 1) * WINDOWS, before))
        return cls(series, began, people)

    def at(self, series: str, month: int) -> str:
        """Return the series that these people were in, in an earlier month."""
        first, before = self.began[series]
        while month < first and before:
            series = before
            first, before = self.began[series]
        return series


def team_cells(plan: CyclePlan) -> tuple[UnitPlan, ...]:
    """Return the teams and pools with a figure of their own."""
    return tuple(cell for cell in plan.cells if cell.level is Level.TEAM)
