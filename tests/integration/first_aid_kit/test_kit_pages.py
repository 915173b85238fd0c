"""The notebook as a person uses it in a browser without JavaScript."""

from datetime import timedelta

import pytest

from tests.support.kits import Reader, box, line_addresses
from tests.support.world import CHARACTERS
from wellbeing.content.loader import content

STAFF, OTHER = CHARACTERS[0], CHARACTERS[1]
KIT = content().kit
SECTIONS = {section.id: section for section in KIT.sections}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_to_write_in_each_of_its_lists(ann, section):
    page = ann.get(f"/my-kit/{section}")
    of = SECTIONS[section]

    assert page.status == 200
    assert all(one.label in page.text for one in of.lists)
    boxes = [max(len(one.parts), 1) for one in of.lists]
    assert len(page.form(f"/my-kit/{section}").texts) == sum(boxes)


def test_the_whole_notebook_stands_on_one_page(ann):
    ann.write("signs", "body", "I grind my teeth")

    page = ann.get("/my-kit")

    assert all(one.title in page.text for one in KIT.sections)
    assert "In my body I grind my teeth" in page.text


def test_what_is_written_is_shown_to_the_writer_only(ann, home):
    added = ann.write("signs", "body", "I grind my teeth\r\nat night")

    assert "Added." in added.text
    assert "I grind my teeth at night" in added.text
    other = Reader(home.browser_of(OTHER.id))
    assert "grind" not in other.get("/my-kit").text
    assert other.get(line_addresses(added)[0]).url == "/my-kit/signs"


def test_several_lists_are_written_in_one_go(ann):
    added = ann.send(
        ann.get("/my-kit/signs"), {"line-body-1": "My jaw", "line-feelings-1": "I worry"}
    )

    assert len(line_addresses(added)) == 2


def test_people_are_written_with_how_and_when(ann):
    page = ann.get("/my-kit/people")
    who = ("My sister", "Phone", "Any time")

    ann.send(page, {f"line-people-{at}": text for at, text in enumerate(who, 1)})

    assert "My sister Phone, Any time" in ann.get("/my-kit").text


@pytest.mark.parametrize(("name", "letter"), [("🙂 Ann", "A"), ("\u202eאמא", "א"), ("🙂", "")])
def test_the_sign_beside_a_person_is_a_letter_or_nothing(ann, name, letter):
    ann.write("people", "people", name)

    page = ann.get("/my-kit")

    assert f'<i aria-hidden="true">{letter}</i>' in page.html
    assert name in page.text


def test_ideas_are_offered_and_never_filled_in(ann):
    page = ann.get("/my-kit/tank")

    assert "Breathe out slowly, ten times" in page.text
    assert set(box(page, "/my-kit/tank").values()) == {""}
    assert "Breathe out slowly" not in ann.get("/my-kit").text


def test_a_tapped_idea_is_a_line_of_ones_own_and_is_offered_no_more(ann):
    page = ann.get("/my-kit/tank")
    idea = next(v for n, v in page.form("/my-kit/tank").buttons if v == "relax.1")

    added = ann.send(page, {"line-enjoy-1": "Typed beside it"}, idea=idea)

    assert "Breathe out slowly, ten times" in ann.get("/my-kit").text
    assert "Typed beside it" in ann.get("/my-kit").text
    assert ("idea", "relax.1") not in added.form("/my-kit/tank").buttons


@pytest.mark.parametrize(
    "idea", ["relax.0", "relax.99", "relax.", "none.1", ".", "x" * 99, "relax.１"]
)
def test_what_is_no_idea_of_ours_adds_nothing(ann, idea):
    answer = ann.send(ann.get("/my-kit/tank"), {}, idea=idea)

    assert line_addresses(answer) == []


def test_networks_of_many_kinds_are_suggested_and_an_organisation_may_name_its_own(home, tmp_path):
    names = [one.name for one in content().networks.networks]
    for kind in ("Faith", "Cultural", "LGBT+", "Race-equity", "Women's"):
        assert any(kind in name for name in names)

    own = tmp_path / "content"
    own.mkdir()
    (own / "networks.toml").write_text('[[networks]]\nname = "Choir"\nhow = "Room 4"\n', "utf-8")
    assert [(x.name, x.how) for x in content(own).networks.networks] == [("Choir", "Room 4")]


def test_a_tapped_network_is_somebody_to_turn_to(ann):
    page = ann.get("/my-kit/people")
    at = len(SECTIONS["people"].lists[0].ideas) + 1

    ann.send(page, {}, idea=f"people.{at}")

    assert content().networks.networks[0].name in ann.get("/my-kit").text


def test_a_text_over_the_limit_is_kept_and_the_page_says_by_how_much(ann):
    answer = ann.write("signs", "body", "x" * 1_025)

    assert answer.status == 422
    assert "25 characters too long" in answer.text
    assert box(answer, "/my-kit/signs")["line-body-1"] == "x" * 1_025


def test_a_list_that_is_full_says_so_and_keeps_what_was_typed(ann):
    for number in range(20):
        ann.write("signs", "body", f"Line {number}")

    answer = ann.write("signs", "body", "One more")

    assert answer.status == 422
    assert "room for 20 lines" in answer.text
    assert box(answer, "/my-kit/signs")["line-body-1"] == "One more"


def test_text_is_composed_and_control_characters_are_taken_out(ann):
    added = ann.write("signs", "body", "cafe\u0301\x00 \x07<b>&amp; \u202eabc")

    assert "café <b>&amp; \u202eabc" in ann.get(line_addresses(added)[0]).text_in_boxes


def test_what_is_typed_comes_back_with_a_word_and_can_be_thrown_away(ann):
    page = ann.get("/my-kit/signs")
    assert ann.keep(page, "/my-kit/signs/draft", {"line-body-1": "Half a sent"}) == 204

    again = ann.get("/my-kit/signs")
    assert box(again, "/my-kit/signs")["line-body-1"] == "Half a sent"
    assert "did not add it" in again.text
    assert "not added yet" in ann.get("/my-kit").text
    assert ann.keep(page, "/my-kit/signs/draft", {"line-body-1": "x" * 1_001}) == 204
    ann.press(again, "/my-kit/signs/drop-draft")
    assert box(ann.get("/my-kit/signs"), "/my-kit/signs")["line-body-1"] == ""


def test_what_was_sent_after_the_session_ended_is_there_after_signing_in_again(ann, home):
    page = ann.get("/my-kit/signs")
    home.clock.standing_at += timedelta(hours=13)

    signed_out = ann.send(page, {"line-body-1": "Not lost"})

    assert signed_out.url == "/sign-in"
    assert "Not lost" not in signed_out.text
    limbo = ann.client.get_cookie("limbo").value
    next_person = Reader(home.browser_of(OTHER.id))
    next_person.client.set_cookie("limbo", limbo)
    assert "Not lost" not in next_person.get("/my-kit/signs").html
    again = Reader(home.browser_of(STAFF.id))
    again.client.set_cookie("limbo", limbo)
    kept = again.get("/my-kit/signs")
    assert box(kept, "/my-kit/signs")["line-body-1"] == "Not lost"
    assert "Not lost" in again.send(kept, {}).text
    assert again.client.get_cookie("limbo") is None


def test_a_section_that_does_not_exist_is_not_there(ann):
    assert ann.get("/my-kit/weather").status == 404
    assert ann.get("/my-kit/weather/line/x").status == 404
    assert ann.get("/my-kit/weather/earlier").status == 404


def test_professional_help_is_always_there_and_cannot_be_taken_out(ann):
    page = ann.get("/my-kit")

    assert "Getting professional help" in page.text
    assert "Depression is an illness" in page.text
    assert not any("help" in form.action for form in page.forms)


def test_anxiety_and_depression_are_explained_in_the_kit(ann):
    page = ann.get("/my-kit")

    assert "Understanding anxiety and depression" in page.text
    assert [tag["id"] for name, tag in page.tags if name == "details" and "id" in tag] == [
        "anxiety",
        "depression",
    ]


def test_no_page_of_the_kit_may_be_kept_by_a_cache(ann):
    line = line_addresses(ann.write("tank", "relax", "A bath"))[0]
    paths = ["/my-kit", "/my-kit/tank", "/my-kit/print", "/my-kit/card", "/my-kit/do-one-now"]
    for path in (*paths, "/my-kit/tank/earlier", line):
        assert ann.client.get(path).headers["Cache-Control"] == "no-store"
