"""What is kept of a line that was confirmed."""

from dataclasses import dataclass
from datetime import date

KEY_LENGTH = 48
MARK_LENGTH = 32
LONGEST_SAID = 500


@dataclass(frozen=True)
class Confirmed:
    """What somebody said is there, by which words it was asked, who confirmed it, and when."""

    key: str
    mark: str
    said: str
    by: str | None
    on: date
