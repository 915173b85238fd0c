"""How one week's score came about, and how it compares with what is usual: every number, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from wellbeing.content.question_models import Questions
from wellbeing.history.service import WeekTrace
from wellbeing.stepped_care import HIGHEST_SCORE, SIGNS, CheckIn, Policy, State

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Counted:
    """The answers about warning signs that count in a score, and those that do not."""

    answers: tuple[int, ...]
    usual: tuple[str, ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, given: CheckIn) -> "Counted":
        signs = dict(zip(SIGNS, given.signs, strict=True))
        return cls(
            answers=tuple(
                answer
                for sign, answer in signs.items()
                if answer is not None and sign not in given.usual
            ),
            usual=tuple(sign for sign in SIGNS if sign in given.usual),
            missing=tuple(
                sign for sign, answer in signs.items() if answer is None and sign not in given.usual
            ),
        )


def score_in_words(trace: WeekTrace, questions: Questions, *, answered: bool) -> Pairs:
    """Say how the week was scored and compared; what was missing is said to be missing."""
    placed, given = trace.placement, trace.given.check_in
    if not answered or given is None:
        return (("Check-in", "None in this week"), *_usual_level(trace))
    counted = Counted.of(given)
    found = [
        ("Your warning-sign score", _score(placed.w, len(counted.answers), trace.policy)),
        *(
            [("How it was counted", _sum(counted.answers, placed.w))]
            if placed.w is not None
            else []
        ),
        *_left_out("Left out, as usual for you", counted.usual, questions),
        *_left_out("Not answered", counted.missing, questions),
        *_usual_level(trace),
    ]
    if placed.rise is not None:
        found.append(("Compared with your usual level", _rise(placed.rise)))
    return tuple(found)


def _score(w: int | None, counted: int, policy: Policy) -> str:
    if w is not None:
        return f"{w} of {HIGHEST_SCORE}"
    return f"None: {counted} of {len(SIGNS)} answers count, and {policy.score.min_items} are needed"


def _sum(answers: tuple[int, ...], w: int | None) -> str:
    total = sum(answers)
    if len(answers) == len(SIGNS):
        return f"Each answer counts 0 to 3. All {len(SIGNS)} together give {total}."
    exact = Fraction(len(SIGNS) * total, len(answers))
    told = (
        f"Each answer counts 0 to 3. The {len(answers)} that count give {total}. Their mean times "
        f"{len(SIGNS)} is {float(exact):g}"
    )
    return f"{told}." if exact == w else f"{told}, rounded to {w}."


def _left_out(name: str, signs: Iterable[str], questions: Questions) -> list[tuple[str, str]]:
    named = ", ".join(questions.question(sign).in_short for sign in signs)
    return [(name, named.capitalize())] if named else []


def _usual_level(trace: WeekTrace) -> list[tuple[str, str]]:
    return [("Your usual level", _level(trace.placement.baseline, trace.before, trace.policy))]


def _level(baseline: float | None, before: State, policy: Policy) -> str:
    usual = len(before.fit_scores[-policy.baseline.weeks_max :])
    if baseline is None:
        return (
            f"Not known yet: it needs {policy.baseline.weeks_min} usual weeks, and there "
            f"{'was' if usual == 1 else 'were'} {usual} before this week"
        )
    return f"{baseline:g}, the middle of your latest {usual} usual weeks before this one"


def _rise(rise: float) -> str:
    if not rise:
        return "The same"
    return f"{abs(rise):g} {'above' if rise > 0 else 'below'} it"
