"""Two publishers at the same moment: each window comes out once, with one draw of noise."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.exc import OperationalError

from tests.support.press import CALENDAR, publication
from wellbeing.ledger import service as ledger
from wellbeing.ledger.service import StalePublisherError
from wellbeing.publishing.noise import discrete_gaussian

FIRST, SECOND, _ = CALENDAR.windows(1)


def test_two_publishers_at_once_publish_each_window_once(works):
    works.answer_all(["red-0", "red-1"], FIRST.weeks, 0)
    together = Barrier(2)

    def publish(fence):
        together.wait()
        try:
            return works.publish(publication(SECOND), discrete_gaussian, fence).windows
        except (OperationalError, StalePublisherError):
            # One had to wait too long, or had the older lease: it left nothing behind.
            return 0

    with ThreadPoolExecutor(2) as pool:
        closed = sum(pool.map(publish, (1, 2)))
    works.publish(publication(SECOND), discrete_gaussian, fence=3)

    assert closed <= 2
    with works.ledger() as session:
        found = ledger.verify(session)
        cells = ledger.book(session).cells
    assert found.windows == 2
    assert len({(cell.unit_key, cell.window) for cell in cells}) == len(cells)


def test_a_publisher_that_lost_its_lease_meanwhile_notes_nothing_twice(works):
    works.publish(publication(FIRST), discrete_gaussian, fence=1)
    head, figures = works.head(), works.figures(FIRST)

    works.publish(publication(FIRST), discrete_gaussian, fence=2)

    assert (works.head(), works.figures(FIRST)) == (head, figures)
