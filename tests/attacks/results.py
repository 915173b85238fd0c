"""What a whole run found, as figures that pages may quote and as a document people can read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from tests.attacks.attackers import ceiling
from tests.attacks.looking import Tried
from tests.attacks.mechanism import CYCLES_IN_A_YEAR
from tests.attacks.scenarios import MOST_OF_ALL, MOST_OF_FEW, Row
from wellbeing.disclosure import ADOPTED
from wellbeing.web.guarantee import rounded_up

OWN, NAIVE, COLLEAGUES = "struggling or not", "naive design", "all colleagues"
REBUILT_NAME = "rebuilt"


@dataclass(frozen=True)
class Run:
    """One run of everything: the rows, and what was tried on real pages."""

    on: date
    people: int
    rows: Sequence[Row]
    before_and_after: Tried
    before_and_after_naive: Tried
    subtraction_naive: Tried
    looks_at_one_page: int
    different_answers: int
    redrawn: Tried

    @property
    def passes(self) -> bool:
        ours = all(row.passes for row in self.rows if row.attack != NAIVE)
        controls = not any(
            row.passes
            for row in self.rows
            if row.attack == NAIVE and row.helped_by == COLLEAGUES and row.team == 8
        )
        told = self.before_and_after.disclosures == 0 and self.different_answers == 1
        taken = (self.before_and_after_naive, self.subtraction_naive)
        return ours and controls and told and all(one.disclosures == one.attempts for one in taken)

    def worst(self, attack: str, span: str) -> Row:
        """Return the row in which an attacker got furthest with the help of all colleagues."""
        found = [
            row
            for row in self.rows
            if row.attack == attack
            and row.span.startswith(span)
            and row.helped_by == COLLEAGUES
            and REBUILT_NAME not in row.year
        ]
        return max(found, key=lambda row: row.outcome.advantage)


def figures(run: Run) -> dict[str, object]:
    """Return what the privacy page and the report quote."""
    cycle, year = run.worst(OWN, "13 weeks"), run.worst(OWN, "52 weeks")
    naive_cycle, naive_year = run.worst(NAIVE, "13 weeks"), run.worst(NAIVE, "52 weeks")
    team = ADOPTED.rho_cycle * ADOPTED.shares.team
    return {
        "proof": "attacks",
        "run_on": run.on.isoformat(),
        "passes": run.passes,
        "people": run.people,
        "trials": sum(row.outcome.trials for row in run.rows),
        "advantage_13_weeks": round(cycle.outcome.advantage, 3),
        "advantage_52_weeks": round(year.outcome.advantage, 3),
        "named_52_weeks": max(row.outcome.named for row in run.rows if _is_like(row, year)),
        "right_of_100": round(year.outcome.right_of_100),
        "ceiling_13_weeks": float(rounded_up(ceiling(team), 3)),
        "ceiling_52_weeks": float(rounded_up(ceiling(CYCLES_IN_A_YEAR * team), 3)),
        "naive_advantage_13_weeks": round(naive_cycle.outcome.advantage, 3),
        "naive_advantage_52_weeks": round(naive_year.outcome.advantage, 3),
        "naive_named_52_weeks": round(naive_year.outcome.named, 3),
        "naive_right_of_100": round(naive_year.outcome.right_of_100),
        "before_and_after": asdict(run.before_and_after),
        "before_and_after_naive": asdict(run.before_and_after_naive),
    }


def as_json(run: Run) -> str:
    return json.dumps(figures(run), indent=2, ensure_ascii=False) + "\n"


def as_page(run: Run) -> str:
    """Write the document: what was tried, how far it got, and against which mark."""
    found = figures(run)
    return "\n".join(
        [
            "# What the attack suite found",
            "",
            "Written by `python -m tests.attacks`, never by hand. ADR 0020 says how it is measured.",
            "",
            f"Run on {run.on:%d %B %Y}: {len(run.rows)} attacks on {run.people} made-up people for",
            "each sort of team (fewer where a team is shown in more detail), learnt from as many",
            f"others; {found['trials']} looks through noise in all. Attacks on figures with equal noise",
            "share its draws.",
            "",
            f"**{'Every mark is kept.' if run.passes else 'A mark is broken.'}**",
            "",
            "An attacker knows the method, all its constants, and the exact answers of as many other",
            "people as the table says; they read the ledger's own numbers, which say more than any",
            "page does. *Lead* is how much better than a coin the best guess is, from 0 to 1; in",
            "brackets one error of measuring. *Named* is the share of those who struggle whom a rule",
            "names that is right 95 times in 100. *Ceiling* is what the budget proves that nobody can",
            "exceed. The noise cannot be seeded, so two runs differ in the last digits.",
            "",
            *_table(row for row in run.rows if row.attack != NAIVE),
            "",
            "## The control: exact means, live, from five answers on",
            "",
            "The same attack on what others publish. It must break the marks, or it proves nothing.",
            "",
            *_table(row for row in run.rows if row.attack == NAIVE),
            "",
            "## On real pages, as real roles",
            "",
            *_looks(run),
            "",
            "## Marks",
            "",
            f"With all colleagues: lead at most {MOST_OF_ALL:.2f}, nobody named. With at most three:",
            f"{MOST_OF_FEW:.2f}. Everything else: the ceiling. A mark counts within two errors of",
            "measuring, the ceiling within four, since the worst records there can be reach it.",
            "",
        ]
    )


def _is_like(row: Row, other: Row) -> bool:
    return (row.attack, row.span, row.helped_by) == (other.attack, other.span, other.helped_by)


def _table(rows: Iterable[Row]) -> list[str]:
    head = "| Attack | Team of | Year | Span | With the help of | Lead | Named | Mark | Ceiling | |"
    return [head, "| --- " * 10 + "|", *map(_line, rows)]


def _line(row: Row) -> str:
    mark = "ceiling" if row.most is None else f"{row.most:.2f}"
    found = row.outcome
    cells = (
        row.attack,
        str(row.team),
        row.year,
        row.span,
        row.helped_by,
        f"{found.advantage:.3f} ({found.error:.3f})",
        f"{100 * found.named:.1f} %",
        mark,
        rounded_up(row.ceiling, 3) if row.attack != NAIVE else "none",
        "kept" if row.passes else "broken",
    )
    return f"| {' | '.join(cells)} |"


def _looks(run: Run) -> list[str]:
    ours, naive = run.before_and_after, run.before_and_after_naive
    return [
        f"- Before and after a late or changed answer: {ours.disclosures} of {ours.attempts} looks",
        f"  differ in any byte. Exact live means give the answer away {naive.disclosures} times of",
        f"  {naive.attempts}.",
        f"- Parent less children with exact means: {run.subtraction_naive.disclosures} of",
        f"  {run.subtraction_naive.attempts}; ours stands in the first table.",
        f"- The same page {run.looks_at_one_page} times: {run.different_answers} answer. Were noise",
        f"  drawn for every look, as many looks would name {run.redrawn.disclosures} of",
        f"  {run.redrawn.attempts} people with the best record there can be.",
    ]
