"""The public holidays of a nation, from the `holidays` library; nobody is asked on one."""

from datetime import date
from functools import cache

# What `init` asks for, and what the library calls it.
SUBDIVISIONS = {
    "england": "ENG",
    "scotland": "SCT",
    "wales": "WLS",
    "northern_ireland": "NIR",
}


@cache
def public_holidays(nation: str, year: int) -> frozenset[date]:
    """Return the days of a year; a nation we do not know has none."""
    # Imported here: few commands and no page of a public visitor needs it.
    from holidays import country_holidays

    subdivision = SUBDIVISIONS.get(nation)
    if subdivision is None:
        return frozenset()
    return frozenset(country_holidays("GB", subdiv=subdivision, years=year))


def holidays_between(nation: str, first: date, last: date) -> frozenset[date]:
    """Return the public holidays from one day to another, both included."""
    years = range(first.year, last.year + 1)
    return frozenset(
        day for year in years for day in public_holidays(nation, year) if first <= day <= last
    )
