"""The form behind the link of a weekly message: all questions on one page, none of the person's own."""

from dataclasses import dataclass
from typing import Any

from flask import request

from wellbeing.checkins.drafts import TALK_QUESTIONS
from wellbeing.checkins.forms import AnswersForm, part_form
from wellbeing.content.question_models import Part, Question, Questions

# To ask for somebody, the page would have to know who asks.
TALK = "talk"
NOT_BY_LINK = frozenset({TALK, *TALK_QUESTIONS})
NOTHING = "Answer at least one question. Nothing was sent."


class ByLinkForm(AnswersForm):
    """No token against forgery: the link alone lets somebody send, and no cookie is read."""

    class Meta:
        """What WTForms reads."""

        csrf = False

    # Those that are kept whatever else was answered.
    always_kept: frozenset[str] = frozenset()

    def validate(self, extra_validators: Any = None) -> bool:
        """Also refuse a form without an answer: programs that look at mails press buttons."""
        fine = super().validate(extra_validators)
        if any(self.draft.chosen.get(one) for one in self.always_kept):
            return fine
        self.form_errors.append(NOTHING)
        return False


@dataclass(frozen=True)
class Asked:
    """What the page asks: the parts of the check-in, and what else may be said.

    In `talk_part` the page says instead where somebody can be asked to talk.
    """

    parts: tuple[Part, ...]
    more: tuple[Question, ...]
    talk_part: str

    @property
    def every_question(self) -> tuple[Question, ...]:
        return (*(one for part in self.parts for one in part.questions), *self.more)


def asked_by_link(questions: Questions) -> Asked:
    """Return what the page asks everybody: it cannot look at answers before it asks on."""
    parts = tuple(part.model_copy(update={"questions": _left(part)}) for part in questions.parts)
    talk = next(one.id for one in questions.parts for each in one.questions if each.id == TALK)
    return Asked(parts, _left(questions.more), talk)


def form_by_link(questions: Questions) -> AnswersForm:
    """Return the form as it was sent just now, else empty: never with anything that is kept."""
    asked = asked_by_link(questions)
    kept = frozenset(one.id for part in asked.parts for one in part.questions)
    made = part_form(asked.every_question, questions.usual)
    form = type("AllByLinkForm", (ByLinkForm, made), {"always_kept": kept})
    found: AnswersForm = form(formdata=request.form if request.method == "POST" else None)
    return found


def _left(part: Part) -> tuple[Question, ...]:
    return tuple(one for one in part.questions if one.id not in NOT_BY_LINK)
