"""The form all forms grow from: forgery protection, kept fields, clean text."""

import re
import unicodedata
from typing import Any

from flask import g, request
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from werkzeug.datastructures import MultiDict
from wtforms.validators import ValidationError

from wellbeing.extensions import house
from wellbeing.web.limbo import kept_fields
from wellbeing.web.signed_in import signed_in
from wellbeing.web.whose_form import mark_forms

CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
# Unseen: what follows them is shown from the other side, until another one ends it.
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
LONGEST_TEXT = 4_000


class PostedForm(FlaskForm):  # type: ignore[misc]  # flask-wtf ships no types
    """A form that is sent by POST and shows again what was typed before the session ended."""

    def __init__(self, **kwargs: Any) -> None:
        """Read what was posted, or what was kept from before signing in."""
        if "formdata" not in kwargs and request.method == "GET":
            kept = _kept()
            if kept is not None:
                kwargs["formdata"] = kept
        mark_forms_of_reader()
        super().__init__(**kwargs)

    def is_sent_and_valid(self) -> bool:
        return bool(self.validate_on_submit())


class PressedForm(PostedForm):
    """A form with a button and nothing to fill in."""


def owner_of(person_id: str) -> bytes:
    """Return the address under which a person's sessions and kept forms are found."""
    return house().vault.row_key("session-owner", person_id)


def mark_forms_of_reader() -> None:
    """Let the forms on this page carry whose they are; called before a token is made for one."""
    person = None if g.get("no_database") else signed_in()
    if person is not None:
        mark_forms(owner_of(person.id))


def forgery_token() -> str:
    """Return the token for a form that a template writes by itself."""
    mark_forms_of_reader()
    return str(generate_csrf())


def clean_text(typed: str | None) -> str:
    """Return human writing as it is kept: composed, one kind of line end, no control characters."""
    text = unicodedata.normalize("NFC", (typed or "").replace("\r\n", "\n").replace("\r", "\n"))
    return CONTROLS.sub("", text).strip()


def in_its_own_direction(text: str) -> str:
    """Take out unseen signs that turn the writing around: what others read must be what was typed."""
    return DIRECTIONS.sub("", text)


class NotTooLong:
    """Refuses a text over the limit and says by how much; the text stays in its box."""

    def __init__(self, most: int = LONGEST_TEXT) -> None:
        """Allow so many characters."""
        self.most = most

    def __call__(self, _form: FlaskForm, field: Any) -> None:
        over = len(clean_text(field.data)) - self.most
        if over > 0:
            raise ValidationError(
                f"This text is {over:,} characters too long. The most is {self.most:,}. "
                "Shorten it and save again."
            )


def _kept() -> MultiDict[str, str] | None:
    person = signed_in()
    return None if person is None else kept_fields(owner_of(person.id))
