"""One choice of several, and the key that makes sending a form twice the same as sending it once."""

import re
import secrets
from typing import Any

from wtforms import RadioField
from wtforms.validators import ValidationError

FORM_KEY = re.compile(r"[0-9a-f]{32}")
KEY_BYTES = 16


class OneAnswer(RadioField):
    """A question with large choices; leaving it out is an answer too."""

    unknown = "The answer that arrived is not one of the choices. Choose again, or skip."

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the one answer; two different ones say nothing."""
        if len(set(valuelist)) > 1:
            self.data = None
            raise ValueError("Two different answers arrived for this question. Choose one.")
        super().process_formdata(valuelist)

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is not on the page; nothing chosen is fine."""
        if self.data and self.data not in {value for value, *_ in self.iter_choices()}:
            self.data = None
            raise ValidationError(self.unknown)


def is_form_key(written: str) -> bool:
    return FORM_KEY.fullmatch(written) is not None


def new_form_key() -> str:
    return secrets.token_hex(KEY_BYTES)
