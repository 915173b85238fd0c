"""The shape of the guides for teams and supervisors: every text is about the work or about talking."""

from dataclasses import dataclass
from typing import Self

from pydantic import model_validator

from wellbeing.content.models import Passage, Several, Words, no_doubles
from wellbeing.week import Week

DAYS_OF_A_WEEK = 7


class Source(Words):
    """Where a text comes from; our own words, their facts."""

    name: str
    address: str = ""


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
