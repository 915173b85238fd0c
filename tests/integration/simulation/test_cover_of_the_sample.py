"""In the sample hours are set, every supporter has a card, and one of them is away in the days ahead."""

from datetime import timedelta

import pytest

from tests.support.played import played
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.cover import service as cover
from wellbeing.cover.ahead import days_ahead
from wellbeing.simulation.covering import CARDS, HOURS, MONDAY, Covering

WEEKS = 2


@pytest.fixture(scope="module")
def at(tmp_path_factory):
    with played(tmp_path_factory.mktemp("covered"), people=14, weeks=WEEKS) as (opened, _):
        yield opened


def supporters(at, role):
    return [one.id for one in accounts.people_with_role(at.session, role, at.today)]


def test_hours_are_set_and_every_supporter_has_a_card_of_their_role(at):
    assert cover.staffed_hours(at.session).weekdays == HOURS
    assert cover.is_confirmed(at.session)
    for role, cards in CARDS.items():
        ids = supporters(at, role)
        written = cover.cards(at.session, ids)
        assert ids
        assert [written[each] for each in ids] == [
            cards[place % len(cards)] for place in range(len(ids))
        ]


def test_in_the_days_ahead_one_supporter_is_away_and_no_role_is_without_cover(at):
    ids = supporters(at, Role.PEER_SUPPORTER)
    last = at.today + timedelta(days=14)
    ((away,),) = cover.away(at.session, ids, at.today, last).values()

    assert at.today < away.first < away.last
    assert days_ahead(at.session, at.today).without_cover == ()
    assert [one.name for one in cover.closed_days(at.session, at.today)] == ["Training day"]


def test_a_week_that_is_played_again_changes_nothing(at):
    ids = supporters(at, Role.PEER_SUPPORTER)
    held = {"wellbeing lead": supporters(at, Role.WELLBEING_LEAD)[0]}
    before = cover.week(at.session), cover.cards(at.session, ids)

    Covering(at, WEEKS).on(0, MONDAY, held)
    Covering(at, WEEKS).on(0, MONDAY, {})

    assert (cover.week(at.session), cover.cards(at.session, ids)) == before
