"""Complaints ready to be shown: to their person, and to who reads them."""

from dataclasses import dataclass
from datetime import date

from wellbeing.complaints.service import Mine, ToRead
from wellbeing.complaints.wording import clock_of, day_in_words, state_of
from wellbeing.content.complaint_models import ComplaintWords

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownMine:
    """One complaint as its person sees it."""

    id: str
    reference: str
    title: str
    state: str
    clock: str
    facts: Pairs
    words: str
    answer: str
    answered_by: str
    looks: tuple[tuple[str, str, int], ...]
    is_open: bool
    is_overdue: bool
    reaches_nobody: bool
    # The day on which it came back with a backup, until its person chose again.
    put_back_on: str


@dataclass(frozen=True)
class ShownToRead:
    """One complaint as a reader sees it; the list shows neither words nor name."""

    id: str
    reference: str
    title: str
    state: str
    clock: str
    facts: Pairs
    words: str
    name: str
    answer: str
    is_open: bool
    is_overdue: bool
    has_person: bool


def shown_mine(words: ComplaintWords, one: Mine, today: date) -> ShownMine:
    said = one.said
    facts = (
        ("Reference", one.reference),
        ("Said on", day_in_words(said.said_on)),
        ("Goes to", ", ".join(one.to) or "Nobody at present"),
        ("Your name", "They see it" if said.by_name else "They do not see it"),
        ("Somebody reads it by", day_in_words(said.read_by)),
        ("You get an answer by", day_in_words(said.answer_by)),
    )
    return ShownMine(
        id=one.id,
        reference=one.reference,
        title=words.kind(said.about).label,
        state=state_of(said),
        clock=clock_of(said, today),
        facts=facts,
        words=said.words,
        answer=said.answer,
        answered_by=one.answered_by,
        looks=tuple((day_in_words(on), name, times) for name, on, times in one.looks),
        is_open=said.is_open,
        is_overdue=one.is_overdue,
        reaches_nobody=one.reaches_nobody,
        put_back_on=day_in_words(said.put_back_on) if said.put_back_on and said.is_open else "",
    )


def shown_to_read(words: ComplaintWords, one: ToRead, today: date) -> ShownToRead:
    said = one.filed.said
    return ShownToRead(
        id=one.filed.id,
        reference=one.filed.reference,
        title=words.kind(said.about).label,
        state=state_of(said),
        clock=clock_of(said, today),
        facts=(
            ("Reference", one.filed.reference),
            ("Said on", day_in_words(said.said_on)),
            ("Answer by", day_in_words(said.answer_by)),
            ("Name", one.name or "Not given: answer here"),
        ),
        words=said.words,
        name=one.name,
        answer=said.answer,
        is_open=said.is_open,
        is_overdue=one.is_overdue,
        has_person=one.has_person,
    )
