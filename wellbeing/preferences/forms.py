"""The form in which a person says how pages look for them."""

from typing import Any

from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.preferences.service import Contrast, Look, Motion, TextSize, Theme
from wellbeing.web.forms import PostedForm

AS_DEVICE = "As my device says"
TRY = "try"


class OneLook(RadioField):
    """One of a few; left out or unknown, it asks kindly."""

    def pre_validate(self, _form: Any) -> None:
        if self.data not in {value for value, *_ in self.iter_choices()}:
            said = self.label.text.lower()
            raise ValidationError(f"Choose one of these for {said}.")


class LookForm(PostedForm):
    """Four choices; the button says whether they are kept or only looked at."""

    act = StringField()
    text = OneLook(
        "Text size",
        choices=[
            SelectChoice(TextSize.USUAL.value, "Usual"),
            SelectChoice(TextSize.LARGER.value, "Larger"),
            SelectChoice(TextSize.LARGEST.value, "Largest"),
        ],
    )
    contrast = OneLook(
        "Contrast",
        choices=[
            SelectChoice(Contrast.DEVICE.value, AS_DEVICE),
            SelectChoice(Contrast.MORE.value, "More"),
        ],
    )
    theme = OneLook(
        "Colours",
        choices=[
            SelectChoice(Theme.DEVICE.value, f"{AS_DEVICE}, light or dark"),
            SelectChoice(Theme.LIGHT.value, "Light"),
            SelectChoice(Theme.DARK.value, "Dark"),
            SelectChoice(Theme.CALM.value, "Calm: fewer colours and no decoration"),
        ],
    )
    motion = OneLook(
        "Movement",
        choices=[
            SelectChoice(Motion.DEVICE.value, AS_DEVICE),
            SelectChoice(Motion.LESS.value, "Less: nothing moves"),
        ],
    )

    @property
    def is_only_tried(self) -> bool:
        return bool(self.act.data == TRY)

    def to_look(self) -> Look:
        """Return what was chosen; call it only on a form found valid."""
        return Look(
            TextSize(self.text.data),
            Contrast(self.contrast.data),
            Theme(self.theme.data),
            Motion(self.motion.data),
        )


def filled(look: Look) -> dict[str, str]:
    """Return what the fields show for a look."""
    return {
        "text": look.text.value,
        "contrast": look.contrast.value,
        "theme": look.theme.value,
        "motion": look.motion.value,
    }
