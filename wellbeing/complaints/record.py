"""A complaint as it is kept: what was said, to whom, by when it is answered, who looked, what was answered."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from pydantic import TypeAdapter

from wellbeing.accounts.people import Role
from wellbeing.looks import LookBy, with_one_more
from wellbeing.public_holidays import public_holidays

ANSWERED_WITHIN = timedelta(days=30)
READ_WITHIN_WORKING_DAYS = 5
# So long before the day of the answer readers are told again.
SOON = timedelta(days=7)
# What has happened stands as news for so long.
NEWS_FOR = timedelta(days=14)
SATURDAY = 5
A_DAY = timedelta(days=1)


class About(StrEnum):
    """What a complaint is about."""

    DATA = "data"
    TREATED = "treated"
    WRONG = "wrong"


# Who reads what, those whose matter it is first.
READERS = {
    About.DATA: (Role.AUDITOR, Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE),
    About.TREATED: (Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE, Role.AUDITOR),
    About.WRONG: (Role.WELLBEING_LEAD, Role.AUDITOR, Role.STAFF_REPRESENTATIVE),
}


@dataclass(frozen=True)
class Said:
    """One complaint, whole. `asker` is empty once its person had everything deleted."""

    asker: str
    about: About
    words: str
    by_name: bool
    readers: tuple[str, ...]
    said_on: date
    read_by: date
    answer_by: date
    looks: tuple[LookBy, ...] = ()
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""
    # What was told once: to readers before the day, and to both when it has passed.
    told_soon: bool = False
    told_late: bool = False
    told_nobody: bool = False
    # It came back with a backup: its person may have taken it back since, so nobody reads it until they say.
    put_back_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.answered_on is None

    @property
    def read_on(self) -> date | None:
        return self.looks[0].on if self.looks else None

    def is_overdue(self, today: date) -> bool:
        return self.is_open and today > self.answer_by

    def has_news(self, today: date) -> bool:
        """Say whether something happened lately that its person may want to see."""
        happened = self.answered_on or self.read_on
        return (happened is not None and today < happened + NEWS_FOR) or self.is_overdue(today)

    def looked_at(self, by: str, on: date) -> "Said":
        """Write down a look; several on one day are counted together."""
        return replace(self, looks=with_one_more(self.looks, LookBy(by, on)))

    def answered(self, by: str, answer: str, on: date) -> "Said":
        return replace(self, answer=answer, answered_by=by, answered_on=on)

    def for_readers(self, readers: tuple[str, ...]) -> "Said":
        """Address it to others; who read it before stays written down."""
        return replace(self, readers=readers, told_nobody=False, put_back_on=None)

    def put_back(self, on: date) -> "Said":
        """Return it as it stands after a restore: open to nobody, until its person chooses again."""
        return replace(self.for_readers(()), put_back_on=on)

    @property
    def without_person(self) -> "Said":
        """Return it as it stays when its person had everything deleted."""
        return replace(self, asker="", by_name=False)


def working_day_after(day: date, count: int, nation: str) -> date:
    """Return the day on which so many working days have come; the day itself is not counted."""
    while count:
        day += A_DAY
        count -= day.weekday() < SATURDAY and day not in public_holidays(nation, day.year)
    return day


_SAID = TypeAdapter(Said)


def said_to_bytes(said: Said) -> bytes:
    return _SAID.dump_json(said)


def said_from_bytes(written: bytes) -> Said:
    return _SAID.validate_json(written)
