"""Whom pages of "I am not safe" name first: in every nation danger, urgent help, and Samaritans."""

import pytest

from wellbeing.content.help_page import first_to_call, numbers_of
from wellbeing.content.loader import content
from wellbeing.settings import NATIONS


@pytest.mark.parametrize("nation", NATIONS)
def test_each_nation_leads_with_danger_and_ends_with_samaritans(nation):
    found = first_to_call(numbers_of(content().crisis_contacts(nation), nation))

    calls = [one.call for one in found]
    assert calls[0] == "999"
    assert calls[-1] == "116 123"
    assert len(calls) == 3
    assert {one.hours for one in found} == {"Any time"}
