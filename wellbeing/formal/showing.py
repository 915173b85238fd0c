"""Formal support ready to be shown: to its person, and to the practitioner who has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wellbeing.content.formal_models import FormalWords
from wellbeing.formal.service import Bureau, Course, Mine, Stage, Theirs, Told
from wellbeing.stepped_care.wording import weeks

Pairs = tuple[tuple[str, str], ...]
SHORT = 12


@dataclass(frozen=True)
class ShownDecision:
    """One agreement and what became of it, as its person reads it."""

    state: str
    facts: Pairs
    because: tuple[str, ...]
    looks: tuple[str, ...]
    reason: str
    alternative: str


@dataclass(frozen=True)
class ShownMine:
    """The person's page."""

    stage: str
    is_suggested: bool
    heading: str
    because: tuple[str, ...]
    partner: str
    has_case: bool
    now: ShownDecision | None
    past: tuple[ShownDecision, ...]
    until: str
    person_ends: bool
    practitioner_ends: bool

    @property
    def is_begun(self) -> bool:
        return self.stage == Stage.BEGUN


@dataclass(frozen=True)
class ShownTheirs:
    """The practitioner's page."""

    request: str
    heading: str
    has_case: bool
    by: str
    agreed_on: str
    shared: tuple[str, ...]
    until: str
    can_decide: bool
    must_read: bool
    plan: Pairs
    reason: str
    is_begun: bool
    person_ends: bool
    practitioner_ends: bool


HEADINGS = {
    Stage.ASKED: "You asked to talk about formal support",
    Stage.AGREED: "You agreed. A practitioner decides",
    Stage.BEGUN: "Formal support has begun",
}


def shown_mine(mine: Mine, text: FormalWords) -> ShownMine:
    course = mine.standing.course if mine.standing else None
    suggested = "Formal support is suggested to you" if mine.is_suggested else text.title
    return ShownMine(
        stage=mine.stage.value,
        is_suggested=mine.is_suggested,
        heading=HEADINGS.get(mine.stage, suggested),
        because=tuple(one.sentence for one in mine.because),
        partner=mine.partner,
        has_case=mine.has_case,
        now=shown_decision(mine.standing, text) if mine.standing else None,
        past=tuple(shown_decision(one, text) for one in mine.past),
        until=day_in_words(mine.until),
        person_ends=course is not None and course.person_ends_on is not None,
        practitioner_ends=course is not None and course.practitioner_ends_on is not None,
    )


def shown_decision(told: Told, text: FormalWords) -> ShownDecision:
    agreement, course, refusal = told.agreement, told.course, told.agreement.refusal
    return ShownDecision(
        state=_state(told),
        facts=tuple(_facts(told, text)),
        because=tuple(f"{one.sentence} (Rule {one.rule})" for one in agreement.because),
        looks=tuple(
            f"{told.name(one.by)}, {day_in_words(one.on)}, {_often(one.times)}"
            for one in agreement.looks
        ),
        reason=course.reason if course else refusal.reason if refusal else "",
        alternative=refusal.alternative if refusal else "",
    )


def shown_theirs(theirs: Theirs, text: FormalWords) -> ShownTheirs:
    course = theirs.course
    return ShownTheirs(
        request=theirs.request,
        heading=f"Formal support for {theirs.name}",
        has_case=theirs.has_case,
        by=day_in_words(theirs.by),
        agreed_on=day_in_words(theirs.agreed_on),
        shared=theirs.shared,
        until=day_in_words(theirs.until),
        can_decide=theirs.can_decide,
        must_read=theirs.until is not None and not theirs.has_read,
        # Whoever has no access is told that it goes on, and nothing of what was written.
        plan=tuple(_plan(course, text)) if course and theirs.has_case else (),
        reason=course.reason if course and theirs.has_case else "",
        is_begun=course is not None,
        person_ends=course is not None and course.person_ends_on is not None,
        practitioner_ends=course is not None and course.practitioner_ends_on is not None,
    )


def ends_in_words(bureau: Bureau) -> str:
    """Say how formal support ends, and what the policy lets follow."""
    return bureau.text.ends_together.format(weeks=weeks(bureau.desk.policy.down.min_weeks))


def day_in_words(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _state(told: Told) -> str:
    agreement, course = told.agreement, told.course
    if course is not None:
        return "Signed off" if course.is_open else "Signed off, and ended by you both"
    if agreement.refusal is not None:
        return "Not signed off"
    if agreement.taken_back_on is not None:
        return "You took your agreement back"
    return "Waiting for a decision" if told.stands else "Ended before a decision"


def _facts(told: Told, text: FormalWords) -> Iterator[tuple[str, str]]:
    agreement, course, refusal = told.agreement, told.course, told.agreement.refusal
    yield "You agreed on", day_in_words(agreement.agreed_on)
    yield "To these words", f"Version {agreement.text}"
    yield "Policy", agreement.policy[:SHORT]
    if agreement.taken_back_on is not None:
        yield "Taken back on", day_in_words(agreement.taken_back_on)
    if refusal is not None:
        yield "Decided by", f"{told.name(refusal.by)}, {day_in_words(refusal.on)}"
    if course is not None:
        by = told.name(course.plan.signer)
        yield "Signed off by", f"{by}, {day_in_words(course.signed_on)}"
        yield from _plan(course, text)


def _plan(course: Course, text: FormalWords) -> Iterator[tuple[str, str]]:
    yield "Help", ", ".join(text.help_label(one) for one in course.plan.helps)
    yield "You both look at it again on", day_in_words(course.plan.again_on)
    if course.ended_on is not None:
        yield "Ended on", day_in_words(course.ended_on)


def _often(times: int) -> str:
    return "once" if times == 1 else f"{times} times"
