"""How long a signed-in browser stays signed in: the more somebody may see, the shorter."""

from dataclasses import dataclass
from datetime import timedelta

from wellbeing.accounts.people import Role


@dataclass(frozen=True)
class Life:
    """How long a session lives without use and at most, and how many one person may have."""

    idle: timedelta
    absolute: timedelta
    most: int


SHARED = Life(timedelta(minutes=15), timedelta(hours=12), 5)
STAFF = Life(timedelta(minutes=30), timedelta(hours=12), 5)
LEADING = Life(timedelta(minutes=15), timedelta(hours=8), 2)
CARING = Life(timedelta(minutes=10), timedelta(hours=4), 1)
LEADERS = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.ROSTER_ADMIN, Role.OPERATOR, Role.AUDITOR})
CARERS = frozenset({Role.WELLBEING_LEAD, Role.PRACTITIONER})


def life_of(roles: frozenset[str], *, shared_device: bool) -> Life:
    """Return the shortest life that the device or any role asks for."""
    lives = [SHARED if shared_device else STAFF]
    lives += [LEADING] if roles & LEADERS else []
    lives += [CARING] if roles & CARERS else []
    return Life(
        min(life.idle for life in lives),
        min(life.absolute for life in lives),
        min(life.most for life in lives),
    )
