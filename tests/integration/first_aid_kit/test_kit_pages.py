"""The notebook as a person uses it in a browser without JavaScript."""

from datetime import timedelta

import pytest

from tests.support.pages import Page, answers
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS
from wellbeing.content.loader import content

STAFF, OTHER = CHARACTERS[0], CHARACTERS[1]
SECTIONS = [section.id for section in content().kit.sections]


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def ann(home):
    return Reader(home.browser_of(STAFF.id))


class Reader:
    """A person with the kit open in one window."""

    def __init__(self, client):
        self.client = client

    def get(self, path):
        answer = self.client.get(path)
        return Page(answer.text, path, answer.status_code)

    def send(self, page, chosen, **more):
        """Send the page's form with some fields changed, and follow where it leads."""
        form = next(one for one in page.forms if "version" in one.fields)
        answer = self.client.post(page.url, data={**answers(form, chosen), **more})
        if answer.status_code == 303:
            return self.get(answer.location.partition("#")[0])
        return Page(answer.text, page.url, answer.status_code)

    def keep(self, page, chosen):
        form = next(one for one in page.forms if "version" in one.fields)
        return self.client.post(f"{page.url}/draft", data=answers(form, chosen))


def field(page, name):
    return next(one for one in page.forms if "version" in one.fields).fields[name].value.strip()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_in_place_in_the_whole_notebook(ann, section):
    page = ann.get(f"/my-kit/{section}")

    assert page.status == 200
    assert all(one.title in page.text for one in content().kit.sections)
    assert len([form for form in page.forms if "version" in form.fields]) == 1


def test_what_is_written_is_saved_and_shown_to_the_writer_only(ann, home):
    saved = ann.send(ann.get("/my-kit/signs"), {"body": "I grind my teeth\r\nI sleep badly"})

    assert "Saved." in saved.text
    assert "I grind my teeth" in saved.text
    other = Reader(home.browser_of(OTHER.id)).get("/my-kit")
    assert "I grind my teeth" not in other.text
    assert "Nothing here yet." in other.text


def test_people_are_written_in_rows(ann):
    saved = ann.send(
        ann.get("/my-kit/people"), {"who-1": "My sister", "how-1": "Phone", "when-1": "Any time"}
    )

    assert "My sister" in saved.text
    assert "Phone, Any time" in saved.text


def test_a_stale_window_shows_both_texts_and_loses_neither(ann):
    first, second = ann.get("/my-kit/signs"), ann.get("/my-kit/signs")
    ann.send(first, {"body": "From the first window"})

    refused = ann.send(second, {"body": "From the second window"})

    assert refused.status == 409
    assert "Nothing is lost" in refused.text
    assert "From the first window" in refused.text
    assert field(refused, "body") == "From the second window"
    assert "From the second window" not in ann.get("/my-kit").text


def test_after_a_stale_window_one_may_save_over_it_knowingly(ann):
    first, second = ann.get("/my-kit/signs"), ann.get("/my-kit/signs")
    ann.send(first, {"body": "From the first window"})
    refused = ann.send(second, {"body": "From the second window"})

    saved = ann.send(refused, {})

    assert "From the second window" in saved.text
    assert "From the first window" not in saved.text


def test_after_a_stale_window_both_texts_can_be_put_together(ann):
    first, second = ann.get("/my-kit/signs"), ann.get("/my-kit/signs")
    ann.send(first, {"body": "From the first window"})
    refused = ann.send(second, {"body": "From the second window"})

    joined = ann.send(refused, {}, together="1")
    assert "They are not saved yet" in joined.text
    saved = ann.send(joined, {})

    assert "From the first window" in saved.text
    assert "From the second window" in saved.text


def test_a_text_over_the_limit_is_kept_and_the_page_says_by_how_much(ann):
    answer = ann.send(ann.get("/my-kit/signs"), {"body": "x" * 4_025, "feelings": "Flat"})

    assert answer.status == 422
    assert "25 characters too long" in answer.text
    assert field(answer, "body") == "x" * 4_025
    assert field(answer, "feelings") == "Flat"


def test_the_longest_text_is_kept_whole(ann):
    ann.send(ann.get("/my-kit/signs"), {"body": "é" * 4_000})

    assert field(ann.get("/my-kit/signs"), "body") == "é" * 4_000


def test_text_is_composed_and_control_characters_are_taken_out(ann):
    ann.send(ann.get("/my-kit/signs"), {"body": "cafe\u0301\x00 \x07<b>&amp;"})

    assert field(ann.get("/my-kit/signs"), "body") == "café <b>&amp;"


def test_a_draft_comes_back_with_a_word_of_explanation_and_can_be_thrown_away(ann):
    page = ann.get("/my-kit/signs")

    assert ann.keep(page, {"body": "Half a sent"}).status_code == 204

    again = ann.get("/my-kit/signs")
    assert field(again, "body") == "Half a sent"
    assert "did not save it" in again.text
    assert "not saved yet" in ann.get("/my-kit").text
    drop = again.form("/my-kit/signs/drop-draft")
    ann.client.post("/my-kit/signs/drop-draft", data=drop.filled)
    assert field(ann.get("/my-kit/signs"), "body") == ""


def test_what_was_sent_after_the_session_ended_is_there_after_signing_in_again(ann, home):
    page = ann.get("/my-kit/signs")
    home.clock.standing_at += timedelta(hours=13)

    signed_out = ann.send(page, {"body": "Not lost"})

    assert signed_out.url == "/sign-in"
    assert "Not lost" not in signed_out.text
    again = Reader(home.browser_of(STAFF.id))
    again.client.set_cookie("limbo", ann.client.get_cookie("limbo").value)
    kept = again.get("/my-kit/signs")
    assert field(kept, "body") == "Not lost"
    assert "Not lost" in again.send(kept, {}).text
    assert again.client.get_cookie("limbo") is None


def test_a_section_that_does_not_exist_is_not_there(ann):
    assert ann.get("/my-kit/weather").status == 404
    assert ann.client.post("/my-kit/weather").status_code in {302, 303, 400, 404}


@pytest.mark.parametrize("version", ["-1", "x", "", "9" * 400, "１２"])
def test_a_version_that_is_none_never_overwrites(ann, version):
    ann.send(ann.get("/my-kit/signs"), {"body": "First"})

    refused = ann.send(ann.get("/my-kit/signs"), {"body": "Second", "version": version})

    assert refused.status == 409
    assert "First" in ann.get("/my-kit").text


def test_professional_help_is_always_there_and_cannot_be_taken_out(ann):
    page = ann.get("/my-kit")

    assert "Getting professional help" in page.text
    assert "Depression is an illness" in page.text
    assert not any("help" in form.action for form in page.forms)


def test_ideas_are_offered_and_never_filled_in(ann):
    page = ann.get("/my-kit/tank")

    assert "Breathe out slowly, ten times" in page.text
    assert field(page, "relax") == ""


def test_the_page_for_paper_holds_what_is_written_and_the_numbers_of_the_nation(ann):
    ann.send(ann.get("/my-kit/hard-day"), {"evening": "Eat first"})

    page = ann.get("/my-kit/print")

    assert "Eat first" in page.text
    assert "0800 83 85 87" in page.text
    assert "999" in page.text
    assert "My armour" not in page.text


def test_no_page_of_the_kit_may_be_kept_by_a_cache(ann):
    for path in ("/my-kit", "/my-kit/signs", "/my-kit/print"):
        assert ann.client.get(path).headers["Cache-Control"] == "no-store"
