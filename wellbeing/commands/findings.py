"""What `wellbeing doctor` finds when it looks at one thing."""

from collections.abc import Callable
from dataclasses import dataclass

from wellbeing.settings import Settings


@dataclass(frozen=True)
class Finding:
    """One thing looked at: is it well, and what to do when not.

    What may be meant so, and is told with its advice all the same, is well and warns. What may pass by
    itself, such as a server that is not up yet, is worth another start.
    """

    name: str
    well: bool
    advice: str = ""
    warns: bool = False
    may_pass: bool = False

    @property
    def mark(self) -> str:
        if not self.well:
            return "MEND"
        return "NOTE" if self.warns else "ok  "


Check = Callable[[Settings], Finding]
