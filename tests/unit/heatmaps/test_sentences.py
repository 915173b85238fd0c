"""No sentence says more than its figures carry, whatever the ledger holds."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.integration.heatmaps.books import LARGE, a_book
from tests.support.cohorts import CALENDAR
from tests.support.world import unit_id
from wellbeing.disclosure import (
    BANDS,
    Book,
    Change,
    Indicator,
    Reader,
    Released,
    Why,
    Withheld,
    figure,
)
from wellbeing.heatmaps.sentences import (
    MOST_TOLD,
    NO_ARROW,
    NO_ARROWS_YET,
    STILL,
    Told,
    changes,
    in_full,
    in_short,
)
from wellbeing.heatmaps.words import INDICATORS, window_and_year

WINDOWS = CALENDAR.windows(1) + CALENDAR.windows(2) + CALENDAR.windows(3)
UP = ("rising", "easing", "getting better")
DOWN = ("falling", "growing", "getting worse")
NUMBER = re.compile(r"\d\.\d")


@st.composite
def lines(draw):
    """Draw a line of a map: figures of a group and of a pool it was in, with gaps."""
    indicator = draw(st.sampled_from(list(INDICATORS)))
    found = []
    for window in WINDOWS[: draw(st.integers(1, len(WINDOWS)))]:
        low = draw(st.integers(0, 40))
        high = draw(st.integers(low, 40))
        key = draw(st.sampled_from(["red", "red", "red", "pool"]))
        change = draw(st.sampled_from([None, *Change]))
        released = Released(
            window, key, key.title(), 20, (low + high) / 20, low / 10, high / 10, indicator, change
        )
        gap = Withheld(window, key, Why.NOT_RELEASED)
        found.append(draw(st.sampled_from([released] * 6 + [gap])))
    return found


def said_of(figures):
    return "".join(one.rest for one in in_full(Told.of(figures)))


def require_support(figures, text):
    """Work out from the figures alone what a text about the newest of them may claim."""
    newest = figures[-1]
    own = [one for one in figures if isinstance(one, Released) and one.unit_key == newest.unit_key]
    past = own[0]
    plain = text.replace(STILL, "")
    assert any(word in plain for word in UP) is (newest.change is Change.RISING)
    assert any(word in plain for word in DOWN) is (newest.change is Change.FALLING)
    assert (STILL in text) is (newest.change is Change.NOT_CLEAR)
    may_compare = newest.change is not None
    assert ("wholly above" in text) is (may_compare and newest.low > past.high)
    assert ("wholly below" in text) is (may_compare and newest.high < past.low)
    if "wholly" in text:
        assert f"that of {window_and_year(past.window)}." in text
    named = [band for band in BANDS if re.search(rf"\b{band.lower()}\b", plain)]
    shown = [band for band in BANDS if re.search(rf"\b{band.lower()}\b", newest.words.lower())]
    assert named == shown


@given(lines())
def test_every_statement_about_a_line_is_supported_by_its_figures(figures):
    text = said_of(figures)
    newest = figures[-1]

    if not isinstance(newest, Released):
        assert text == ""
        assert changes([Told.of(figures)]) == ()
        return
    event(f"{newest.change}, {'wholly' in text}")
    require_support(figures, text)
    assert f": {newest.words.lower()}" in text
    assert set(NUMBER.findall(text)) == {f"{newest.low:.1f}", f"{newest.high:.1f}"}


@given(lines())
def test_since_names_a_window_from_which_on_every_figure_has_the_same_arrow(figures):
    since = re.search(r"since (\d+ \w+ \d{4}) or before", said_of(figures))

    if since:
        starts = [f"{one.window.starts_on.day} {one.window.starts_on:%b %Y}" for one in figures]
        run = figures[starts.index(since[1]) :]
        assert len(run) > 1
        assert {one.unit_key for one in run} == {figures[-1].unit_key}
        assert {one.change for one in run} == {figures[-1].change}


@given(st.lists(lines(), max_size=12))
def test_the_arrows_of_a_map_are_told_in_its_order_and_no_other_is(of_map):
    told = [Told.of(figures) for figures in of_map]

    said = changes(told)

    shown = [one for one in told if one is not None]
    moved = [one for one in shown if one.newest.change in {Change.RISING, Change.FALLING}]
    named = [one.subject for one in said if one.subject]
    assert named == [one.name for one in moved[:MOST_TOLD]]
    for sentence, one in zip(said, moved, strict=False):
        if sentence.subject:
            rising = one.newest.change is Change.RISING
            assert any(word in sentence.rest for word in (UP if rising else DOWN))
            assert not any(word in sentence.rest for word in (DOWN if rising else UP))
    assert (NO_ARROW in {one.rest for one in said}) is (
        not moved and any(one.newest.change for one in shown)
    )
    assert (NO_ARROWS_YET in {one.rest for one in said}) is (
        bool(shown) and all(one.newest.change is None for one in shown)
    )


def a_random_book(seed, step, since):
    """Return nine months of a ledger of random numbers, all moved by a step from a month on."""
    chance = np.random.default_rng(seed)
    book = a_book(LARGE, months=9)
    cells = tuple(
        replace(
            cell,
            released=int(chance.normal(0, cell.sigma)) + (step if cell.month >= since else 0),
        )
        for cell in book.cells
    )
    return Book(book.plans, cells)


@given(st.lists(lines(), min_size=1, max_size=6))
def test_a_group_that_was_told_first_is_not_told_twice(of_map):
    told = [Told.of(figures) for figures in of_map]

    said = changes(told, told[0])

    key = told[0].newest.unit_key if told[0] else None
    again = {one.name for one in told if one and one.newest.unit_key == key}
    assert not again & {one.subject for one in said}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([-300, -60, 0, 60, 300]), st.integers(3, 8))
def test_sentences_read_from_random_ledgers_claim_only_what_the_reader_found(seed, step, since):
    reader = Reader(a_random_book(seed, step, since))

    for name in ("red", "blue", "help", "org"):
        for indicator in (Indicator.CONDITIONS, Indicator.WORK_PRESSURE, Indicator.SUPPORT):
            figures = [
                figure(reader, CALENDAR, unit_id(name), window, indicator)
                for window in WINDOWS[-6:]
            ]
            if isinstance(figures[-1], Released):
                text = said_of(figures)
                event(f"arrow {figures[-1].change}, compared {'wholly' in text}")
                require_support(figures, text)


@pytest.mark.parametrize(
    ("indicator", "change", "words"),
    [
        (Indicator.SUPPORT, Change.FALLING, "and falling within the last four months."),
        (Indicator.WORK_PRESSURE, Change.FALLING, "growing within the last four months (the figure is falling)"),
        (Indicator.WORK_PRESSURE, Change.RISING, "easing within the last four months (the figure is rising)"),
        (Indicator.SLEEP, Change.FALLING, "getting worse within"),
    ],
)  # fmt: skip
def test_a_direction_says_what_it_means_where_the_name_would_say_the_opposite(
    indicator, change, words
):
    newest = Released(WINDOWS[0], "red", "Red", 40, 2.0, 1.8, 2.2, indicator, change)

    (sentence,) = in_short(Told.of([newest]))

    assert sentence.subject == "Red"
    assert sentence.rest.startswith(": mixed")
    assert words in sentence.rest


def test_an_arrow_that_stands_for_months_names_the_first_of_them():
    first, second, third = (
        Released(window, "red", "Red", 40, 2.0, 1.8, 2.2, change=Change.FALLING)
        for window in WINDOWS[3:6]
    )

    (said,) = in_short(Told.of([replace(first, change=Change.RISING), second, third]))

    assert said.rest.endswith(f"falling since {WINDOWS[4].starts_on:%-d %b %Y} or before.")
