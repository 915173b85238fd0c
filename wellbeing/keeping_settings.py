"""How long an organisation keeps things: shorter as it likes, longer with a name and a reason alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wellbeing.retention import DAYS_OF_A_WEEK, Here, Kept, can_be_set, kept

BY, WHY = "WELLBEING_KEEP_LONGER_BY", "WELLBEING_KEEP_LONGER_WHY"
SHORTEST_REASON = 20


@dataclass(frozen=True)
class Keeping:
    """The days that are set, by what they are about, and who decided that something is kept longer."""

    days: Mapping[str, int] = field(default_factory=dict)
    decided_by: str = ""
    why: str = ""

    def days_of(self, name: str) -> int:
        """Return how many days something is kept here."""
        return self.days.get(name, kept(name).span.days)

    def weeks_of(self, name: str) -> int:
        return self.days_of(name) // DAYS_OF_A_WEEK

    @property
    def here(self) -> Here:
        """Return what is set, for the words of the list."""
        return tuple(sorted(self.days.items()))

    @property
    def longer(self) -> tuple[Kept, ...]:
        """Return what is kept longer than this service says by itself."""
        return tuple(one for one in can_be_set() if self.days_of(one.id) > one.span.days)

    @property
    def is_decided(self) -> bool:
        """Say whether somebody stands for it with a name and a reason, where anything is longer."""
        return not self.longer or bool(self.decided_by and self._letters >= SHORTEST_REASON)

    @property
    def _letters(self) -> int:
        return sum(map(str.isalpha, self.why))


def read_keeping(environment: Mapping[str, str]) -> Keeping:
    """Read `WELLBEING_KEEP_*`; raise ValueError, in one line that says what to do, for what cannot be."""
    read = {name: value.strip() for name, value in environment.items()}
    days = {
        one.id: _number(one, read[one.setting]) for one in can_be_set() if read.get(one.setting)
    }
    return Keeping(days, read.get(BY, ""), read.get(WHY, ""))


def _number(one: Kept, written: str) -> int:
    if not written.isdecimal() or not one.least <= int(written) <= one.most:
        raise ValueError(
            f"{one.setting} must be a number of days from {one.least} to {one.most}, not {written!r}"
        )
    days = int(written)
    # What is said on every page has to be what is kept.
    return days - days % DAYS_OF_A_WEEK if one.in_weeks else days
