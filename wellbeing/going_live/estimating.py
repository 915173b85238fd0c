"""Reckons how many first talks and sign-offs a week so many people will need, and for how many help is there.

Pure: rates that made-up people gave, a headcount and what supporters have, in; whole numbers, out.
"""

from dataclasses import dataclass
from math import ceil, floor

A_THOUSAND = 1000
# A first talk holds a place of its supporter for about so many weeks, until they have talked.
WEEKS_A_PLACE_IS_HELD = 2
# Arranging it, talking, and what is done afterwards.
HOURS_A_TALK = 2
HOURS_A_SIGN_OFF = 3
# Where nothing is needed any number fits.
NO_LIMIT = 10**9


@dataclass(frozen=True)
class Rates:
    """Of 1000 made-up people in one week: a usual one, and the busiest four in a row."""

    asking: float
    offered: float
    offered_busy: float
    suggested: float
    suggested_busy: float


@dataclass(frozen=True)
class Helpers:
    """The people of one or more roles: how many, their places together, and the hours they are there."""

    people: int
    places: int
    hours_a_week: float


@dataclass(frozen=True)
class Estimate:
    """What a week would bring, and what is there for it."""

    people: int
    # If only those who ask are talked with, if everybody is who is newly offered it, and in busy weeks.
    talks_from: int
    talks_to: int
    talks_busy: int
    # If everybody agrees to whom it is suggested.
    sign_offs_to: int
    sign_offs_busy: int
    talks_there: int
    sign_offs_there: int
    # For so many people nobody is offered what is not there; and for so many, in busy weeks too.
    fits_people: int
    fits_busy: int

    @property
    def is_too_little(self) -> bool:
        """Say whether some would be offered a talk or a sign-off that nobody has time for."""
        return self.people > self.fits_people

    @property
    def is_tight(self) -> bool:
        """Say whether busy weeks may be too much."""
        return self.people > self.fits_busy


def talks_a_week(helpers: Helpers) -> int:
    """Return how many first talks these can begin in a week: by their places, and by their hours."""
    by_places = helpers.places / WEEKS_A_PLACE_IS_HELD
    by_hours = helpers.people * helpers.hours_a_week / HOURS_A_TALK
    return floor(min(by_places, by_hours))


def sign_offs_a_week(practitioners: Helpers) -> int:
    """Return how many sign-offs practitioners can do in a week, one place each at least."""
    by_hours = practitioners.people * practitioners.hours_a_week / HOURS_A_SIGN_OFF
    return floor(min(practitioners.places, by_hours))


def estimate(rates: Rates, people: int, everybody: Helpers, practitioners: Helpers) -> Estimate:
    """Set what so many people will need beside what there is; `everybody` is of both roles together."""
    talks, sign_offs = talks_a_week(everybody), sign_offs_a_week(practitioners)
    return Estimate(
        people=people,
        talks_from=floor(people * rates.asking / A_THOUSAND),
        talks_to=ceil(people * rates.offered / A_THOUSAND),
        talks_busy=ceil(people * rates.offered_busy / A_THOUSAND),
        sign_offs_to=ceil(people * rates.suggested / A_THOUSAND),
        sign_offs_busy=ceil(people * rates.suggested_busy / A_THOUSAND),
        talks_there=talks,
        sign_offs_there=sign_offs,
        fits_people=min(_most(talks, rates.offered), _most(sign_offs, rates.suggested)),
        fits_busy=min(_most(talks, rates.offered_busy), _most(sign_offs, rates.suggested_busy)),
    )


def _most(there: int, rate: float) -> int:
    """Return for how many people so much a week is enough; every one more would be one too many."""
    return floor(there * A_THOUSAND / rate) if rate else NO_LIMIT
