"""Which policy decides a week."""

from wellbeing.history import policies
from wellbeing.week import Week


def test_a_policy_decides_from_its_monday_on() -> None:
    first = policies.every_policy()[0]
    monday = Week.of(first.in_force_from)

    assert policies.in_force(monday) == first


def test_the_weeks_before_the_first_policy_have_the_first() -> None:
    assert policies.in_force(Week(2020, 1)) == policies.every_policy()[0]
