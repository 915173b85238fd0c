"""Why a person is where they are: one of their weeks told whole, with everything the rules saw."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.checkins.counting import Pairs, score_in_words
from wellbeing.checkins.course import SaidPart, said_parts
from wellbeing.checkins.drafts import draft_of
from wellbeing.checkins.offered import why_each
from wellbeing.checkins.steps import NO_STEP, STEP_NAMES
from wellbeing.checkins.words_of_acts import act_in_words
from wellbeing.content.loader import Content
from wellbeing.history.service import Answers, WeekTrace
from wellbeing.stepped_care import HIGHEST_SCORE, Judged, Offer, Placement, Step, saw_in_words
from wellbeing.stepped_care.plain_english import chapters
from wellbeing.stepped_care.rule_text import RuleText
from wellbeing.week import Week


@dataclass(frozen=True)
class RuleTold:
    """One rule of the week's policy, what it said in this week, and what it looked at."""

    rule: str
    when: str
    then: str
    said: str
    saw: Pairs


@dataclass(frozen=True)
class Kind:
    """Rules of one kind, under the heading they have on the rules page."""

    title: str
    rules: tuple[RuleTold, ...]


@dataclass(frozen=True)
class KeptPage:
    """One week of one person as it was kept, when its rules cannot be read any more."""

    week: Week
    step: str
    reasons: tuple[str, ...]
    score: Pairs


@dataclass(frozen=True)
class WhyPage:
    """One week of one person, ready to be shown."""

    week: Week
    step: str
    reasons: tuple[str, ...]
    began: Week | None  # of reactive support, when that was in an earlier week
    still_open: tuple[str, ...]
    score: Pairs
    answers: tuple[SaidPart, ...]
    held: tuple[RuleTold, ...]
    others: tuple[Kind, ...]
    acts: tuple[str, ...]
    offers: Pairs

    @property
    def how_many_others(self) -> int:
        return sum(len(kind.rules) for kind in self.others)


def why_page(trace: WeekTrace, answers: Answers | None, words: Content) -> WhyPage:
    """Tell a week from its trace; `answers` are those that were sent for it, if any are kept."""
    placed, policy = trace.placement, trace.policy
    questions = words.questions_in(policy.pressures.grouping)
    return WhyPage(
        week=placed.week,
        step=STEP_NAMES[placed.step] if placed.step else NO_STEP,
        reasons=tuple(reason.sentence for reason in placed.reasons),
        began=trace.before.stay_began if placed.step is Step.REACTIVE else None,
        still_open=tuple(_still_open(trace)),
        score=score_in_words(trace, questions, answered=answers is not None),
        answers=said_parts(draft_of(answers), questions, policy) if answers else (),
        held=tuple(rule for kind in _told(trace, held=True) for rule in kind.rules),
        others=_told(trace, held=False),
        acts=tuple(act_in_words(act) for act in trace.given.acts),
        offers=why_each(placed, trace.given.check_in, words, policy),
    )


def kept_page(placed: Placement) -> KeptPage:
    """Tell a week from what was kept of it, and add nothing."""
    score = "None" if placed.w is None else f"{placed.w} of {HIGHEST_SCORE}"
    usual = "Not known in that week" if placed.baseline is None else f"{placed.baseline:g}"
    return KeptPage(
        week=placed.week,
        step=STEP_NAMES[placed.step] if placed.step else NO_STEP,
        reasons=tuple(reason.sentence for reason in placed.reasons),
        score=(("Your warning-sign score", score), ("Your usual level", usual)),
    )


def _still_open(trace: WeekTrace) -> Iterator[str]:
    """Say what goes on from earlier weeks, and what it waits for."""
    placed, before = trace.placement, trace.before
    if before.talk_open and Offer.TALK in placed.offers:
        yield "The talk you asked for in an earlier week is still to come."
    if not placed.formal_suggested:
        return
    if before.asked_formal:
        yield "You asked for formal support in an earlier week. That is still open."
    if before.suggested_by:
        yield (
            f"Formal support was suggested in an earlier week, by rule {before.suggested_by}. It "
            "stays open until you decide about it."
        )


def _told(trace: WeekTrace, *, held: bool) -> tuple[Kind, ...]:
    """Return the rules that held, or all the others, in the order of the rules page."""
    judged = {one.rule: one for one in trace.rules if bool(one.held) is held}
    kinds = [
        Kind(
            chapter.title,
            tuple(_rule(judged[text.rule], text) for text in chapter.rules if text.rule in judged),
        )
        for chapter in chapters(trace.policy)
    ]
    return tuple(kind for kind in kinds if kind.rules)


def _rule(judged: Judged, text: RuleText) -> RuleTold:
    return RuleTold(judged.rule, text.when, text.then, judged.sentence, saw_in_words(judged))
