"""The forms about whose device this is, and about how many questions stand on a page."""

from wtforms import BooleanField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from wellbeing.preferences.asked import Pages
from wellbeing.preferences.contact_form import OneOf
from wellbeing.web.forms import PostedForm

SHARED, OWN = "shared", "own"
PAGES_IN_WORDS = {
    Pages.PARTS: "In short parts, a few questions on a page",
    Pages.ONE: "One question on a page",
    Pages.ALL: "All questions on one page",
}


class DeviceForm(PostedForm):
    """Whose device this is, for as long as this browser is signed in; shared unless said otherwise."""

    here = OneOf(
        "Who uses this device?",
        choices=[
            SelectChoice(SHARED, "Other people use it too, or I am not sure"),
            SelectChoice(OWN, "Only I use it"),
        ],
    )
    everywhere = BooleanField("Let every device I sign in on count as shared")

    @property
    def is_shared(self) -> bool:
        return bool(self.here.data != OWN or self.everywhere.data)


class PagesForm(PostedForm):
    """How many questions of the check-in stand on a page."""

    pages = OneOf(
        "What should stand on one page of the check-in?",
        choices=[SelectChoice(pages.value, label) for pages, label in PAGES_IN_WORDS.items()],
    )

    def to_pages(self) -> Pages:
        """Return what was chosen; call it only on a form found valid."""
        return Pages(self.pages.data)
