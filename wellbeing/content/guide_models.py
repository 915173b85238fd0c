"""The shape of the guides for teams and supervisors: every text is about the work or about talking."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from wellbeing.content.models import Passage, Several, Words, no_doubles
from wellbeing.week import Week

DAYS_OF_A_WEEK = 7
PRINCIPLES = ("presence", "empathy", "body", "paraphrase", "open")


class Source(Words):
    """Where a text comes from; our own words, their facts."""

    name: str
    address: Annotated[str, StringConstraints(pattern=r"^https?://")] = ""


class CannotSee(Words):
    """What supervisors cannot see: a short form beside the maps, and the whole page."""

    title: str
    lead: str
    short_title: str
    short: Several[str]
    short_why: str
    more: str
    sources_title: str
    sections: Several[Passage]
    sources: Several[Source]


class Principle(Words):
    """One way to listen: what to do, what one can say, and what to leave unsaid."""

    id: str
    name: str
    do: Several[str]
    say: Several[str]
    not_say: Several[str]


class Conversation(Words):
    """How to hold a conversation about wellbeing; it has no place to write about a person."""

    title: str
    lead: str
    no_notes_title: str
    no_notes: str
    not_a_clinician: str
    principles_title: str
    say_title: str
    not_title: str
    parts_title: str
    sources_title: str
    print_title: str
    print_hint: str
    parts: Several[Passage]
    principles: Several[Principle]
    adjustments: Passage
    not_safe: Passage
    expect: Passage
    evidence: Passage
    sources: Several[Source]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        if [part.id for part in self.parts] != ["before", "during", "after"]:
            raise ValueError("the parts are before, during and after, in this order")
        if [one.id for one in self.principles] != list(PRINCIPLES):
            raise ValueError(f"the principles are {', '.join(PRINCIPLES)}, in this order")
        return self


class AgendaItem(Words):
    """One part of reflective supervision, with its minutes and what to ask."""

    minutes: int
    name: str
    ask: Several[str]


class ReflectiveSupervision(Words):
    """What reflective supervision is, its agenda, and how to keep its time free."""

    title: str
    lead: str
    length: int
    length_about: str
    agenda_title: str
    agenda_about: str
    minutes_heading: str
    part_heading: str
    places_title: str
    protect_title: str
    protect: str
    protect_link: str
    protect_none: str
    print_hint: str
    sources_title: str
    agenda: Several[AgendaItem]
    passages: Several[Passage]
    places: Several[Passage]
    sources: Several[Source]

    @model_validator(mode="after")
    def minutes_add_up(self) -> Self:
        if sum(item.minutes for item in self.agenda) != self.length:
            raise ValueError(f"the minutes of the agenda must add up to {self.length}")
        return self


class MeetingDomain(Words):
    """One side of the work, with questions a team can talk about."""

    id: str
    name: str
    questions: Several[str]


@dataclass(frozen=True)
class QuestionOfTheWeek:
    """One question about the work, for this week's meeting of every team."""

    domain_id: str
    domain: str
    question: str


class TeamMeeting(Words):
    """The questions for a team meeting, and how to use them."""

    title: str
    lead: str
    this_week: str
    this_week_about: str
    print_hint: str
    every: str
    agree: str
    agree_about: str
    agree_lines: Several[str]
    act: str
    sources_title: str
    before: Passage
    domains: Several[MeetingDomain]
    sources: Several[Source]

    @model_validator(mode="after")
    def domains_take_turns(self) -> Self:
        no_doubles([domain.id for domain in self.domains], "domain")
        asked = [question for domain in self.domains for question in domain.questions]
        no_doubles(asked, "question")
        if not asked or len({len(domain.questions) for domain in self.domains}) != 1:
            raise ValueError("every domain needs the same number of questions, and at least one")
        return self

    def question_of_the_week(self, week: Week) -> QuestionOfTheWeek:
        """Return the week's question: another domain each week, and none twice until all were asked.

        It depends on the calendar alone, so that it can tell nothing about any team.
        """
        turn = week.monday.toordinal() // DAYS_OF_A_WEEK
        domain = self.domains[turn % len(self.domains)]
        question = domain.questions[turn // len(self.domains) % len(domain.questions)]
        return QuestionOfTheWeek(domain.id, domain.name, question)
