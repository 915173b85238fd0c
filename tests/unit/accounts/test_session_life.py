"""How long somebody stays signed in, and how long an address waits after wrong tries."""

from datetime import timedelta

import pytest

from wellbeing.accounts.people import Role
from wellbeing.accounts.session_life import life_of
from wellbeing.accounts.tries import delay_after


@pytest.mark.parametrize(
    ("roles", "shared", "idle", "hours", "most"),
    [
        ([], False, 30, 12, 5),
        ([], True, 15, 12, 5),
        ([Role.PEER_SUPPORTER], False, 30, 12, 5),
        ([Role.STAFF_REPRESENTATIVE], False, 30, 12, 5),
        ([Role.SUPERVISOR], False, 15, 8, 2),
        ([Role.MANAGER], True, 15, 8, 2),
        ([Role.ROSTER_ADMIN], False, 15, 8, 2),
        ([Role.OPERATOR], False, 15, 8, 2),
        ([Role.AUDITOR], False, 15, 8, 2),
        ([Role.PRACTITIONER], False, 10, 4, 1),
        ([Role.WELLBEING_LEAD, Role.MANAGER], False, 10, 4, 1),
    ],
)
def test_the_more_somebody_may_see_the_shorter_they_stay(roles, shared, idle, hours, most):
    life = life_of(frozenset(roles), shared_device=shared)

    assert life.idle == timedelta(minutes=idle)
    assert life.absolute == timedelta(hours=hours)
    assert life.most == most


def test_five_tries_are_free_then_each_wait_doubles_and_ten_cost_an_hour():
    waits = [delay_after(failures).total_seconds() for failures in range(1, 12)]

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 3600, 3600]
