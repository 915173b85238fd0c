"""The kit to take along: a sheet, a pocket card, one thing to do now."""

import pytest

from tests.support.kits import line_addresses


def test_the_sheet_holds_what_is_written_and_the_numbers_of_the_nation(ann):
    ann.write("hard-day", "evening", "Eat first")

    page = ann.get("/my-kit/print")

    assert "Eat first" in page.text
    assert "0800 83 85 87" in page.text
    assert "999" in page.text
    assert "My armour" not in page.text


@pytest.mark.parametrize("path", ["/my-kit/print", "/my-kit/card"])
def test_a_person_chooses_what_is_on_paper(ann, path):
    ann.write("signs", "body", "My jaw")
    ann.write("people", "people", "My sister")
    both = ann.get(path).text
    assert "My jaw" in both
    assert "My sister" in both

    chosen = ann.get(f"{path}?chosen=1&part=people&part=none")

    assert "My jaw" not in chosen.text
    assert "My sister" in chosen.text
    assert "My jaw" not in ann.get(f"{path}?chosen=1").text


def test_the_card_has_the_numbers_even_when_the_kit_is_empty(ann):
    assert "Samaritans: 116 123" in ann.get("/my-kit/card").text


def test_do_one_now_shows_a_thing_for_five_minutes_and_then_another(ann):
    ann.write("tank", "relax", "An afternoon by the sea")
    for text in ("Ten breaths", "One song"):
        page = ann.get("/my-kit/tank")
        ann.send(page, {"line-relax-1": text, "five-relax": "y"})
    first = ann.get("/my-kit/do-one-now")
    (another,) = [link for link in first.links if "after=" in link]

    second = ann.get(another)

    shown = {
        text
        for text in ("Ten breaths", "One song", "afternoon")
        for page in (first, second)
        if text in page.text
    }
    assert shown == {"Ten breaths", "One song"}
    assert ("Ten breaths" in first.text) is ("One song" in second.text)


def test_a_line_is_marked_and_unmarked_in_its_place(ann):
    line = line_addresses(ann.write("tank", "relax", "Ten breaths"))[0]
    assert "Nothing in your kit is marked" in ann.get("/my-kit/do-one-now").text

    ann.send(ann.get(line), {"five-relax": "y"}, do="save")

    assert "Ten breaths" in ann.get("/my-kit/do-one-now").text
    assert "Ten breaths 5 minutes" in ann.get("/my-kit").text


@pytest.mark.parametrize("path", ["/my-kit/print", "/my-kit/card", "/this-week/on-paper"])
def test_on_paper_a_number_stands_once_and_is_not_broken_at_the_end_of_a_line(ann, path):
    page = ann.get(path)

    assert page.text.count("NHS 24 on 111") == 1
    assert "111: " not in page.text
    assert "0800\N{NO-BREAK SPACE}83" in page.html or 'class="number">0800 83' in page.html
