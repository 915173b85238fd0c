"""A person's weeks, told as five trends: their warning signs, three pressures and support.

Whether something hard happened is in none of them: a picture must not remind anybody of it unasked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wellbeing.content.loader import Content
from wellbeing.content.pressure_models import Pressures
from wellbeing.history.service import OwnWeek, OwnWeeks
from wellbeing.looking_back.usual import UsualRange, usual_range
from wellbeing.stepped_care import HIGHEST_SCORE, CheckIn, Policies
from wellbeing.week import Week

HIGHEST_ANSWER = 3
PRESSURES = ("op", "org", "life")
SUPPORT = "support"
ABOUT_WORK = PRESSURES[:2]
MARKS_OF_SIGNS = ((0, "0"), (6, "6"), (12, "12"), (18, "18"))
PRESSURE_IN_SHORT = ("None", "Some", "A lot", "Too much")
SUPPORT_IN_SHORT = ("No", "A little", "Mostly", "Yes")
NOTHING = "–"


@dataclass(frozen=True)
class Point:
    """One week of a trend; no value where nothing was answered, or nothing that counts."""

    week: Week
    value: int | None
    said: str
    grouping: str = ""


@dataclass(frozen=True)
class Trend:
    """One kind of answer over time, with its scale and what is usual."""

    id: str
    title: str
    higher: str
    marks: tuple[tuple[int, str], ...]
    points: tuple[Point, ...]
    usual: UsualRange | None
    needs: int
    asked_otherwise_before: Week | None = None

    @property
    def top(self) -> int:
        return self.marks[-1][0]

    @property
    def counts_scores(self) -> bool:
        return self.top == HIGHEST_SCORE

    def in_short(self, value: int) -> str:
        return dict(self.marks).get(value, str(value))

    def since(self, first: Week) -> "Trend":
        """Return the same trend from a week on; what is usual stays what it was."""
        before = self.asked_otherwise_before
        return replace(
            self,
            points=tuple(point for point in self.points if point.week >= first),
            asked_otherwise_before=before if before and before > first else None,
        )


def trends(own: OwnWeeks, words: Content, policies: Policies, this_week: Week) -> tuple[Trend, ...]:
    """Return the five trends of all weeks that are kept."""
    grouping = policies.at(this_week).pressures.grouping
    needs = policies.at(this_week).baseline.weeks_min
    signs = Trend(
        "signs",
        "Warning signs",
        "A higher dot means more warning signs",
        MARKS_OF_SIGNS,
        tuple(Point(one.week, one.w, _score_in_words(one)) for one in own.weeks),
        usual_range(own.usual_scores, needs),
        needs,
    )
    asked = _Asked(own.weeks, words, policies, this_week)
    pressures = (
        asked.trend(
            name,
            _title(words.pressures, grouping, name),
            ("A higher dot means more pressure", PRESSURE_IN_SHORT),
        )
        for name in PRESSURES
    )
    support = asked.trend(
        SUPPORT,
        "Support from people at work",
        ("A higher dot means more support", SUPPORT_IN_SHORT),
    )
    return (signs, *pressures, support)


@dataclass(frozen=True)
class _Asked:
    """The weeks with what was asked in them."""

    weeks: Sequence[OwnWeek]
    words: Content
    policies: Policies
    this_week: Week

    def trend(self, name: str, title: str, looks: tuple[str, tuple[str, ...]]) -> Trend:
        higher, in_short = looks
        policy = self.policies.at(self.this_week)
        points = tuple(self._point(one, name) for one in self.weeks)
        asked_now = ("", policy.pressures.grouping)
        same = [one.value for one in points if one.grouping in asked_now and one.value is not None]
        return Trend(
            name,
            title,
            higher,
            tuple(enumerate(in_short)),
            points,
            usual_range(same, policy.baseline.weeks_min),
            policy.baseline.weeks_min,
            self._since_asked_so(points, asked_now),
        )

    def _since_asked_so(self, points: Sequence[Point], asked_now: tuple[str, ...]) -> Week | None:
        """Return from which week on the question is what it is now; None when it always was."""
        otherwise = [one.week for one in points if one.grouping not in asked_now]
        if not otherwise:
            return None
        later = (one.week for one in points if one.week > otherwise[-1])
        return next(later, self.this_week)

    def _point(self, one: OwnWeek, name: str) -> Point:
        # Only the two questions about work ask something else in another grouping.
        grouping = self.policies.at(one.week).pressures.grouping if name in ABOUT_WORK else ""
        value = None if one.given is None else getattr(one.given, name)
        return Point(one.week, value, self._in_words(one.given, name, value), grouping)

    def _in_words(self, given: CheckIn | None, name: str, value: int | None) -> str:
        choices = self.words.questions.question(name).choices
        if value is not None:
            return next(each.label for each in choices if each.score == value)
        if name == SUPPORT and given is not None and given.support_not_needed:
            return next(each.label for each in choices if each.score is None)
        return NOTHING


def _title(pressures: Pressures, grouping: str, name: str) -> str:
    return f"Pressure from {pressures.source(grouping, name)}"


def _score_in_words(one: OwnWeek) -> str:
    if one.w is not None:
        return f"{one.w} of {HIGHEST_SCORE}"
    return NOTHING if one.given is None else "Too few answers for a score"


def usual_in_words(trend: Trend) -> str:
    """Say the soft band in words, or why there is none yet."""
    if trend.usual is None:
        of_what = "usual weeks" if trend.counts_scores else "answers"
        return f"What is usual for you is not known yet. It needs {trend.needs} {of_what}."
    of = f"your latest {trend.usual.of} usual weeks"
    if not trend.counts_scores:
        of = f"your {trend.usual.of} answers in the weeks that are kept"
    return (
        f"The soft band is what is usual for you: {_range(trend, trend.usual)}. "
        f"At least half of {of} lie in it."
    )


def usual_in_short(trend: Trend) -> str:
    """Say the same where there is little room."""
    if trend.usual is None:
        return "What is usual for you is not known yet."
    return f"Usual for you: {_range(trend, trend.usual)}."


def _range(trend: Trend, usual: UsualRange) -> str:
    ends = " to ".join(dict.fromkeys((trend.in_short(usual.low), trend.in_short(usual.high))))
    return ends if trend.counts_scores else ends.lower()
