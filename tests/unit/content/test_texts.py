"""Texts fit in one segment with their link or code; words that could not are refused before."""

import pytest
from pydantic import ValidationError

from wellbeing.content.loader import content
from wellbeing.content.text_models import LETTERS, LONGEST, TextWords
from wellbeing.rhythm.links import PATH
from wellbeing.rhythm.texting import Texts
from wellbeing.rhythm.tokens import LENGTH

WEEKLY, CODE = "Here: {link}", "{code} is yours"


def test_the_texts_of_the_release_say_nothing_about_anybody():
    texts = content().texts

    assert texts.weekly.startswith("Your own page for this week")
    assert len(texts.code.format(code="123456")) <= LONGEST
    words = (texts.weekly + texts.code).lower()
    assert not any(word in words for word in ("well", "stress", "check", "health", "answer"))


@pytest.mark.parametrize(("length", "fits"), [(59, True), (60, False)])
def test_an_address_of_59_characters_leaves_room_for_one_segment(length, fits):
    address = "https://".ljust(length, "w")
    texts = Texts(address, content().texts)

    written = content().texts.weekly.format(link=f"{address}/{PATH}/{'x' * LENGTH}")
    assert texts.fit is fits
    assert (len(written) <= LONGEST) is fits


def test_letters_that_count_twice_or_change_the_alphabet_are_none_of_ours():
    assert not set("^{}[]~\\|`\n\u20ac\u00e9") & LETTERS


@pytest.mark.parametrize(
    ("weekly", "code"),
    [
        ("Here", CODE),
        ("{link} {link}", CODE),
        ("{link} {code}", CODE),
        ("{link!r}", CODE),
        ("{link:>9}", CODE),
        ("{link} {", CODE),
        ("Caf\u00e9 {link}", CODE),
        ("Two\nlines {link}", CODE),
        ("[{link}]", CODE),
        ("w" * 81 + "{link}", CODE),
        (WEEKLY, "yours"),
        (WEEKLY, "{link}"),
        (WEEKLY, "w" * 155 + "{code}"),
    ],
)
def test_words_that_could_not_leave_as_one_text_are_refused(weekly, code):
    assert TextWords(weekly=WEEKLY, code=CODE).code == CODE
    with pytest.raises(ValidationError):
        TextWords(weekly=weekly, code=code)
