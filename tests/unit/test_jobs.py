"""Which jobs a minute brings."""

from datetime import UTC, datetime

from wellbeing import jobs


def test_every_minute_keeps_the_policy_publishes_and_delivers():
    names = [name for name, _ in jobs.due(datetime(2026, 6, 3, 9, 59, tzinfo=UTC))]

    assert names == ["keep-policy", "publish-figures", "deliver-messages"]


def test_the_first_minute_of_an_hour_also_forgets_and_looks_after_the_policy():
    names = [name for name, _ in jobs.due(datetime(2026, 6, 3, 10, 0, tzinfo=UTC))]

    assert names[3:5] == ["forget-what-ended", "forget-what-is-old"]
    assert "look-after-policy" in names
