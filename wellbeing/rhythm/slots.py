"""When a person wants to be asked, as one short text that thousands of people may share.

People with the same text are asked at the same time, so the moments of a week are worked out once
for each text and not once for each person (docs/adr/0027).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAYS = range(7)  # Monday is 0.
HOURS = range(24)
# A rota repeats after at most so many weeks.
LONGEST_ROTA = 6
# Hours in which nobody is asked unless they say so themselves: DOMAIN.md NW2.
QUIET_FROM, QUIET_UNTIL = 20, 8
MONDAY_TO_FRIDAY = frozenset(range(5))


class SlotError(ValueError):
    """A slot that could never be asked in; one line that says why."""


class UnknownZoneError(SlotError):
    """A zone that this machine's zone data do not know, or do not know any more."""


class Messages(StrEnum):
    """What a person wants to be sent in a week."""

    BOTH = "both"
    INVITATION = "invitation"
    NONE = "none"


@dataclass(frozen=True)
class Quiet:
    """Hours of the day, `from_hour` up to but not including `until_hour`, in which nothing is sent.

    The same hour twice means that no hour is quiet.
    """

    from_hour: int = QUIET_FROM
    until_hour: int = QUIET_UNTIL

    def holds(self, hour: int) -> bool:
        """Say whether an hour of the day is quiet; the hours may run over midnight."""
        return (hour - self.from_hour) % 24 < (self.until_hour - self.from_hour) % 24


@dataclass(frozen=True)
class Slot:
    """A wish: the day and hour to be asked, and the days worked in each week of the rota.

    `worked` has one set of weekdays for each week of the rota; `day` is a wish that gives way when
    that day is not worked or is a public holiday.
    """

    zone: str
    day: int
    hour: int
    worked: tuple[frozenset[int], ...] = (MONDAY_TO_FRIDAY,)
    quiet: Quiet = Quiet()
    messages: Messages = Messages.BOTH

    def __post_init__(self) -> None:
        """Raise SlotError for what no week could keep to."""
        hours = {self.hour, self.quiet.from_hour, self.quiet.until_hour}
        if self.day not in DAYS or not hours <= set(HOURS):
            raise SlotError("a slot has a weekday from 0 to 6 and hours from 0 to 23")
        if not 1 <= len(self.worked) <= LONGEST_ROTA:
            raise SlotError(f"a rota has 1 to {LONGEST_ROTA} weeks")
        if not any(self.worked) or not all(week <= set(DAYS) for week in self.worked):
            raise SlotError("a rota has at least one day that is worked")
        if self.quiet.holds(self.hour):
            raise SlotError("the hour to be asked lies in the quiet hours")
        _require_zone(self.zone)

    def __str__(self) -> str:
        """Write the slot as it is kept: `Europe/London 2 10 31 20-8 both`."""
        rota = ",".join(str(sum(1 << day for day in week)) for week in self.worked)
        quiet = f"{self.quiet.from_hour}-{self.quiet.until_hour}"
        return f"{self.zone} {self.day} {self.hour} {rota} {quiet} {self.messages}"

    @classmethod
    def parse(cls, written: str) -> Self:
        """Read a slot as it is kept; raise SlotError for anything else."""
        try:
            zone, day, hour, rota, quiet, messages = written.split(" ")
            from_hour, until_hour = quiet.split("-")
            return cls(
                zone,
                int(day),
                int(hour),
                tuple(_days(int(mask)) for mask in rota.split(",")),
                Quiet(int(from_hour), int(until_hour)),
                Messages(messages),
            )
        except SlotError:
            raise
        except ValueError as error:
            raise SlotError(f"{written!r} is not a slot") from error


def usual(zone: str) -> Slot:
    """Return when people are asked who said nothing: Wednesday at ten, Monday to Friday."""
    return Slot(zone, day=2, hour=10)


def read_slot(written: str, home: str) -> Slot:
    """Read a kept slot whatever became of it: one that nobody can read keeps nobody from being asked.

    A zone that is known no more is taken for the organisation's, anything else for the usual slot.
    """
    try:
        return Slot.parse(written)
    except UnknownZoneError:
        return Slot.parse(" ".join((home, *written.split(" ")[1:])))
    except SlotError:
        return usual(home)


def _days(mask: int) -> frozenset[int]:
    if not 0 <= mask < 1 << len(DAYS):
        raise SlotError("a rota has at least one day that is worked")
    return frozenset(day for day in DAYS if mask >> day & 1)


def _require_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZoneError(
            f"{zone!r} is not a time zone: write it like Europe/London"
        ) from error
