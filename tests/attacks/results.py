"""What a whole run found, as a document people can read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    def missed(self) -> list[Row]:
        """Return the attacks on people as they are that missed a mark, the furthest first."""
        rows = filter(_is_marked, self.broken)
        return sorted(rows, key=lambda row: -row.outcome.advantage)

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
        cycle.
        """
        return max(self._helped(attack, span), key=lambda row: row.outcome.advantage)

    def furthest(self, span: str, *, is_rebuilt: bool) -> Row | None:
        """Return the same of teams as they are, or of those rebuilt in every cycle."""
        rows = [row for row in self._helped(OWN, span) if row.is_rebuilt is is_rebuilt]
        return max(rows, key=lambda row: row.outcome.advantage, default=None)

    def _helped(self, attack: str, span: str) -> list[Row]:
        return [
            row
            for row in self.rows
            if row.attack == attack
            and row.span.startswith(span)
            and row.helped_by in {COLLEAGUES, EVERYBODY_ELSE}
        ]


def as_page(run: Run) -> str:
    """Write the document: what was tried, how far it got, and against which mark."""
    trials = sum(row.outcome.trials for row in run.rows)
    return "\n".join(
        [
            "# What the attack suite found",
            "",
            "Written by `python -m tests.attacks`, never by hand. ADR 0020 says how it is measured.",
            "",
            f"Run on {run.on:%d %B %Y}: {len(run.rows)} attacks on {run.people} made-up people for",
            "each sort of team (fewer where a team is shown in more detail), learnt from as many",
            f"others; {trials} looks through noise in all. Attacks on figures with equal noise",
            "share its draws.",
            "",
            *_verdict(run),
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
            "*Rebuilt every cycle* is a team in which the same few stay and everybody else is changed; so",
            "they would be if teams were changed in turn, or founded anew for them. They enter first pulses,",
            "which tell most, in one cycle of four: the first of the year or, where the table says *new a",
            "cycle before* and so on, the last, the third or the second.",
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
            "Everybody in the house, the worst records there can be, and what is true of a group as a",
            f"whole, have the ceiling alone, within {CEILING_ERRORS} errors of measuring, since the worst",
            "records reach it. Teams that somebody rebuilds in every cycle have the marks of all teams.",
            "",
        ]
    )


def _verdict(run: Run) -> list[str]:
    """Say in the first lines whether every mark was kept, and where one was not, by how much."""
    if not run.passes:
        return ["**A mark is broken.**", *_of_missed(run)]
    rebuilt = [row for row in run.rows if _is_marked(row) and row.is_rebuilt]
    if not rebuilt:
        return ["**Every mark is kept.**"]
    most = max(rebuilt, key=lambda row: row.outcome.advantage)
    return [
        "**Every mark is kept.** Where somebody changes most people of a team in every cycle, attackers",
        f"with a mark get no further than {most.outcome.advantage:.3f} ({most.outcome.error:.3f}): team of {most.team}, {most.span}, {most.helped_by}.",
    ]


def _of_missed(run: Run) -> list[str]:
    if not run.missed:
        return []
    most = run.missed[0]
    alike = [row for row in run.rows if _is_marked(row) and row.is_rebuilt is most.is_rebuilt]
    missed = [row for row in run.missed if row.is_rebuilt is most.is_rebuilt]
    which = "teams that are rebuilt every cycle" if most.is_rebuilt else "teams as they are"
    return [
        f"On {which}, {len(missed)} of {len(alike)} attacks on people as they are missed their mark, the furthest by",
        f"{most.outcome.advantage:.3f} ({most.outcome.error:.3f}) to {most.most:.2f}: team of {most.team}, {most.span}, {most.helped_by}. The limit that",
        f"holds is the ceiling, {most.ceiling:.3f} here; they named {_whom(missed)}.",
    ]


def _is_marked(row: Row) -> bool:
    return row.attack == OWN and row.most is not None


def _whom(rows: Iterable[Row]) -> str:
    return "some" if any(row.outcome.named for row in rows) else "nobody"


def _of_worst_records(run: Run) -> list[str]:
    """Say openly whom the attacks do name: people who only ever give the worst answer there is."""
    rows = [row for row in run.rows if row.attack == WORST_RECORDS]
    most = max(rows, key=lambda row: row.outcome.named)
    return [
        "Two invented records, always the worst or always the best answer, are told apart more often",
        f"than people as they are: the attacks named up to {100 * most.outcome.named:.1f} of 100 such",
        f"people (team of {most.team}, {most.span}, {most.helped_by}; one error of measuring is",
        f"{100 * most.named_error:.1f} of 100), and the budget allows {100 * most.named_ceiling:.1f}.",
    ]


def _beyond_marks(run: Run) -> list[str]:
    """Say openly how far those get who have more help than a mark was set for."""
    rows = [row for row in run.rows if row.attack == OWN and row.most is None]
    over = [row for row in rows if row.outcome.advantage > MOST_OF_ALL]
    if not over:
        return ["Nobody got further than the marks, whatever help they had."]
    most = max(over, key=lambda row: row.outcome.advantage)
    return [
        f"**Further than {MOST_OF_ALL:.2f}, and not solved:** {len(over)} of {len(rows)} attacks with more help than the",
        "marks were set for, that is with everybody in the house conspiring. The furthest had a lead of",
        f"{most.outcome.advantage:.3f} (team of {most.team}, {most.year}, {most.span}),",
        f"below the ceiling of {most.ceiling:.3f}. They named {_whom(rows)}. Pages quote the furthest of all on teams as",
        "they are, and beside it the furthest of all on teams that are rebuilt.",
    ]


def _table(rows: Iterable[Row]) -> list[str]:
    head = "| Attack | Team of | Year | Span | With the help of | Lead | Named | Mark | Ceiling | |"
    return [head, "| --- " * 10 + "|", *map(_line, rows)]


def _line(row: Row) -> str:
    found = row.outcome
    cells = (
        row.attack,
        str(row.team),
        row.year,
        row.span,
        row.helped_by,
        f"{found.advantage:.3f} ({found.error:.3f})",
        f"{100 * found.named:.1f} %",
        "ceiling" if row.most is None else f"{row.most:.2f}",
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
