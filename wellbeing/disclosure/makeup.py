"""How many teams of which size a unit is made of: all that a reader asks of parts read elsewhere."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from wellbeing.disclosure.lineage import team_cells
from wellbeing.disclosure.plan import CyclePlan


@dataclass(frozen=True)
class Makeup:
    """The teams and pools with figures of their own, at any depth under a unit."""

    # The size of a team → how many there are of it.
    sizes: Mapping[int, int]
    # Over the units right above these teams: the sum of the squares of the people in them.
    squares: int

    @classmethod
    def of(cls, plan: CyclePlan, key: str) -> "Makeup":
        """Count a whole plan."""
        sizes: Counter[int] = Counter()
        services: Counter[str] = Counter()
        for cell in team_cells(plan):
            if any(one.unit_key == key for one in plan.cells_of(cell.unit_key)):
                sizes[cell.people] += 1
                services[cell.above] += cell.people
        return cls(sizes, sum(people**2 for people in services.values()))
