"""The action library begins with the work, covers every area, and speaks of no person."""

import re

import pytest

from wellbeing.content.action_models import AREAS, STANDARDS, Cause
from wellbeing.content.loader import content
from wellbeing.disclosure import Indicator

LIBRARY = content().actions


def cause(*kinds):
    ideas = [
        {"id": f"idea{n}", "kind": kind, "does": "We do.", "how": "So."}
        for n, kind in enumerate(kinds)
    ]
    return Cause.model_validate({"id": "one", "name": "One", "heard": "Heard.", "ideas": ideas})


def test_every_cause_offers_a_change_of_the_work_first():
    for area in LIBRARY.areas:
        assert len(area.causes) >= 2, area.id
        for one in area.causes:
            assert one.ideas[0].kind == "work", one.id
            assert len(one.ideas) >= 2, one.id


@pytest.mark.parametrize("kinds", [("person", "work"), ("team",), ("work", "person", "team"), ()])
def test_a_cause_that_does_not_begin_with_the_work_is_refused(kinds):
    with pytest.raises(ValueError, match="ideas about the work come first"):
        cause(*kinds)


def test_the_six_standards_stand_between_what_happens_in_the_work_and_life_outside():
    assert tuple(area.id for area in LIBRARY.areas) == AREAS
    assert STANDARDS == ("demands", "control", "support", "relationships", "role", "change")


@pytest.mark.parametrize("indicator", Indicator)
def test_every_figure_leads_to_something_that_can_be_done(indicator):
    assert LIBRARY.areas_for(indicator)


def test_a_figure_leads_to_the_areas_behind_what_it_is_about():
    def areas(indicator):
        return {area.id for area in LIBRARY.areas_for(indicator)}

    assert areas("op") == {"events"}
    assert areas("support") == {"support", "relationships"}
    assert areas("life") == {"life"}
    assert areas("signs") == areas("conditions") == set(AREAS) - {"life"}


def test_each_kind_of_figure_stands_on_the_page_with_the_areas_behind_it():
    led_to = {figure.id: areas for figure, areas in LIBRARY.led_to}

    assert led_to.keys() == {"work_pressure", "support", "signs", "life"}
    assert all(led_to.values())
    assert {area for areas in led_to.values() for area in areas} == set(LIBRARY.areas)


def test_pages_elsewhere_can_name_the_idea_of_protected_time():
    found = LIBRARY.idea("protected_reflective_time")

    assert found is not None
    assert found[0].id == "support"
    assert LIBRARY.idea("nothing") is None
    assert LIBRARY.area("nothing") is None


def test_no_idea_is_about_one_person_or_about_their_answers():
    about_somebody = re.compile(r"\b(he|she|him|her|his|hers|the person who answered)\b")

    for _, _, idea in LIBRARY.every:
        assert not about_somebody.search(f"{idea.does} {idea.how}".lower()), idea.id
        assert len(idea.does) <= 200, idea.id
