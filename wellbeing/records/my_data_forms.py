"""The form that asks for the password again before everything is handed out."""

from typing import Self

from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from wellbeing.web.forms import PostedForm

LONGEST_PASSWORD = 1_024


class DownloadForm(PostedForm):
    """The password a person signs in with."""

    password = PasswordField(
        "Your password",
        validators=[
            InputRequired("Enter the password you sign in with."),
            Length(max=LONGEST_PASSWORD, message="This is longer than any password here."),
        ],
    )

    @classmethod
    def made(cls, *, needs_password: bool) -> Self:
        form = cls()
        if not needs_password:
            del form.password
        return form
