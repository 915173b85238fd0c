"""Each way of breaking the promise is caught by the checks that watch over it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import delete, text

from tests.support import lives, promise
from tests.support.lives import IN_DETAIL, Life, Move, Parts
from tests.support.press import publication
from tests.support.press import works as open_works
from wellbeing.database import writing
from wellbeing.disclosure import ADOPTED, Crowd, ExactSums, Rhythm
from wellbeing.disclosure.crowd import mean_on_the_scale
from wellbeing.history.rows import CareStateRow
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.rows import PublishedWindowRow

WEEKS = range(len(lives.WEEKS))
WORST = Life().with_record("red-0", dict.fromkeys(WEEKS, 3))
BEST = Life().with_record("red-0", dict.fromkeys(WEEKS, 0))
SILENT = Life()


class WithoutClip(ExactSums):
    """Adds what people said, however far from the centre it is."""

    def add(self, crowd: Crowd) -> None:
        homes = [self._numbered.get(home, len(self._numbered)) for home in crowd.homes]
        for row, sums in self._at_home.items():
            mean, answered = mean_on_the_scale(crowd.values[row.indicator])
            np.add.at(
                sums, homes, np.where(answered > 0, np.rint(16 * (mean - 2.0)), 0).astype(int)
            )


class HalfTheNoise(ExactSums):
    """Draws half as much noise as was planned, and says so in the ledger."""

    def release(self, noise):
        cells = super().release(lambda sums, sigma: noise(sums, sigma / 2))
        return tuple(replace(cell, sigma=cell.sigma / 2) for cell in cells)


class SaysFull(ExactSums):
    """Draws half as much noise as was planned, and states the whole."""

    def release(self, noise):
        return super().release(lambda sums, sigma: noise(sums, sigma / 2))


class WhereTheyAreNow(ExactSums):
    """Counts people in the team they are in at the end of the window."""

    def add(self, crowd: Crowd) -> None:
        last = crowd.weeks[-1]
        homes = [
            crowd.was_in.get(place, {}).get(last, home) for place, home in enumerate(crowd.homes)
        ]
        super().add(replace(crowd, homes=homes, was_in={}))


class WhereTheyAreThatWeek(WhereTheyAreNow):
    """Does so for the figures of single weeks alone."""

    def add(self, crowd: Crowd) -> None:
        if self._window.rhythm is Rhythm.WEEK:
            super().add(crowd)
        else:
            ExactSums.add(self, crowd)


class SaysHowMany(ExactSums):
    """Adds how many answered to the size of the roster."""

    def __init__(self, plan, window) -> None:
        super().__init__(plan, window)
        self.answered = 0

    def add(self, crowd: Crowd) -> None:
        given = [(~np.isnan(values)).any(axis=1) for values in crowd.values.values()]
        self.answered += int(np.any(given, axis=0).sum())
        super().add(crowd)

    def release(self, noise):
        cells = super().release(noise)
        return tuple(replace(cell, people=cell.people + self.answered) for cell in cells)


@pytest.fixture
def works(database):
    with open_works(database) as opened:
        opened.found(lives.SERVICES)
        yield opened


def live_both(works, one: Life, other: Life, sums: type[ExactSums] = ExactSums):
    return [lives.live(works, life, Parts(sums=sums)) for life in (one, other)]


def test_unharmed_the_same_lives_pass(works):
    here, there = live_both(works, WORST, BEST)
    silent = lives.live(works, SILENT)

    promise.require_the_same_but_for(here.book, there.book, here.homes_of("red-0"))
    promise.require_no_trace_of(here.book, silent.book, here.homes_of("red-0"))
    promise.require_nobody_overcharged(here.book)


@pytest.mark.parametrize(
    "move", [Move("red-0", day=15, team="blue"), Move("new-0", day=3, team="red")], ids=str
)
def test_unharmed_who_moves_or_comes_counts_in_no_other_group_yet(works, move):
    """The wild lives of everyday runs are few, and seldom hit on it."""
    here, there = (
        lives.live(
            works,
            Life(moves=[move]).with_record(move.person, dict.fromkeys(WEEKS, score)),
            windows=lives.WINDOWS[:2],
        )
        for score in (3, 0)
    )

    promise.require_the_same_but_for(here.book, there.book, here.homes_of(move.person))


def test_a_missing_clip_is_caught(works):
    here, there = live_both(works, WORST, BEST, WithoutClip)

    with pytest.raises(AssertionError, match="released"):
        promise.require_the_same_but_for(here.book, there.book, here.homes_of("red-0"))


def test_half_the_noise_is_caught(works):
    here, there = live_both(works, WORST, BEST, HalfTheNoise)

    with pytest.raises(AssertionError, match="numbers"):
        promise.require_the_same_but_for(here.book, there.book, here.homes_of("red-0"))
    with pytest.raises(AssertionError):
        promise.require_nobody_overcharged(here.book)


def test_half_the_noise_under_the_whole_sigma_is_caught(works):
    """The ledger's numbers say nothing of it: what is drawn is compared with what is stated."""
    noted = promise.Noted(discrete_gaussian)
    lived = lives.live(works, SILENT, Parts(noise=noted, sums=SaysFull))

    with pytest.raises(AssertionError):
        promise.require_noise_as_stated(noted, lived.book.cells)

    honest = promise.Noted(discrete_gaussian)
    lived = lives.live(works, SILENT, Parts(noise=honest))
    promise.require_noise_as_stated(honest, lived.book.cells)


def test_a_group_of_a_week_that_is_not_frozen_is_caught(works):
    """In the months somebody who moved counts as they should; in the weeks they do not."""
    moves = [Move("red-0", day=14, team="blue")]

    def compare(sums: type[ExactSums]) -> None:
        given = Parts(sums=sums, parameters=IN_DETAIL)
        here, there = (
            lives.live(works, replace(life, moves=moves), given, lives.WINDOWS[:1])
            for life in (WORST, BEST)
        )
        promise.require_the_same_but_for(here.book, there.book, here.homes_of("red-0"))

    compare(ExactSums)
    with pytest.raises(AssertionError, match="not a group of theirs"):
        compare(WhereTheyAreThatWeek)


def test_a_group_that_is_not_frozen_is_caught(works):
    """Somebody moves in the middle of a cycle: what they say must not reach the new team yet."""
    moves = [Move("red-0", day=15, team="blue")]
    here, there = live_both(
        works, replace(WORST, moves=moves), replace(BEST, moves=moves), WhereTheyAreNow
    )

    with pytest.raises(AssertionError, match="not a group of theirs"):
        promise.require_the_same_but_for(here.book, there.book, here.homes_of("red-0"))


def test_a_count_that_leaks_is_caught(works):
    here, silent = live_both(works, WORST, SILENT, SaysHowMany)

    with pytest.raises(AssertionError):
        promise.require_no_trace_of(here.book, silent.book, here.homes_of("red-0"))
    with pytest.raises(AssertionError):
        promise.require_steady_cells(live_with_newcomer(works).book)


def live_with_newcomer(works):
    """In the second month one more person answers."""
    second = dict.fromkeys(range(4, 8), 1)
    return lives.live(works, WORST.with_record("red-1", second), Parts(sums=SaysHowMany))


def live_with_a_plan_from_answers(works, life: Life):
    """Let the second cycle be planned with more budget when many have answered."""
    with lives.passing(works) as there:
        lives.play(there, life, lives.WINDOWS[:2])
        answered = lives.count(there, CareStateRow)
        loose = ADOPTED.model_copy(update={"rho_cycle": 0.5 if answered else ADOPTED.rho_cycle})
        lives.play(there, life, lives.WINDOWS[2:], Parts(parameters=loose))
        return lives.lived(there)


def test_a_plan_that_looks_at_answers_is_caught(works):
    here = live_with_a_plan_from_answers(works, WORST)
    silent = live_with_a_plan_from_answers(works, SILENT)

    with pytest.raises(AssertionError):
        promise.require_no_trace_of(here.book, silent.book, here.homes_of("red-0"))


def published_anew(works, statements: Sequence[str]):
    """Take the last window out of the ledger, as its owner could, and publish it again."""
    with works.ledger() as session, writing(session):
        for statement in statements:
            session.execute(text(statement))
    with works.session() as session, writing(session):
        session.execute(delete(PublishedWindowRow).where(PublishedWindowRow.window_index == 1))
    lives.publish(works, Parts(), publication(lives.WINDOWS[1]))


def test_a_window_recomputed_after_a_late_answer_is_caught(works):
    last = "DELETE FROM release_cell WHERE window_index = 1 AND rhythm = 'month'"
    unlocked = {
        "sqlite": ["DROP TRIGGER release_cell_refuses_delete", last],
        "postgresql": ["ALTER TABLE release_cell DISABLE TRIGGER USER", last],
    }
    with lives.passing(works) as there:
        lives.play(there, BEST.with_record("red-0", {}), lives.WINDOWS[:2])
        before = lives.lived(there).book, there.head()
        there.answer("red-0", lives.WEEKS[7], 3)

        lives.publish(there, Parts(), publication(lives.WINDOWS[1]))
        assert (lives.lived(there).book, there.head()) == before
        published_anew(there, unlocked[there.main.dialect.name])

        assert lives.lived(there).book != before[0]
        assert there.head() != before[1]
