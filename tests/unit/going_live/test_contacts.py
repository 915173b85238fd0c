"""Help contacts are confirmed one by one, and a change of an entry needs another look."""

from datetime import date, timedelta

import pytest

from wellbeing.content.loader import content
from wellbeing.content.offer_models import Crisis
from wellbeing.going_live.contacts import Age, Checked, age_of, entries, mark_of

TODAY = date(2026, 3, 4)
NATIONS = content().crisis
FIRST = NATIONS[0].contacts[0]


def one_nation(contact) -> tuple[Crisis, ...]:
    return (NATIONS[0].model_copy(update={"contacts": (contact,)}),)


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.FRESH), (90, Age.FRESH), (91, Age.OLD), (180, Age.OLD), (181, Age.TOO_OLD)],
)
def test_a_check_is_fresh_for_90_days_and_good_enough_for_180(days, age):
    checked = Checked(TODAY - timedelta(days=days), "Ann Lee")

    assert age_of(checked, TODAY) is age
    assert age.is_good_enough is (days <= 180)


def test_what_was_never_checked_is_not_good_enough():
    found = entries(NATIONS, {}, TODAY)

    assert {one.age for one in found} == {Age.NEVER}
    assert not Age.NEVER.is_good_enough


def test_an_entry_that_is_the_same_in_every_nation_is_checked_once():
    found = entries(NATIONS, {}, TODAY)
    samaritans = [one for one in found if one.contact.call == "116 123"]

    assert [one.nations for one in samaritans] == [tuple(one.name for one in NATIONS)]
    assert {number for nation in NATIONS for number in nation.contacts} == {
        one.contact for one in found
    }


@pytest.mark.parametrize(
    "changed", [{"call": "112"}, {"text": "Other words."}, {"hours": "Mornings"}, {"title": "T"}]
)
def test_a_changed_entry_needs_another_check(changed):
    kept = {mark_of(FIRST): Checked(TODAY, "Ann Lee")}
    other = FIRST.model_copy(update=changed)

    assert entries(one_nation(FIRST), kept, TODAY)[0].age is Age.FRESH
    assert entries(one_nation(other), kept, TODAY)[0].age is Age.NEVER


def test_a_day_in_the_file_counts_and_the_newest_of_both_holds():
    dated = FIRST.model_copy(
        update={"checked_on": TODAY - timedelta(days=100), "checked_by": "Ben, lead"}
    )
    kept = {mark_of(FIRST): Checked(TODAY - timedelta(days=10), "Ann Lee")}

    assert entries(one_nation(dated), {}, TODAY)[0].checked == Checked(
        TODAY - timedelta(days=100), "Ben, lead"
    )
    assert entries(one_nation(dated), kept, TODAY)[0].checked == kept[mark_of(FIRST)]


def test_a_day_that_lies_ahead_is_no_check():
    dated = FIRST.model_copy(update={"checked_on": TODAY + timedelta(days=1), "checked_by": "Ben"})

    assert entries(one_nation(dated), {}, TODAY)[0].age is Age.NEVER


@pytest.mark.parametrize("nation", [one.nation for one in NATIONS])
def test_each_nation_has_a_way_by_text_relay_and_999_in_sign_language(nation):
    words = " ".join(each.text for one in NATIONS if one.nation == nation for each in one.contacts)

    assert "18000" in words
    assert "18001" in words
    assert "999 BSL" in words
