"""What a person chose, in words, as the page of all preferences says it."""

from collections.abc import Mapping

from wellbeing.preferences.asked import Pages
from wellbeing.preferences.contact import ContactWishes, Interpreter
from wellbeing.preferences.contact_form import WAYS
from wellbeing.preferences.device_forms import PAGES_IN_WORDS
from wellbeing.preferences.looks import Contrast, Look, Motion, TextSize, Theme

USUAL = "As for everybody, and as your device says"
NOTHING_SAID = "You have said nothing about it."
TEXTS = {TextSize.LARGER: "Larger text", TextSize.LARGEST: "Largest text"}
THEMES = {Theme.LIGHT: "Light", Theme.DARK: "Dark", Theme.CALM: "Calm colours"}


def look_in_words(look: Look) -> tuple[str, ...]:
    said = (
        TEXTS.get(look.text),
        "More contrast" if look.contrast is Contrast.MORE else None,
        THEMES.get(look.theme),
        "Nothing moves" if look.motion is Motion.LESS else None,
    )
    return tuple(one for one in said if one) or (USUAL,)


def pages_in_words(pages: Pages) -> tuple[str, ...]:
    return (PAGES_IN_WORDS[pages],)


def contact_in_words(wishes: ContactWishes, ways: Mapping[str, str]) -> tuple[str, ...]:
    """Say what was said about being contacted; the safe times themselves stay on their own page."""
    if wishes == ContactWishes():
        return (NOTHING_SAID,)
    not_by = ", ".join(WAYS[way] for way in wishes.not_by)
    said = (
        ways.get(wishes.how),
        f"Not: {not_by}" if not_by else None,
        "You have said when it is safe" if wishes.safe_times else None,
        "A message may be left" if wishes.may_leave_message else "No message is left",
        _interpreter(wishes),
    )
    return tuple(one for one in said if one)


def _interpreter(wishes: ContactWishes) -> str | None:
    if wishes.interpreter is Interpreter.BSL:
        return "With a BSL interpreter"
    if wishes.interpreter is Interpreter.SPOKEN:
        return (
            f"With an interpreter: {wishes.language}" if wishes.language else "With an interpreter"
        )
    return None
