"""A few rows read like the whole ledger, to the last bit, also while the ledger grows."""

from contextlib import contextmanager

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import Session

from tests.integration.heatmaps.books import fill
from tests.support.cohorts import CALENDAR
from tests.support.lived_books import lived, lives, prefixes
from wellbeing.database import LedgerRow
from wellbeing.disclosure import Indicator, Place, Reader, Rhythm
from wellbeing.ledger import service as ledger

# Shrinking such organisations would take minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@contextmanager
def in_memory(book):
    engine = create_engine("sqlite://", poolclass=StaticPool)
    LedgerRow.metadata.create_all(engine)
    with Session(engine) as session:
        fill(session, book, CALENDAR)
        yield session
    engine.dispose()


def said(reader, keys, about, cycles):
    """Return all that a reader says of units: levels, ranges and how far a step stands out."""
    windows = [
        window
        for cycle in range(1, cycles + 1)
        for rhythm in (Rhythm.MONTH, Rhythm.WEEK)
        for window in CALENDAR.windows(cycle, rhythm)
    ]
    places = (
        Place(key, window.index, one, window.rhythm)
        for key in keys
        for window in windows
        for one in about
    )
    return {place: found for place in places if (found := reader.at(place))}


@settings(max_examples=12, phases=PHASES)
@given(lives, st.data())
def test_what_is_out_reads_the_same_from_a_few_rows_of_every_longer_ledger(life, data):
    whole = lived(life)
    steps = list(prefixes(whole))
    units = sorted({unit.unit_key for plan in whole.plans for unit in plan.units})
    asked = data.draw(st.sets(st.sampled_from(units), min_size=1, max_size=3))
    about = (Indicator.CONDITIONS, data.draw(st.sampled_from(Indicator)))
    book = steps[data.draw(st.integers(0, len(steps) - 1))][1] if steps else whole
    was = said(Reader(book), asked, about, len(life.cycles))

    for longer in (book, whole):
        with in_memory(longer) as session:
            few = Reader(ledger.book_of(session, asked, {}))
            all_of_it = Reader(ledger.book(session))
        assert {place: few.at(place) for place in was} == was
        assert {place: all_of_it.at(place) for place in was} == was
