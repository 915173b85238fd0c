"""How pages look for one person: size of text, contrast, colours and movement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter


class TextSize(StrEnum):
    """How large letters are."""

    USUAL = "usual"
    LARGER = "larger"
    LARGEST = "largest"


class Contrast(StrEnum):
    """How far words and lines stand out."""

    DEVICE = "device"
    MORE = "more"


class Theme(StrEnum):
    """Which colours; calm has few of them and no decoration, light or dark as the device says."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"
    CALM = "calm"


class Motion(StrEnum):
    """Whether anything may move."""

    DEVICE = "device"
    LESS = "less"


UNSAID = frozenset({"usual", "device"})
PAPERS = {Theme.LIGHT: "light", Theme.DARK: "dark"}


@dataclass(frozen=True)
class Look:
    """What one person chose; nothing chosen is the usual size, and all else as the device says."""

    text: TextSize = TextSize.USUAL
    contrast: Contrast = Contrast.DEVICE
    theme: Theme = Theme.DEVICE
    motion: Motion = Motion.DEVICE

    @classmethod
    def from_bytes(cls, written: bytes) -> "Look":
        """Raise ValueError for what is no look."""
        return _LOOK.validate_json(written)

    def to_bytes(self) -> bytes:
        return _LOOK.dump_json(self)

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return what the page's first element carries; the stylesheet knows each of them."""
        chosen = {
            "data-text": self.text,
            "data-contrast": self.contrast,
            "data-theme": self.theme,
            "data-motion": self.motion,
        }
        return {name: each.value for name, each in chosen.items() if each.value not in UNSAID}

    @property
    def paper(self) -> str:
        """Return "light" or "dark" where the device is not asked."""
        return PAPERS.get(self.theme, "")


_LOOK = TypeAdapter(Look)
