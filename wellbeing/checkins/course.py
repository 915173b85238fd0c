"""The order in which a check-in asks: its parts, a little more where answers call for it, sending."""

from dataclasses import dataclass

from wellbeing.checkins.drafts import Draft, Said, in_words, more_asked
from wellbeing.content.question_models import Part, Question, Questions
from wellbeing.stepped_care import Policy

SEND = "send"
# All questions on one page, for somebody who has answered them on paper.
FROM_PAPER = "from-paper"


@dataclass(frozen=True)
class Stop:
    """One page of the check-in: its place in the order, and what it asks."""

    id: str
    title: str
    number: int
    of: int
    asked: tuple[Question, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True)
class SaidPart:
    """One part in words, to read over before sending."""

    id: str
    title: str
    said: tuple[Said, ...]


def stop(part_id: str, draft: Draft, questions: Questions, policy: Policy) -> Stop | None:
    """Return a page of the check-in as these answers make it; None when it asks nothing now."""
    if part_id == FROM_PAPER:
        return Stop(part_id, "Answers from paper", 1, 2, questions.every_question, None, SEND)
    parts = _parts(draft, questions, policy)
    ids = [part.id for part in parts]
    if part_id not in {*ids, SEND}:
        return None
    at = [*ids, SEND].index(part_id)
    part = parts[at] if at < len(parts) else None
    return Stop(
        id=part_id,
        title=part.title if part else "",
        number=at + 1,
        of=len(ids) + 1,
        asked=part.questions if part else (),
        before=ids[at - 1] if at else None,
        after=[*ids, SEND, None][at + 1],
    )


def said_parts(draft: Draft, questions: Questions, policy: Policy) -> tuple[SaidPart, ...]:
    return tuple(
        SaidPart(part.id, part.title, in_words(draft, part.questions))
        for part in _parts(draft, questions, policy)
    )


def _parts(draft: Draft, questions: Questions, policy: Policy) -> list[Part]:
    asked = more_asked(draft, questions, policy)
    more = tuple(one for one in questions.more.questions if one.id in asked)
    extra = [questions.more.model_copy(update={"questions": more})] if more else []
    return [*questions.parts, *extra]
