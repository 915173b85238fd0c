"""The check-in as a numbered list, the same on the printed sheet and on the page that enters one."""

from dataclasses import dataclass

from wellbeing.content.question_models import Part, Question, Questions


@dataclass(frozen=True)
class Numbered:
    """A question with its number; its choices are numbered from 0 in their order."""

    number: int
    question: Question

    @property
    def choices(self) -> tuple[tuple[int, str, str], ...]:
        """Return each choice: its number, its value, and its label."""
        return tuple(
            (number, choice.value, choice.label)
            for number, choice in enumerate(self.question.choices)
        )


@dataclass(frozen=True)
class PaperPart:
    """The questions that stand together; `is_more` marks those that only some answers call for."""

    title: str
    asked: tuple[Numbered, ...]
    is_more: bool


def paper_parts(questions: Questions) -> tuple[PaperPart, ...]:
    """Number every question through: paper cannot look at answers before it asks on."""
    found: list[PaperPart] = []
    first = 1
    for part in (*questions.parts, questions.more):
        found.append(PaperPart(part.title, _numbered(part, first), part is questions.more))
        first += len(part.questions)
    return tuple(found)


def _numbered(part: Part, first: int) -> tuple[Numbered, ...]:
    return tuple(Numbered(first + place, one) for place, one in enumerate(part.questions))
