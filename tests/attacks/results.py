"""What a whole run found, as figures that pages may quote and as a document people can read."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from tests.attacks.attackers import BEYOND_CHANCE, fewest_named
from tests.attacks.scenarios import CEILING_ERRORS, MOST_OF_ALL, MOST_OF_FEW, Row
from tests.attacks.visits import Visits

OWN, NAIVE, WORST_RECORDS = "struggling or not", "naive design", "all 0 or all 4"
COLLEAGUES, EVERYBODY_ELSE = "all colleagues", "everybody else"


@dataclass(frozen=True)
class Run:
    """One run of everything: the rows, and what was tried on real pages."""

    on: date
    people: int
    rows: Sequence[Row]
    looks: Visits

    @property
    def passes(self) -> bool:
        return not self.broken and not self.too_weak and self.looks.pass_their_marks

    @property
    def broken(self) -> list[Row]:
        """Return the attacks on what we publish that got further than their mark."""
        return [row for row in self.rows if row.attack != NAIVE and not row.passes]

    @property
    def too_weak(self) -> list[Row]:
        """Return the attacks on the naive design, at any size of team, that did not break it."""
        return [
            row
            for row in self.rows
            if row.attack == NAIVE and row.helped_by == COLLEAGUES and row.passes
        ]

    @property
    def most_trials(self) -> int:
        return max(row.outcome.trials for row in self.rows)

    def worst(self, attack: str, span: str) -> Row:
        """Return the row in which an attacker got furthest with the help of all colleagues.

        That is those of the team, or everybody there is, the team left alone or rebuilt every
        cycle: pages quote the worst of all.
        """
        found = [
            row
            for row in self.rows
            if row.attack == attack
            and row.span.startswith(span)
            and row.helped_by in {COLLEAGUES, EVERYBODY_ELSE}
        ]
        return max(found, key=lambda row: row.outcome.advantage)


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
            *(f"- Broken: {row}" for row in run.broken),
            *(f"- The control was not broken: {row}" for row in run.too_weak),
            "",
            "An attacker knows the method, all its constants, and the exact answers of as many other",
            "people as the table says; they read the ledger's own numbers, which say more than any",
            "page does. The numbers come from the product's plan, its sums and its noise, without its",
            "databases; `tests/attacks/test_served_numbers.py` shows that real roles read these same",
            "numbers, digit for digit, on real pages. *Lead* is how much better than a coin the best",
            "guess is, from 0 to 1; in brackets one error of measuring. *Ceiling* is what the budget",
            "proves that nobody can exceed. The noise cannot be seeded, so two runs differ in the last",
            "digits.",
            "",
            "*Named* is the share of those who struggle whom a rule names that is right 95 times in 100.",
            "It counts when a rule that hits both groups alike would do as well less than once in",
            f"{round(1 / BEYOND_CHANCE):,} attacks, by the exact binomial distribution: with no claim wrong",
            "that takes 20 hits, so a share below",
            f"{100 * fewest_named(run.most_trials // 4):.2f} % would not show in the largest attacks.",
            "",
            *_of_worst_records(run),
            "",
            *_beyond_marks(run),
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
            f"With more than three others, up to all colleagues: lead at most {MOST_OF_ALL:.2f}, nobody",
            f"named. With at most three: {MOST_OF_FEW:.2f}. Both as measured, with nothing taken off.",
            "Everybody in the house, teams that are rebuilt every cycle, the worst records there can be, and what is true of a group as a whole, have the",
            f"ceiling alone, within {CEILING_ERRORS} errors of measuring, since the worst records reach it.",
            "",
        ]
    )


def _of_worst_records(run: Run) -> list[str]:
    """Say openly whom the attacks do name: people who only ever give the worst answer there is."""
    rows = [row for row in run.rows if row.attack == WORST_RECORDS]
    most = max(rows, key=lambda row: row.outcome.named)
    return [
        "Two invented records, always the worst or always the best answer, are told apart more often",
        f"than people as they are: the attacks named up to {100 * most.outcome.named:.1f} of 100 such",
        f"people ({most.span}, {most.helped_by}), and the budget allows {100 * most.named_ceiling:.1f}.",
    ]


def _beyond_marks(run: Run) -> list[str]:
    """Say openly how far those get who have more help, or more power, than a mark was set for."""
    rows = [row for row in run.rows if row.attack == OWN and row.most is None]
    over = [row for row in rows if row.outcome.advantage > MOST_OF_ALL]
    if not over:
        return ["Nobody got further than the marks, whatever help they had."]
    most = max(over, key=lambda row: row.outcome.advantage)
    return [
        f"**Further than {MOST_OF_ALL:.2f}, and not solved:** {len(over)} of {len(rows)} attacks with more",
        "help or power than the marks were set for, that is with everybody in the house conspiring,",
        f"or on a team that somebody rebuilds every cycle. The furthest had a lead of {most.outcome.advantage:.3f}",
        f"(team of {most.team}, {most.year}, {most.span}, {most.helped_by}), below the ceiling of",
        f"{most.ceiling:.3f}. They named {'nobody' if not any(row.outcome.named for row in rows) else 'some'}. The figures that pages quote are the furthest of all.",
    ]


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
        f"{row.ceiling:.3f}" if row.attack != NAIVE else "none",
        "kept" if row.passes else "broken",
    )
    return f"| {' | '.join(cells)} |"


def _looks(run: Run) -> list[str]:
    looks = run.looks
    ours, naive = looks.before_and_after, looks.before_and_after_naive
    return [
        f"- Before and after a late or changed answer: {ours.disclosures} of {ours.attempts} looks",
        "  differ in any byte; each answer is another than before, and each look reads the ledger",
        f"  anew. A service with exact live means gives the answer away {naive.disclosures} times of",
        f"  {naive.attempts}, read in the same way.",
        f"- Parent less children with exact means: {looks.subtraction_naive.disclosures} of",
        f"  {looks.subtraction_naive.attempts}; ours stands in the first table.",
        f"- The same page {looks.looks_at_one_page} times: {looks.different_answers} answer. Were noise",
        f"  drawn for every look, as many looks would name {looks.redrawn.disclosures} of",
        f"  {looks.redrawn.attempts} people with the best record there can be.",
    ]
