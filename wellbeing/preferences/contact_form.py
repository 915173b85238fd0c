"""The form in which a person says how they like to be contacted, and when it is safe."""

from typing import Any

from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from wellbeing.preferences.contact import ContactWishes, Interpreter, Way
from wellbeing.web.forms import NotTooLong, PostedForm, clean_text

NO_MATTER = "I do not mind"
YES, NO = "yes", "no"
LONGEST_TIMES, LONGEST_LANGUAGE = 300, 60
# What the choices of "How would you like to talk?" are done by.
MEANS = {
    "in_person": {Way.IN_PERSON},
    "phone": {Way.PHONE},
    "video": {Way.VIDEO},
    "writing": {Way.TEXT, Way.EMAIL},
}
WAYS = {
    Way.IN_PERSON: "In person",
    Way.PHONE: "Phone calls",
    Way.VIDEO: "Video calls",
    Way.TEXT: "Text messages",
    Way.EMAIL: "E-mail",
}
INTERPRETERS = {
    Interpreter.NONE: "No",
    Interpreter.BSL: "Yes, for British Sign Language (BSL)",
    Interpreter.SPOKEN: "Yes, for another language",
}


class OneOf(RadioField):
    """One of a few; what is not on the page is asked again."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            raise ValidationError("Choose one of these.")


class AnyOf(SelectMultipleField):
    """As many as fit, each with a tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, _form: Any) -> None:
        if not set(self.data or ()) <= {value for value, *_ in self.iter_choices()}:
            raise ValidationError("Choose from these.")


class ContactForm(PostedForm):
    """Everything may be left as it is: then nothing is said."""

    how = OneOf("How would you like to be contacted?", default="")
    not_by = AnyOf(
        "Is there a way that should not be used?",
        choices=[SelectChoice(way.value, label) for way, label in WAYS.items()],
    )
    safe_times = TextAreaField(
        "When is it safe to contact you?", validators=[NotTooLong(LONGEST_TIMES)]
    )
    may_leave_message = OneOf(
        "If you cannot answer, may a message be left?",
        choices=[SelectChoice(NO, "No, leave no message"), SelectChoice(YES, "Yes")],
        default=NO,
    )
    interpreter = OneOf(
        "Should an interpreter be there?",
        choices=[SelectChoice(one.value or NO, label) for one, label in INTERPRETERS.items()],
        default=NO,
    )
    language = StringField("Which language?", validators=[NotTooLong(LONGEST_LANGUAGE)])

    def offer(self, ways: list[tuple[str, str]]) -> None:
        """Offer the ways to talk that the check-in asks about, in the same words."""
        self.how.choices = [
            *(SelectChoice(value, label) for value, label in ways),
            SelectChoice("", NO_MATTER),
        ]

    def validate_not_by(self, field: AnyOf) -> None:
        means = {way.value for way in MEANS.get(self.how.data or "", set())}
        if means and means <= set(field.data or ()):
            raise ValidationError(
                "The way you would like stands here too. Take the tick away, or choose another way."
            )

    def validate_language(self, field: StringField) -> None:
        if clean_text(field.data) and self.interpreter.data != Interpreter.SPOKEN.value:
            raise ValidationError(
                "Choose “Yes, for another language” above, or leave this line empty."
            )

    def to_wishes(self) -> ContactWishes:
        """Return what was said; call it only on a form found valid."""
        named = self.interpreter.data
        return ContactWishes(
            how=self.how.data or "",
            safe_times=clean_text(self.safe_times.data),
            may_leave_message=self.may_leave_message.data == YES,
            not_by=tuple(way for way in WAYS if way.value in (self.not_by.data or ())),
            interpreter=Interpreter.NONE if named == NO else Interpreter(named),
            language=clean_text(self.language.data),
        )


def filled(wishes: ContactWishes) -> dict[str, Any]:
    """Return what the fields show for wishes."""
    return {
        "how": wishes.how,
        "not_by": [way.value for way in wishes.not_by],
        "safe_times": wishes.safe_times,
        "may_leave_message": YES if wishes.may_leave_message else NO,
        "interpreter": wishes.interpreter.value or NO,
        "language": wishes.language,
    }
