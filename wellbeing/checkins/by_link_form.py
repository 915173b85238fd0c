"""The form behind the link of a weekly message: all questions on one page, none of the person's own."""

from dataclasses import dataclass

from flask import request

from wellbeing.checkins.drafts import TALK_QUESTIONS
from wellbeing.checkins.forms import AnswersForm, part_form
from wellbeing.content.question_models import Part, Question, Questions

# To ask for somebody, the page would have to know who asks.
NOT_BY_LINK = frozenset({"talk", *TALK_QUESTIONS})


class ByLinkForm(AnswersForm):
    """No token against forgery: the link alone lets somebody send, and no cookie is read."""

    class Meta:
        """What WTForms reads."""

        csrf = False


@dataclass(frozen=True)
class Asked:
    """What the page asks: the parts of the check-in, and what else may be said."""

    parts: tuple[Part, ...]
    more: tuple[Question, ...]

    @property
    def every_question(self) -> tuple[Question, ...]:
        return (*(one for part in self.parts for one in part.questions), *self.more)


def asked_by_link(questions: Questions) -> Asked:
    """Return what the page asks everybody: it cannot look at answers before it asks on."""
    parts = (part.model_copy(update={"questions": _left(part)}) for part in questions.parts)
    return Asked(tuple(part for part in parts if part.questions), _left(questions.more))


def form_by_link(questions: Questions) -> AnswersForm:
    """Return the form as it was sent just now, else empty: never with anything that is kept."""
    made = part_form(asked_by_link(questions).every_question, questions.usual)
    form = type("AllByLinkForm", (ByLinkForm, made), {})
    found: AnswersForm = form(formdata=request.form if request.method == "POST" else None)
    return found


def _left(part: Part) -> tuple[Question, ...]:
    return tuple(one for one in part.questions if one.id not in NOT_BY_LINK)
