"""What `wellbeing doctor` finds when it looks at one thing."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeing.settings import Settings


@dataclass(frozen=True)
class Finding:
    """One thing looked at: is it well, and what to do when not."""

    name: str
    well: bool
    advice: str = ""


Check = Callable[[Settings], Finding]
