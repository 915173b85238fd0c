"""Which jobs a minute brings."""

from datetime import UTC, datetime

from wellbeing import jobs


def test_every_minute_keeps_the_policy_publishes_delivers_and_asks():
    names = [name for name, _ in jobs.due(datetime(2026, 6, 3, 9, 59, tzinfo=UTC))]

    assert names == ["keep-policy", "publish-figures", "deliver-messages", "ask-this-week"]


def test_the_first_minute_of_an_hour_also_forgets_and_looks_after_the_policy():
    names = [name for name, _ in jobs.due(datetime(2026, 6, 3, 10, 0, tzinfo=UTC))]

    assert names[4:6] == ["forget-what-ended", "forget-past-weeks"]
    assert "look-after-policy" in names
