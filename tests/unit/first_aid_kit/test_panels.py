"""The panels of a pocket card: nothing is cut, and four make a card."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.first_aid_kit.panels import LETTERS, ROWS, cards, rows_of

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
sections = st.lists(st.tuples(st.just("My people"), st.lists(words, max_size=12)), max_size=4)


@given(sections)
def test_every_line_stands_on_a_panel_once_and_in_order(found):
    panels = [panel for card in cards(found) for panel in card.panels]

    assert [x for panel in panels for x in panel.lines] == [x for _, lines in found for x in lines]
    assert all(len(card.panels) <= 4 for card in cards(found))


@given(sections)
def test_a_panel_holds_what_fits_or_one_long_line(found):
    for card in cards(found):
        for panel in card.panels:
            assert len(panel.lines) == 1 or sum(map(rows_of, panel.lines)) <= ROWS


def test_what_goes_on_says_so():
    found = cards([("My people", ["somebody"] * (ROWS + 1))])

    assert [panel.title for panel in found[0].panels] == ["My people", "My people, more"]


def test_wide_letters_take_more_room():
    assert rows_of("a" * (LETTERS - 1)) == 1
    assert rows_of("🙂" * (LETTERS - 1)) == 2
    assert rows_of("one\ntwo") == 2
    assert rows_of("") == 1
