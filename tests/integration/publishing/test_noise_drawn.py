"""The noise that the ledger states is the noise that was drawn, by everything that publishes."""

from dataclasses import dataclass, fields
from typing import cast

import pytest

from tests.integration.publishing.test_weekly import CYCLE, IN_DETAIL
from tests.support import promise
from tests.support.press import publication
from wellbeing.cli import parser
from wellbeing.clock import StandingClock
from wellbeing.commands import publish as command
from wellbeing.commands.common import any_settings_of
from wellbeing.disclosure import ExactSums, Kind
from wellbeing.jobs import Workshop, publish_figures
from wellbeing.ledger import service as ledger
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import Press, publish_due
from wellbeing.simulation import publishing as sample
from wellbeing.simulation.stage import Stage as SampleStage

NOW = publication(CYCLE)


class SaysFull(ExactSums):
    """Draws half as much noise as was planned, and states the whole."""

    def release(self, noise):
        return super().release(lambda sums, sigma: noise(sums, sigma / 2))


class DrawsLate(ExactSums):
    """Leaves the noise of one sum out."""

    def release(self, noise):
        return super().release(lambda sums, sigma: (sums[0], *noise(sums[1:], sigma)))


def cells_of(works):
    with works.ledger() as session:
        return ledger.book(session).cells


def publish(works, *, sums=ExactSums, **parts):
    with works.session() as session, works.ledger() as released:
        press = Press(
            session,
            released,
            works.vault,
            1,
            parameters=IN_DETAIL,
            sums=sums,
            witness=works.witness,
            **parts,
        )
        publish_due(press, NOW)
    return cells_of(works)


def test_whoever_publishes_without_a_word_draws_exact_noise():
    defaults = {field.name: field.default for field in fields(Press)}

    assert defaults["noise"] is discrete_gaussian
    assert defaults["sums"] is ExactSums


def test_what_is_drawn_by_default_has_the_spread_that_the_ledger_states(works):
    """Nobody answered: every exact sum is 0, and what came out is the noise alone."""
    cells = publish(works)

    assert len(cells) > 500
    assert len({cell.sigma for cell in cells}) > 3
    promise.require_drawn_as_stated(cells, exact=[0] * len(cells))


def test_each_figure_s_noise_is_asked_for_with_the_sigma_that_the_ledger_states(works):
    noted = promise.Noted(discrete_gaussian)

    cells = publish(works, noise=noted)

    promise.require_noise_as_stated(noted, cells)


@pytest.mark.parametrize("broken", [SaysFull, DrawsLate])
def test_another_noise_than_is_stated_is_caught(works, broken):
    noted = promise.Noted(discrete_gaussian)

    cells = publish(works, noise=noted, sums=broken)

    with pytest.raises(AssertionError):
        promise.require_noise_as_stated(noted, cells)


def test_half_of_the_noise_that_is_stated_is_caught_by_its_spread(works):
    cells = publish(works, sums=SaysFull)

    with pytest.raises(AssertionError, match="spread"):
        promise.require_drawn_as_stated(cells, exact=[0] * len(cells))


@dataclass(frozen=True)
class Stage:
    """What the sample organisation publishes with."""

    session: object
    ledger: object
    vault: object
    fence: int
    now: object


def by_timetable(works, database):
    workshop = Workshop.of(any_settings_of(database.data), StandingClock(NOW))
    try:
        publish_figures(workshop, 1)
    finally:
        workshop.close()


def by_command(_works, _database):
    command.act(parser().parse_args(["publish"]), StandingClock(NOW))


def by_sample(works, _database):
    with works.session() as session, works.ledger() as released:
        stage = Stage(session, released, works.vault, 1, NOW)
        sample.publish(cast(SampleStage, stage))


@pytest.mark.parametrize("way", [by_timetable, by_command, by_sample])
def test_every_way_of_publishing_adds_noise(works, database, monkeypatch, way):
    for name, value in database.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(database.key_file))

    way(works, database)

    cells = [cell for cell in cells_of(works) if cell.kind is not Kind.TALLY]
    # A number of the narrowest of these noises is 0 less than once in ten.
    assert min(cell.sigma for cell in cells) > 4
    assert len(cells) >= 15
    # Nobody answered, so without noise all are 0; that half of them are by chance is below 1e-9.
    assert sum(cell.released == 0 for cell in cells) < len(cells) / 2
