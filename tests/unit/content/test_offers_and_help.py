"""What is offered at each step, and who can be called in each nation."""

import pytest

from wellbeing import stepped_care
from wellbeing.content.loader import content
from wellbeing.content.offer_models import BY_PRESSURE, SAID_ELSEWHERE, Offer
from wellbeing.settings import NATIONS

HIGH = frozenset({"op", "org", "life"})


def offers_at(step: str, pressures: frozenset[str] = frozenset()) -> list[Offer]:
    said = {each: f"You see this because {each} weighs." for each in pressures}
    return [offer for group in content().offers.at(step).groups_for(said) for offer in group.offers]


@pytest.mark.parametrize("step", ["prevention", "reactive", "formal"])
def test_every_step_offers_something_of_each_kind_whatever_weighs_on_a_person(step):
    groups = content().offers.at(step).groups_for({})

    assert [group.title for group in groups] == [
        "Colleagues, and others you trust",
        "Your supervisor and your organisation",
        "You",
        "Professionals",
    ]
    assert all(group.offers for group in groups)


@pytest.mark.parametrize("step", ["prevention", "reactive", "formal"])
def test_every_offer_says_why_a_person_sees_it(step):
    for offer in offers_at(step, HIGH):
        assert offer.why.startswith("You see this because ")


@pytest.mark.parametrize("step", ["prevention", "reactive"])
@pytest.mark.parametrize("pressure", ["op", "org", "life", "event"])
def test_a_high_pressure_brings_its_own_offer_and_no_other(step, pressure):
    usual = offers_at(step)
    added = [offer for offer in offers_at(step, frozenset({pressure})) if offer not in usual]

    assert [pressure in offer.pressures for offer in added] == [True]
    assert [offer.why for offer in added] == [f"You see this because {pressure} weighs."]


def test_everything_the_rules_can_offer_has_words_or_a_place_of_its_own():
    worded = {each.id for each in content().offers.now}

    assert worded == set(stepped_care.Offer)
    assert worded > SAID_ELSEWHERE


def test_what_a_week_brings_says_why_a_person_sees_it():
    said = content().pressures.because

    whys = [each.why for each in content().offers.now if each.id not in BY_PRESSURE]
    whys += [said.ticked, said.pressure, said.event, said.no_support, said.review]
    assert all(why.startswith("You see this because ") for why in whys)


def test_prevention_offers_belonging_and_growth_and_never_says_nothing_is_needed():
    lead = content().offers.at("prevention").lead
    said = " ".join([lead, *(offer.text for offer in offers_at("prevention", HIGH))]).lower()

    assert "belonging" in lead
    assert "growing" in lead
    assert "fine" not in said.split()
    assert "nothing needed" not in said


def test_the_promise_is_two_working_days_and_one_when_soon():
    promise = content().offers.promise

    assert (promise.working_days, promise.working_days_soon) == (2, 1)


def test_nobody_is_offered_a_debriefing():
    for step in ("prevention", "reactive", "formal"):
        assert all("debrief" not in offer.text.lower() for offer in offers_at(step, HIGH))
    assert all("debrief" not in offer.text.lower() for offer in content().offers.now)


@pytest.mark.parametrize("nation", NATIONS)
def test_each_nation_has_its_emergency_number_first_and_someone_who_listens_at_any_hour(nation):
    crisis = content().crisis_contacts(nation)[0]

    assert crisis.nation == nation
    assert (crisis.contacts[0].kind, crisis.contacts[0].call) == ("danger", "999")
    assert {contact.kind for contact in crisis.contacts} == {
        "danger",
        "urgent",
        "listening",
        "not_urgent",
    }
    assert any(contact.call == "116 123" for contact in crisis.contacts)
    assert any(contact.text_to == "85258" for contact in crisis.contacts)
    assert all(contact.hours for contact in crisis.contacts)


@pytest.mark.parametrize(
    ("nation", "number"),
    [
        ("england", "111"),
        ("wales", "111"),
        ("wales", "0800 132 737"),
        ("scotland", "111"),
        ("scotland", "0800 83 85 87"),
        ("northern_ireland", "0808 808 8000"),
    ],
)
def test_a_nation_has_its_own_numbers(nation, number):
    assert number in {contact.call for contact in content().crisis_contacts(nation)[0].contacts}


@pytest.mark.parametrize("nation", NATIONS)
def test_people_who_do_not_hear_or_speak_find_a_way(nation):
    danger = content().crisis_contacts(nation)[0].contacts[0]

    assert "18000" in danger.text
    assert "BSL" in danger.text


def test_no_shipped_number_claims_to_have_been_checked():
    for crisis in content().crisis:
        assert all(contact.checked_on is None for contact in crisis.contacts)


def test_a_number_is_dialled_without_spaces():
    assert content().crisis_contacts("england")[0].contacts[2].dial == "116123"


def test_all_nations_are_shown_and_an_unknown_one_changes_nothing():
    assert [crisis.nation for crisis in content().crisis_contacts("scotland")] == [
        "scotland",
        "england",
        "wales",
        "northern_ireland",
    ]
    assert content().crisis_contacts("") == content().crisis
