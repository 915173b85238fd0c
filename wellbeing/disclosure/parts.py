"""What a unit is read from: its teams and pools with values of their own, and everybody else in it."""

from collections import Counter
from collections.abc import Mapping

from wellbeing.disclosure import observing
from wellbeing.disclosure.book import Book
from wellbeing.disclosure.model import (
    SERVICE_VARIANCE,
    SHARED_DRIFT,
    Group,
    Observation,
    Series,
)
from wellbeing.disclosure.plan import CyclePlan

# The people of a unit who belong to no team that tells anything.
REST = "the rest"
# How far it leans stands in the weights.
LEAN = Series(steady=1.0, drift=0.0, is_level=False)


class Parts:
    """One unit and one indicator: all values to be read together, and the series behind them."""

    def __init__(self, book: Book, key: str, indicator: str) -> None:
        """Find the values of the unit and of the teams and pools directly under it."""
        telling = book.tell(indicator)
        self.own = telling.of_units.get(key, ())
        self.teams = telling.under.get(key, ())
        self._book = book
        self._key = key
        self._series = self._planned(indicator)
        # Every value of these teams, whichever unit they were under then.
        self.behind = tuple(
            one for series in self._series for one in telling.of_series.get(series, ())
        )
        self._above = telling.of_organisation

    def _planned(self, indicator: str) -> dict[str, int]:
        """Return the series whose figures are to tell of the indicator, and where they came from.

        The plans say so from a cycle's first day. What has come out by now must not decide it: the
        first months of the teams would change the weeks of their service that are long out.
        """
        lineage = self._book.lineage
        found: dict[str, int] = {}
        for plan in sorted(self._book.plans, key=lambda plan: plan.cycle):
            for cell in plan.teams_under.get(self._key, ()):
                tells = plan.tells(cell, indicator)
                series = lineage.series[plan.cycle, cell.unit_key] if tells else ""
                while series:
                    found[series] = lineage.people[series]
                    series = lineage.began[series][1]
        return found

    def shares(self, cycle: int) -> dict[str, float]:
        """Return each part's share of the unit's people in a cycle."""
        plan = self._book.by_cycle[cycle]
        whole = plan.by_key[self._key].people
        shares = {
            self._book.lineage.series[cycle, cell.unit_key]: cell.people / whole
            for cell in plan.teams_under.get(self._key, ())
        }
        shares = {series: share for series, share in shares.items() if series in self._series}
        left = 1 - sum(shares.values())
        return shares | {REST: left} if left * whole >= 0.5 else shares

    def observations(self) -> tuple[Observation, ...]:
        """Say what each value tells: of these teams, of the unit, and of the whole organisation."""
        lineage = self._book.lineage
        teams = [observing.team(one, self._book.series_of(one), lineage) for one in self.behind]
        own = [observing.level(one, self.shares(one.cycle)) for one in self.own]
        above = [observing.whole(one) for one in self._above if one.unit_key != self._key]
        return (*teams, *own, *above)

    def group(self) -> Group:
        """Return the series, and what leans each unit's values; no figure is about the latter."""
        levels = self._levels()
        leaning = (*self.behind, *self.own, *self._above)
        leans = {observing.lean_of(one)[0]: LEAN for one in leaning if one.lean}
        return Group({**levels.series, **leans}, levels.common)

    def _levels(self) -> Group:
        series = {key: Series.of_team(people) for key, people in self._series.items()}
        plans = [plan for plan in self._book.plans if self._key in plan.by_key]
        if not plans:
            return Group(series)
        plan = max(plans, key=lambda plan: plan.cycle)
        if not series:
            return Group({REST: _whole(self._book, plan, self._key)}, common=0.0)
        cells = plan.teams_under.get(self._key, ())
        named = self._book.lineage.series
        silent = [one for one in cells if named[plan.cycle, one.unit_key] not in self._series]
        others = sum(one.people for one in cells) - sum(one.people for one in silent)
        people = plan.by_key[self._key].people - others
        return Group(
            series | {REST: _together(Counter(cell.people for cell in silent), max(1, people))}
        )


def _together(teams: Mapping[int, int], people: int) -> Series:
    """Read so many people as one: the teams among them vary each by itself, the others as one."""
    loose = max(0, people - sum(size * count for size, count in teams.items()))
    sizes = Counter(teams) + Counter({loose: 1} if loose else ())
    whole = sum(size * count for size, count in sizes.items())
    squares = [(size, count * (size / whole) ** 2) for size, count in sorted(sizes.items())]
    return Series(
        steady=sum(square * Series.of_team(size).steady for size, square in squares),
        drift=sum(square for _, square in squares),
    )


def _whole(book: Book, plan: CyclePlan, key: str) -> Series:
    """A unit whose parts are read elsewhere: as steady as its parts together, and a shared drift."""
    people = plan.by_key[key].people
    makeup = book.makeup(plan, key)
    parts = _together(makeup.sizes, people)
    steady = parts.steady + SERVICE_VARIANCE * makeup.squares / people**2
    return Series(steady, parts.drift + SHARED_DRIFT)
