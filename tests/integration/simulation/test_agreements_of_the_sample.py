"""A visitor of the sample finds teams with an agreement, its earlier version, and one still to begin."""

from datetime import UTC, datetime

import pytest

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Level
from wellbeing.agreements import service as agreements
from wellbeing.agreements.service import Team
from wellbeing.content.loader import content
from wellbeing.installation import require
from wellbeing.settings import Settings
from wellbeing.simulation import building
from wellbeing.simulation.building import Watcher
from wellbeing.simulation.sample import Sample
from wellbeing.simulation.stage import stage

NOW = datetime(2026, 3, 6, 11, tzinfo=UTC)


@pytest.mark.parametrize("weeks", [2, 12])
def test_two_of_three_teams_have_an_agreement_that_was_changed_once(tmp_path, weeks):
    sample = Sample.ending_before(NOW.date(), people=40, weeks=weeks, seed=1)
    building.build(tmp_path, sample, NOW, Watcher(lambda _week, _of: None))
    settings = Settings.of(tmp_path, require(tmp_path, demo=True), {})

    with stage(settings, "Europe/London", NOW.date()) as at:
        units = accounts.units(at.session, at.today)
        teams = [unit for unit in units if unit.level is Level.TEAM]
        stand = [agreements.latest(Team(at.session, unit.id, at.today)) for unit in teams]

    assert len(teams) > 2
    assert [one.number for one in stand] == [
        0 if place % 3 == 2 else 2 for place in range(len(teams))
    ]
    known = {part.id for part in content().agreement.parts}
    assert {each.part for one in stand for each in one.texts} == known
