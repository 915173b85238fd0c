"""The forms of signing in and of passwords."""

from wtforms import BooleanField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from wellbeing.accounts.passwords import LONGEST
from wellbeing.web.forms import PostedForm, clean_text

LONGEST_ADDRESS = 254
LONGEST_PASSWORD = 1_024


class SignInForm(PostedForm):
    """Address, password, and whose device this is."""

    address = StringField(
        "Work email address",
        filters=[clean_text],
        validators=[
            InputRequired("Enter your work email address."),
            Length(max=LONGEST_ADDRESS, message="This is too long for an email address."),
        ],
    )
    password = PasswordField(
        "Password",
        validators=[
            InputRequired("Enter your password."),
            Length(max=LONGEST_PASSWORD, message="This is longer than any password here."),
        ],
    )
    own_device = BooleanField("Only I use this device")


class NewPasswordForm(PostedForm):
    """A new password, typed once: it can be shown while typing."""

    new_password = PasswordField(
        "New password",
        validators=[
            InputRequired("Choose a password."),
            Length(max=LONGEST_PASSWORD, message=f"Use at most {LONGEST} characters."),
        ],
    )


class ChangePasswordForm(NewPasswordForm):
    """The old password beside the new one."""

    password = PasswordField(
        "Your password now",
        validators=[
            InputRequired("Enter the password you use now."),
            Length(max=LONGEST_PASSWORD, message="This is longer than any password here."),
        ],
    )
