"""The numbers on real pages beside those that the attacks reckon with."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from tests.attacks.bridge import FIRST_WEEK
from tests.attacks.houses import Premises
from tests.attacks.people import NO_ANSWER, Answers
from tests.attacks.view import START, Key, Look, Values
from tests.support.press import CALENDAR
from wellbeing.disclosure import (
    Book,
    Indicator,
    Reader,
    Released,
    Rhythm,
    UnitPlan,
    figure,
    indicators_of,
    tally,
    windows_in,
)
from wellbeing.heatmaps import words
from wellbeing.heatmaps.cells import key

# The key to the colours, between the figures of conditions at work and those of everything.
KEY = tuple(tuple(entry.limits.split(" to ")) for entry in key())
FILES = ("figures.csv", "figures.json", "trend.png")
CONDITIONS = words.INDICATORS[Indicator.CONDITIONS]


def check_in_all(house: Premises, people: Sequence[str], items: Answers, weeks: range) -> None:
    """Let everybody send what they answer in these weeks."""
    for person, number in np.argwhere(items[:, :, 0] != NO_ANSWER):
        if number in weeks:
            given = list(map(int, items[person, number]))
            house.check_in(people[person], FIRST_WEEK.plus(int(number)), given)


def expected(book: Book, until: date) -> dict[Key, Values]:
    """Return the files' numbers: rounded, and named as the pages name them."""
    reader = Reader(book)
    found: dict[Key, Values] = {}
    for plan in book.plans:
        for unit in plan.cells:
            found |= dict(_figures(reader, plan.cycle, unit, until))
            found |= dict(_shares(book, plan.cycle, unit))
    return found


def _figures(
    reader: Reader, cycle: int, unit: UnitPlan, until: date
) -> Iterator[tuple[Key, Values]]:
    for month in CALENDAR.windows(cycle):
        for window in windows_in(reader.book, CALENDAR, unit.unit_key, month):
            if window.published_on > until:
                continue
            days = window.starts_on.isoformat(), window.ends_on.isoformat()
            for indicator in indicators_of(unit.menu):
                shown = figure(reader, CALENDAR, unit.unit_key, window, indicator)
                assert isinstance(shown, Released)
                place = (unit.label, words.INDICATORS[indicator], str(window.rhythm), *days)
                numbers = (shown.estimate, shown.low, shown.high)
                yield place, (str(shown.people), *map(str, numbers))


def _shares(book: Book, cycle: int, unit: UnitPlan) -> Iterator[tuple[Key, Values]]:
    counted = tally(book, unit.unit_key, cycle)
    (window,) = CALENDAR.windows(cycle, Rhythm.CYCLE)
    days = window.starts_on.isoformat(), window.ends_on.isoformat()
    for share in counted.shares if counted else ():
        about = f"Share of people: {words.STANDINGS[share.standing]}"
        place = (unit.label, about, str(Rhythm.CYCLE), *days)
        yield place, (str(unit.people), words.share_in_words(share.percent))


def numbers_of(values: Values) -> Values:
    """Return people and numbers of a line; of a share, which has no other numbers, its words."""
    people, said, *numbers, _change = values
    return (people, *numbers) if any(numbers) else (people, said)


def numbers_in(look: Look) -> dict[Key, Values]:
    return {place: numbers_of(values) for place, values in look.numbers().items()}


def check_look(look: Look, widest: Look) -> None:
    """Somebody reads what others read of the same units, to the last byte of files and pictures."""
    assert look.numbers().items() <= widest.numbers().items()
    for address, answer in look.answers.items():
        assert not address.endswith(FILES) or answer == widest.answers[address]
    for unit in look.units:
        _check_unit(look, unit)


def _check_unit(look: Look, unit: str) -> None:
    """The page, the file for spreadsheets and the JSON say the same, and the picture has a mark."""
    if f"{START}/{unit}/figures.csv" not in look.answers:
        return
    figures = {place: numbers_of(values) for place, values in look.csv(unit).items()}
    ranges = {place: values[2:] for place, values in figures.items() if len(values) > 2}
    conditions = [shown for place, shown in ranges.items() if place[1] == CONDITIONS]
    detail = list(ranges.values()) if len(conditions) < len(ranges) else []
    page = look.answers[f"{START}/{unit}"].body.decode()

    assert look.json(unit) == look.csv(unit)
    assert look.ranges(unit) == (*reversed(conditions), *KEY, *detail)
    assert all(values[1] in page for values in figures.values() if len(values) == 2)
    assert dict(look.answers[f"{START}/{unit}/trend.png"].headers)["ETag"]
