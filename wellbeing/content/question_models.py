"""The shape of the weekly questions: parts, questions, choices and what each choice counts."""

from hashlib import blake2s
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from wellbeing.content.models import Several, Words, no_doubles
from wellbeing.week import Week

# The page with all questions on it.
ALL_ON_ONE = "all"
# The rules know these three questions by name, so each asks about its own category.
ABOUT_PRESSURE = {"op": "operational", "org": "organisational", "life": "everyday"}


class Choice(Words):
    """One answer; without a score it is kept but never counted."""

    value: str
    label: str
    score: int | None = None


class Question(Words):
    """One question of the check-in, with everything the page says about it.

    One about a source of pressure gets its title and help from `pressures.toml`, as the policy of
    the week groups them.
    """

    id: str
    title: str = ""
    help: str = ""
    pressure: Literal["operational", "organisational", "everyday"] | None = None
    note: str = ""
    who_can_see: str
    in_short: str = ""
    may_be_usual: bool = False
    choices: Several[Choice]

    @property
    def page(self) -> str:
        """Return the last piece of the address of a page that asks this alone.

        A shared device keeps addresses: it does not say what is asked.
        """
        return f"q{blake2s(self.id.encode(), digest_size=3).hexdigest()}"

    @model_validator(mode="after")
    def is_worded_in_one_place(self) -> Self:
        if self.pressure is None and not self.title:
            raise ValueError(f"{self.id} has no title")
        if self.pressure is not None and (self.title or self.help):
            raise ValueError(f"the title and help of {self.id} stand in pressures.toml")
        if self.may_be_usual and not self.in_short:
            raise ValueError(f"{self.id} is a sign and needs a name in short")
        return self

    @model_validator(mode="after")
    def choices_differ(self) -> Self:
        no_doubles([choice.value for choice in self.choices], f"choice of {self.id}")
        return self


class Part(Words):
    """The questions that stand together on one page."""

    id: str
    title: str
    why: str = ""
    questions: Several[Question]


class Frame(Words):
    """What stands above the questions; `{first_day}` and `{last_day}` are filled in."""

    seven_days: str
    about: str
    not_read: str
    own_words: str


class Usual(Words):
    """The mark that says: this sign is usual for me and should not count."""

    label: str
    help: str
    at_most: int
    too_many: str


class OneMore(Words):
    """Questions of which whoever wants one more is asked one each week, at the end of a part."""

    part: str
    questions: Annotated[Several[Question], Field(min_length=1)]

    @model_validator(mode="after")
    def counts_days(self) -> Self:
        for one in self.questions:
            if not one.in_short or any(choice.score is None for choice in one.choices):
                raise ValueError(f"{one.id} needs a name in short, and a score for each choice")
        return self

    def of_week(self, week: Week) -> Question:
        """Return the question of a week: the same for everybody, and the next one a week later."""
        return self.questions[week.monday.toordinal() // 7 % len(self.questions)]


class Questions(Words):
    """The whole check-in; `more` holds the questions that depend on earlier answers.

    None of `one_more` is among them until a person who wants one is asked it.
    """

    version: int
    frame: Frame
    usual: Usual
    parts: Several[Part]
    more: Part
    one_more: OneMore | None = None

    @model_validator(mode="before")
    @classmethod
    def use_shared_choices(cls, read: Any) -> Any:
        """Let `choices = "days"` stand for the list of that name under `[shared_choices]`."""
        if not isinstance(read, dict):
            return read
        shared = read.get("shared_choices", {})
        rest = {key: value for key, value in read.items() if key != "shared_choices"}
        for question in _questions_in(rest):
            named = question.get("choices")
            if isinstance(named, str):
                question["choices"] = shared.get(named, named)
        return rest

    @model_validator(mode="after")
    def names_are_unique(self) -> Self:
        parts = [part.id for part in (*self.parts, self.more)]
        asked = (*self.every_question, *(self.one_more.questions if self.one_more else ()))
        no_doubles([one.id for one in asked], "question")
        no_doubles([*parts, *(one.page for one in asked), ALL_ON_ONE], "part")
        if self.one_more and self.one_more.part not in parts[:-1]:
            raise ValueError(f"one_more.part: there is no part {self.one_more.part}")
        about = {one.id: one.pressure for one in self.every_question if one.pressure}
        if about != ABOUT_PRESSURE:
            raise ValueError(f"op, org and life ask about {', '.join(ABOUT_PRESSURE.values())}")
        return self

    @property
    def every_question(self) -> tuple[Question, ...]:
        return tuple(question for part in (*self.parts, self.more) for question in part.questions)

    @property
    def asked_more(self) -> Question | None:
        """Return the one more question that is asked here, if one is."""
        ids = {one.id for one in self.one_more.questions} if self.one_more else set()
        return next((one for one in self.every_question if one.id in ids), None)

    def with_one_more(self, question: Question) -> Self:
        """Return the check-in with this question at the end of its part."""
        part_id = self.one_more.part if self.one_more else ""
        parts = tuple(
            part.model_copy(update={"questions": (*part.questions, question)})
            if part.id == part_id
            else part
            for part in self.parts
        )
        return self.model_copy(update={"parts": parts})

    @property
    def first_pages(self) -> tuple[str, str, str]:
        """Return where a check-in begins: in parts, one question on a page, all on one."""
        first = self.parts[0]
        return first.id, first.questions[0].page, ALL_ON_ONE

    def question(self, question_id: str) -> Question:
        return next(one for one in self.every_question if one.id == question_id)


def _questions_in(read: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the raw questions that stand where they should; the rest is refused later."""
    parts = [*_dicts(read.get("parts")), *_dicts([read.get("more"), read.get("one_more")])]
    return [question for part in parts for question in _dicts(part.get("questions"))]


def _dicts(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
