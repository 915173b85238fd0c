"""The password, asked for once more before a person's own words leave their own pages."""

from typing import Self

from flask import current_app
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from wellbeing.accounts.forms import LONGEST_PASSWORD
from wellbeing.accounts.own import Door, TooManyTriesError, WrongSignInError, confirm
from wellbeing.web.forms import PostedForm


class ConfirmForm(PostedForm):
    """The password a person signs in with."""

    password = PasswordField(
        "Your password",
        validators=[
            InputRequired("Enter the password you sign in with."),
            Length(max=LONGEST_PASSWORD, message="This is longer than any password here."),
        ],
    )

    @classmethod
    def made(cls) -> Self:
        """Return the form, without the password where nobody has one."""
        form = cls()
        if not needs_password():
            del form.password
        return form

    def is_confirmed(self, door: Door, person_id: str) -> bool:
        """Say whether whoever sent a valid form is the person; if not, say what to do."""
        if not needs_password():
            return True
        try:
            confirm(door, person_id, self.password.data or "")
        except WrongSignInError:
            self.password.errors = ["This is not the password you use now."]
        except TooManyTriesError:
            self.password.errors = [
                "There were several wrong tries. Wait a minute, then try again. After ten wrong "
                "tries the wait is an hour."
            ]
        return not self.errors


def needs_password() -> bool:
    """In the sample organisation nobody has a password: people are chosen from a list."""
    return "demo" not in current_app.blueprints
