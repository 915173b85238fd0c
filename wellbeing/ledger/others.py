"""What readers of a few units must know of all the others, counted by the database."""

from collections import Counter
from collections.abc import Collection, MutableMapping

from sqlalchemy import CTE, Select, func, select
from sqlalchemy.orm import Session

from wellbeing.database import in_chunks
from wellbeing.disclosure import DETAIL, Level, Makeup, Rhythm
from wellbeing.ledger import store
from wellbeing.ledger.rows import ReleaseCellRow, ReleasePlanRow

# (cycle, unit) → the teams under it, in every cycle there is as long as the ledger stays as it is.
Known = MutableMapping[tuple[int, str], Makeup]
_IS_TEAM = ReleasePlanRow.level == str(Level.TEAM)
_HAS_FIGURES = ReleasePlanRow.menu.in_([str(menu) for menu in DETAIL])


def newest(session: Session) -> dict[Rhythm, int]:
    """Return the newest window of each rhythm that came out about any unit."""
    cycles = [row.id for row in reversed(store.cycles(session))]
    found = {rhythm: _newest(session, rhythm, cycles) for rhythm in Rhythm}
    return {rhythm: window for rhythm, window in found.items() if window is not None}


def makeups(session: Session, unit_keys: Collection[str], known: Known) -> Known:
    """Add to what is known which teams stand under these units, in every cycle."""
    asked = {key for _, key in known}
    for some in in_chunks(sorted(set(unit_keys) - asked)):
        sizes: dict[tuple[int, str], Counter[int]] = {}
        people: dict[tuple[int, str], Counter[str]] = {}
        for cycle, key, above, size, teams in session.execute(_teams(_under(some))):
            place = (cycle, key)
            sizes.setdefault(place, Counter())[size or 0] += teams
            people.setdefault(place, Counter())[above] += (size or 0) * teams
        for place, found in sizes.items():
            squares = sum(count**2 for count in people[place].values())
            known[place] = Makeup({size: teams for size, teams in found.items() if teams}, squares)
    return known


def _newest(session: Session, rhythm: Rhythm, cycles: Collection[int]) -> int | None:
    """Look into one cycle after the other: an index leads straight to its last window."""
    asked = select(func.max(ReleaseCellRow.window_index)).where(
        ReleaseCellRow.rhythm == str(rhythm)
    )
    found = (session.scalar(asked.where(ReleaseCellRow.cycle_id == cycle)) for cycle in cycles)
    return next((window for window in found if window is not None), None)


def _under(unit_keys: Collection[str]) -> CTE:
    """Name, for each of these units and each cycle, itself and the units under it above teams."""
    line = ReleasePlanRow
    roots = select(line.cycle_id, line.unit_key.label("root"), line.unit_key)
    found = roots.where(line.unit_key.in_(unit_keys), ~_IS_TEAM).cte("under", recursive=True)
    below = select(line.cycle_id, found.c.root, line.unit_key).where(
        line.cycle_id == found.c.cycle_id, line.above == found.c.unit_key, ~_IS_TEAM
    )
    return found.union_all(below)


def _teams(under: CTE) -> Select[int, str, str, int | None, int]:
    """Count the teams of each size right under each unit; one row without a size where none are.

    From each unit its own teams are looked up, which takes an index: to look through all teams for
    each unit would take a second for every hundred services.
    """
    line = ReleasePlanRow
    own = (line.cycle_id == under.c.cycle_id) & (line.above == under.c.unit_key)
    place = (under.c.cycle_id, under.c.root, under.c.unit_key, line.cohort_n)
    teams = select(*place, func.count(line.unit_key)).select_from(under)
    return teams.outerjoin(line, own & _IS_TEAM & _HAS_FIGURES).group_by(*place)
