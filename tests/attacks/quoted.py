"""What a whole run found, as figures that pages may quote."""

import json
from dataclasses import asdict

from tests.attacks.results import NAIVE, OWN, WORST_RECORDS, Run
from tests.attacks.scenarios import Row


def figures(run: Run) -> dict[str, object]:
    """Return what the privacy page and the report quote."""
    cycle, year = run.worst(OWN, "13 weeks"), run.worst(OWN, "52 weeks")
    naive_cycle, naive_year = run.worst(NAIVE, "13 weeks"), run.worst(NAIVE, "52 weeks")
    return {
        "proof": "attacks",
        "run_on": run.on.isoformat(),
        "passes": run.passes,
        "people": run.people,
        "trials": sum(row.outcome.trials for row in run.rows),
        "advantage_13_weeks": round(cycle.outcome.advantage, 3),
        "advantage_52_weeks": round(year.outcome.advantage, 3),
        "named_52_weeks": max(
            row.outcome.named
            for row in run.rows
            if row.attack == OWN and row.span.startswith("52 weeks")
        ),
        "right_of_100": round(year.outcome.right_of_100),
        "as_it_is": _leads(run, is_rebuilt=False),
        "rebuilt": _leads(run, is_rebuilt=True),
        "missed": [_missed(row) for row in run.missed],
        "ceiling_13_weeks": round(cycle.ceiling, 3),
        "ceiling_52_weeks": round(year.ceiling, 3),
        "naive_advantage_13_weeks": round(naive_cycle.outcome.advantage, 3),
        "naive_advantage_52_weeks": round(naive_year.outcome.advantage, 3),
        "naive_named_52_weeks": round(naive_year.outcome.named, 3),
        "naive_right_of_100": round(naive_year.outcome.right_of_100),
        "worst_records_named_52_weeks": round(
            max(
                row.outcome.named
                for row in run.rows
                if row.attack == WORST_RECORDS and row.span.startswith("52 weeks")
            ),
            4,
        ),
        "before_and_after": asdict(run.looks.before_and_after),
        "before_and_after_naive": asdict(run.looks.before_and_after_naive),
        "broken": [str(row) for row in run.broken],
    }


def _leads(run: Run, *, is_rebuilt: bool) -> dict[str, object] | None:
    """Return how far attacks got on teams of one sort, and with whose help they got furthest."""
    cycle, year = (run.furthest(span, is_rebuilt=is_rebuilt) for span in ("13 weeks", "52 weeks"))
    if cycle is None or year is None:
        return None
    return {
        "advantage_13_weeks": round(cycle.outcome.advantage, 3),
        "team_13_weeks": cycle.team,
        "helped_by_13_weeks": cycle.helped_by,
        "advantage_52_weeks": round(year.outcome.advantage, 3),
        "team_52_weeks": year.team,
        "helped_by_52_weeks": year.helped_by,
        "right_of_100": round(year.outcome.right_of_100),
    }


def _missed(row: Row) -> dict[str, object]:
    return {
        "team": row.team,
        "year": row.year,
        "span": row.span,
        "helped_by": row.helped_by,
        "advantage": round(row.outcome.advantage, 3),
        "error": round(row.outcome.error, 3),
        "named": row.outcome.named,
        "mark": row.most,
        "ceiling": round(row.ceiling, 3),
    }


def as_json(run: Run) -> str:
    return json.dumps(figures(run), indent=2, ensure_ascii=False) + "\n"
