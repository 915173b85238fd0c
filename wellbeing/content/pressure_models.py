"""The sources of pressure: what counts in each, in the two groupings a policy can choose from."""

from collections.abc import Iterable
from typing import Literal, Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words, no_doubles
from wellbeing.content.question_models import ABOUT_PRESSURE, Part, Question, Questions

CategoryName = Literal["operational", "organisational", "everyday"]
GroupingName = Literal["default", "article"]
QuestionName = Literal["op", "org", "life"]

CATEGORIES = tuple(ABOUT_PRESSURE.values())
DEFAULT, ARTICLE = "default", "article"
GROUPINGS = (DEFAULT, ARTICLE)


class Sources(Words):
    """What a grouping calls each category, in the middle of a sentence to the person."""

    operational: str
    organisational: str
    everyday: str


class Places(Words):
    """The category a tag stands in, one for each grouping."""

    default: CategoryName
    article: CategoryName


class Category(Words):
    """A family of pressures with its question, and with actions of its own."""

    id: CategoryName
    question: QuestionName
    name: str


class Grouping(Words):
    """One way to sort what presses on people."""

    id: GroupingName
    name: str
    about: str
    sources: Sources


class Tag(Words):
    """One thing that presses on people."""

    id: str
    name: str
    asked: str = ""
    moves: Literal["workload", "environment"] | None = None
    stands: Places

    @model_validator(mode="after")
    def stays_unless_it_may_move(self) -> Self:
        if self.stands.default != self.stands.article and self.moves is None:
            raise ValueError(
                f"{self.id} stands elsewhere in the article; only workload and environment may"
            )
        return self

    def category(self, grouping: str) -> str:
        return str(getattr(self.stands, grouping))


class Because(Words):
    """Why an action is offered, in a whole sentence."""

    pressure: str
    ticked: str
    event: str
    no_support: str
    review: str

    @model_validator(mode="after")
    def names_what_was_ticked(self) -> Self:
        if "{tags}" not in self.ticked:
            raise ValueError("the reason for what was ticked needs {tags}")
        return self


class Pressures(Words):
    """Every source of pressure, and how the check-in asks about them."""

    lead: str
    when_it_changes: str
    question: str
    because: Because
    categories: Several[Category]
    groupings: Several[Grouping]
    tags: Several[Tag]

    @model_validator(mode="after")
    def nothing_is_missing_or_doubled(self) -> Self:
        _exactly(CATEGORIES, [each.id for each in self.categories], "categories")
        _exactly(GROUPINGS, [each.id for each in self.groupings], "groupings")
        if {each.question: each.id for each in self.categories} != ABOUT_PRESSURE:
            raise ValueError(
                "op asks about operational, org organisational, life everyday pressure"
            )
        no_doubles([tag.id for tag in self.tags], "tag")
        no_doubles([tag.name for tag in self.tags], "name of a tag")
        if any("{source}" not in said for said in (self.question, self.because.pressure)):
            raise ValueError("the question and the reason for a pressure need {source}")
        for grouping in GROUPINGS:
            for category in CATEGORIES:
                if not self.help_text(grouping, category):
                    raise ValueError(f"{grouping} names nothing in the question on {category}")
        return self

    def grouping(self, grouping: str) -> Grouping:
        return next(each for each in self.groupings if each.id == grouping)

    def tags_of(self, grouping: str, category: str) -> tuple[Tag, ...]:
        """Return what stands in a category, in the order of the file."""
        return tuple(tag for tag in self.tags if tag.category(grouping) == category)

    def help_text(self, grouping: str, category: str) -> str:
        named = ", ".join(tag.asked for tag in self.tags_of(grouping, category) if tag.asked)
        return named[:1].upper() + named[1:]

    def source(self, grouping: str, question: str) -> str:
        """Say in the middle of a sentence what this question asks about."""
        return str(getattr(self.grouping(grouping).sources, self.category_of(question)))

    def asked(self, grouping: str, question: str) -> str:
        return self.question.format(source=self.source(grouping, question))

    def category_of(self, question: str) -> str:
        return next(each.id for each in self.categories if each.question == question)

    def families(self, grouping: str, question: str) -> frozenset[str]:
        """Name the families of action a high answer calls for, by the question each belongs to.

        Actions are written for a category as it stands by default: where workload counts with
        events, pressure from events calls for a change of working conditions as well.
        """
        asked = self.category_of(question)
        reached = {tag.stands.default for tag in self.tags if tag.category(grouping) == asked}
        return frozenset(each.question for each in self.categories if each.id in reached)

    def asked_in(self, questions: Questions, grouping: str) -> Questions:
        """Return the check-in as it is asked in this grouping."""
        parts = tuple(self._part(part, grouping) for part in questions.parts)
        return questions.model_copy(update={"parts": parts})

    def _part(self, part: Part, grouping: str) -> Part:
        asked = tuple(self._worded(one, grouping) for one in part.questions)
        return part.model_copy(update={"questions": asked})

    def _worded(self, one: Question, grouping: str) -> Question:
        if one.pressure is None:
            return one
        worded = {
            "title": self.asked(grouping, one.id),
            "help": self.help_text(grouping, one.pressure),
        }
        return one.model_copy(update=worded)


def _exactly(wanted: Iterable[str], found: list[str], what: str) -> None:
    if found != list(wanted):
        raise ValueError(f"the {what} are {', '.join(wanted)}, in this order")
