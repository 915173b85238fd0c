"""The checklist is pure: with everything there nothing is missing, and each thing taken away is named."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from wellbeing.content.loader import content
from wellbeing.going_live.asked import ASKED
from wellbeing.going_live.checklist import Facts, Told, checklist, missing
from wellbeing.going_live.contacts import Age, Entry, entries
from wellbeing.going_live.estimating import Helpers, Rates, estimate

RATES = Rates(asking=4, offered=15, offered_busy=30, suggested=2.5, suggested_busy=5)
MANY = Helpers(people=20, places=60, hours_a_week=40)
ROLES = (
    "wellbeing_lead",
    "staff_representative",
    "auditor",
    "operator",
    "peer_supporter",
    "practitioner",
)
ENTRIES = tuple(
    replace(one, age=Age.FRESH) for one in entries(content().crisis, {}, date(2026, 3, 4))
)
READY = Facts(
    held=dict.fromkeys(ROLES, 2),
    led_and_agreed_by_two=True,
    hours=("Monday to Friday, 9:00 to 17:00",),
    hours_are_confirmed=True,
    nobody_ahead=(),
    days_without=0,
    told={one.key: Told("Ann Lee, 90 minutes a month.", "today") for one in ASKED},
    contacts=ENTRIES,
    estimate=estimate(RATES, 200, MANY, MANY),
    responders=2,
    responders_have_minutes=True,
)


def without(key: str) -> dict[str, Told]:
    return {name: told for name, told in READY.told.items() if name != key}


def aged(age: Age) -> tuple[Entry, ...]:
    return (replace(ENTRIES[0], age=age), *ENTRIES[1:])


TAKEN_AWAY: dict[str, dict[str, Any]] = {
    **{role: {"held": {**READY.held, role: 0}} for role in ROLES},
    **{one.key: {"told": without(one.key)} for one in ASKED},
    "two-people": {"led_and_agreed_by_two": False},
    "hours": {"hours_are_confirmed": False},
    "ahead": {"nobody_ahead": ("peer_supporter",)},
    "enough": {"estimate": estimate(RATES, 50_000, MANY, MANY)},
    "help-contacts": {"contacts": aged(Age.TOO_OLD)},
    "responders": {"responders": 0},
    "backups": {"backup_troubles": ("No backup has ended well for two days.",)},
}


def test_with_everything_there_nothing_is_missing_and_nothing_warns():
    lines = checklist(READY)

    assert missing(lines) == ()
    assert not any(one.warns for one in lines)


@pytest.mark.parametrize("key", TAKEN_AWAY)
def test_each_thing_that_is_taken_away_is_missing_with_what_to_do(key):
    found = missing(checklist(replace(READY, **TAKEN_AWAY[key])))

    assert [one.key for one in found] == [key]
    assert found[0].remedy


def test_every_line_is_taken_away_once():
    assert {one.key for one in checklist(READY)} == set(TAKEN_AWAY)


@pytest.mark.parametrize(
    "change",
    [
        {"hours": ()},
        {"contacts": aged(Age.NEVER)},
        {"contacts": ()},
        {"estimate": None},
        {"responders_have_minutes": False},
    ],
    ids=["no hours", "never checked", "no contacts", "no estimate", "no minutes"],
)
def test_what_is_empty_is_missing_too(change):
    assert len(missing(checklist(replace(READY, **change)))) == 1


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("ahead", {"days_without": 1}),
        ("responders", {"responders": 1}),
        ("help-contacts", {"contacts": aged(Age.OLD)}),
        ("enough", {"estimate": estimate(RATES, 1500, MANY, MANY)}),
        ("phone", {"told": {**READY.told, "phone": Told("01632", "long ago", is_old=True)}}),
    ],
)
def test_what_will_be_missing_soon_warns_and_refuses_nothing(key, change):
    lines = checklist(replace(READY, **change))

    assert missing(lines) == ()
    assert [(one.key, bool(one.remedy)) for one in lines if one.warns] == [(key, True)]
