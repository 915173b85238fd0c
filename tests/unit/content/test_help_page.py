"""One page holds the contacts of four nations, each said once."""

from datetime import date

from wellbeing.content.help_page import help_page
from wellbeing.content.loader import content


def test_danger_comes_first_and_what_is_the_same_everywhere_is_said_once():
    page = help_page(content().crisis_contacts("scotland"))

    assert [contact.call for contact in page.danger] == ["999"]
    assert [contact.id for contact in page.everywhere] == ["samaritans", "shout", "papyrus", "gp"]
    assert [nation.name for nation in page.nations] == [
        "Scotland",
        "England",
        "Wales",
        "Northern Ireland",
    ]
    assert [contact.id for contact in page.nations[0].contacts] == ["urgent", "breathing-space"]


def test_no_contact_of_any_nation_is_left_out():
    page = help_page(content().crisis)
    shown = {*page.danger, *page.everywhere}

    for crisis, nation in zip(content().crisis, page.nations, strict=True):
        assert {*crisis.contacts} == (shown & {*crisis.contacts}) | {*nation.contacts}
        assert len(shown) + len(nation.contacts) == len(crisis.contacts)


def test_a_number_checked_in_one_nation_only_is_still_said_once():
    first, *others = content().crisis
    checked = first.model_copy(
        update={
            "contacts": tuple(
                contact.model_copy(update={"checked_on": date(2025, 1, 31), "checked_by": "Ann"})
                for contact in first.contacts
            )
        }
    )

    page = help_page((checked, *others))

    assert len(page.danger) == 1
    assert page.danger[0].checked_on == date(2025, 1, 31)
