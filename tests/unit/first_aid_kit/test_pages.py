"""What a person has written: pages with versions, kept whole."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.content.loader import content
from wellbeing.first_aid_kit.pages import (
    FieldText,
    Kit,
    Page,
    kit_from_bytes,
    kit_to_bytes,
    page_from_bytes,
    page_to_bytes,
)
from wellbeing.first_aid_kit.showing import show_page, shown

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
names = st.sampled_from(["body", "feelings", "behaviour"])
pages = st.builds(
    Page,
    st.sampled_from(["signs", "tank"]),
    st.integers(0, 9),
    st.dictionaries(names, words).map(
        lambda texts: tuple(FieldText(name, text) for name, text in texts.items())
    ),
)
SECTIONS = {section.id: section for section in content().kit.sections}


def page(section: str = "signs", version: int = 0, **texts: str) -> Page:
    return Page(section, version, tuple(FieldText(name, text) for name, text in texts.items()))


@given(st.lists(pages, max_size=3))
def test_a_kit_survives_being_kept(found):
    kit = Kit(tuple(found))

    assert kit_from_bytes(kit_to_bytes(kit)) == kit
    assert [page_from_bytes(page_to_bytes(one)) for one in found] == found


@given(pages, pages)
def test_putting_a_page_into_a_kit_leaves_the_others_alone(first, second):
    kit = Kit().with_page(first).with_page(second)

    assert kit.page(second.section) == second
    if first.section != second.section:
        assert kit.page(first.section) == first


@given(pages, pages)
def test_nothing_is_lost_when_two_texts_are_put_together(now, typed):
    joined = typed.put_together_with(now, "\n")

    for each in typed.texts:
        assert each.text in joined.text_of(each.field)
        assert now.text_of(each.field) in joined.text_of(each.field)
    assert joined.version == now.version


def test_two_equal_texts_are_put_together_once():
    joined = page(body="My jaw").put_together_with(page(version=3, body="My jaw"), "\n")

    assert joined.text_of("body") == "My jaw"


def test_a_page_never_saved_is_empty_and_unknown_fields_are_blank():
    assert Kit().page("signs") == Page("signs", 0, ())
    assert Page("signs").text_of("body") == ""


def test_a_field_the_content_no_longer_has_is_carried_over():
    newer = page(version=2, old="Kept", body="Before").followed_by(page(body="After"))

    assert (newer.version, newer.text_of("body"), newer.text_of("old")) == (3, "After", "Kept")


def test_empty_fields_do_not_make_pages_differ():
    assert page(body="My jaw", feelings="").says_the_same_as(page(version=4, body="My jaw"))
    assert not page(body="My jaw").says_the_same_as(page(feelings="My jaw"))


def test_lines_are_shown_one_by_one_and_blank_ones_left_out():
    section = show_page(SECTIONS["signs"], page(body=" My jaw \n\n  I sleep badly"))

    assert section.fields[0].lines == ("My jaw", "I sleep badly")
    assert not section.is_empty


def test_people_are_shown_with_how_and_when_to_reach_them():
    texts = {"who-1": "My sister", "how-1": "Phone", "when-1": "Any time", "when-4": "Tuesdays"}
    written = tuple(FieldText(field, text) for field, text in texts.items())

    section = show_page(SECTIONS["people"], Page("people", 1, written))

    assert [(one.name, one.beside) for one in section.people] == [
        ("My sister", ("Phone", "Any time")),
        ("", ("Tuesdays",)),
    ]
    assert section.fields == ()


def test_an_empty_kit_shows_every_section_as_empty():
    sections = shown(content().kit.sections, Kit())

    assert [section.id for section in sections] == list(SECTIONS)
    assert all(section.is_empty for section in sections)
