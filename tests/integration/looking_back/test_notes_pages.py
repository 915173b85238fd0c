"""Notes for oneself in a browser without a script: off at first, safe between windows, deleted gently."""

from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor, form_of
from tests.support.hostile import TEXTS
from tests.support.world import CHARACTERS

WEEK = "/my-weeks/2026-W10"
NOTE = f"{WEEK}/note"
NOTES = "/my-weeks/notes"


def switch_on(visitor):
    return visitor.press(visitor.get(NOTES), {}, NOTES)


def write(visitor, text, page=None):
    return visitor.press(page or visitor.get(NOTE), {"note": text}, NOTE)


@pytest.fixture
def writing(ann):
    switch_on(ann)
    return ann


def test_notes_are_off_until_their_person_switches_them_on(ann):
    assert ann.get(NOTE).url == NOTES
    assert "Notes are off." in ann.get(NOTES).text
    assert f"{WEEK}/note" not in ann.get(WEEK).links

    assert "Nobody else can read them." in switch_on(ann).text
    page = write(ann, "The swap helped.")

    assert page.url.partition("#")[0] == WEEK
    assert "Saved. " in page.text
    assert "The swap helped." in page.text
    assert "The swap helped." in ann.get(NOTES).text


def test_nobody_else_reads_a_note(writing, home):
    write(writing, "Mine alone")
    other = Visitor(home, CHARACTERS[-1].id)
    switch_on(other)

    assert all("Mine alone" not in other.get(path).text for path in (NOTES, WEEK, NOTE))


def test_a_note_saved_in_another_window_shows_both_texts_and_can_be_put_together(writing):
    stale = writing.get(NOTE)
    write(writing, "From the phone")

    refused = write(writing, "From the desk", stale)
    assert refused.status == 409
    assert "From the phone" in refused.text
    assert form_of(refused, NOTE).fields["note"].value.strip() == "From the desk"

    together = writing.press(refused, {"together": "1"}, NOTE)
    assert "They are not saved yet." in together.text
    saved = writing.press(together, {}, NOTE)
    assert "From the phone From the desk" in saved.text


def test_a_note_is_deleted_and_brought_back(writing):
    deleted = writing.press(write(writing, "Once"), {}, f"{NOTE}/delete")
    assert "For 7 days you can bring it back." in deleted.text
    assert "Once" not in deleted.text
    assert "Deleted in the last 7 days" in writing.get(NOTES).text

    back = writing.press(deleted, {}, f"{NOTE}/bring-back")

    assert "Once" in back.text


@pytest.mark.parametrize(("choice", "stays"), [("keep", True), ("delete", False)])
def test_switching_off_does_with_the_notes_what_was_chosen(writing, choice, stays):
    write(writing, "Written before")
    asked = writing.get(f"{NOTES}/off")
    nothing = writing.press(asked, {}, f"{NOTES}/off")
    assert nothing.status == 422
    assert "Choose whether your notes are kept or deleted." in nothing.text

    off = writing.press(asked, {"choice": choice}, f"{NOTES}/off")
    assert "Written before" not in off.text + writing.get(WEEK).text

    again = switch_on(writing)
    assert ("Written before" in again.text) is stays
    assert ("Deleted in the last 7 days" in again.text) is not stays


def test_what_was_typed_while_notes_were_switched_off_elsewhere_is_not_lost(writing):
    typing = writing.get(NOTE)
    writing.press(writing.get(f"{NOTES}/off"), {"choice": "keep"}, f"{NOTES}/off")

    refused = write(writing, "Half a thought", typing)
    assert refused.status == 409
    assert "Half a thought" in refused.text

    saved = writing.press(refused, {"switch_on": "1"}, NOTE)
    assert "Saved. " in saved.text
    assert "Half a thought" in saved.text


@pytest.fixture
def too_late(writing, home):
    """Send a note after the session has ended; the clock goes back after the test."""
    before = home.clock.standing_at
    form = form_of(writing.get(NOTE), NOTE)
    home.clock.standing_at += timedelta(hours=13)
    answer = writing.client.post(NOTE, data={**form.filled, "note": "Typed too late"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    yield writing
    home.clock.standing_at = before


def test_a_session_that_ends_while_writing_loses_nothing_and_shows_nothing_to_the_next(
    too_late, home
):
    limbo = too_late.client.get_cookie("limbo")
    next_one = Visitor(home, CHARACTERS[-1].id)
    next_one.client.set_cookie("limbo", limbo.value)
    assert "Typed too late" not in next_one.get(NOTE).text + next_one.get(NOTES).text

    too_late.sign_in_again()
    kept = too_late.get(NOTE)

    assert "Typed too late" in kept.text
    assert "Typed too late" in write(too_late, "Typed too late", kept).text


def test_nothing_is_lost_when_the_session_ends_and_notes_are_switched_off_meanwhile(too_late, home):
    other = Visitor(home, too_late.person_id)
    other.press(other.get(f"{NOTES}/off"), {"choice": "keep"}, f"{NOTES}/off")

    too_late.sign_in_again()
    kept = too_late.get(NOTE)

    assert "Notes are switched off." in kept.text
    assert "Typed too late" in kept.text


@pytest.mark.parametrize("name", ["markup", "a closing text area", "a formula", "right to left"])
def test_a_note_is_shown_as_it_was_typed(writing, name):
    page = write(writing, TEXTS[name])

    assert TEXTS[name] in page.text
    assert "<script>" not in page.html.replace('<script src="', "")


def test_a_note_that_is_too_long_stays_in_its_box(writing):
    page = write(writing, "x" * 4_001)

    assert page.status == 422
    assert "1 characters too long" in page.text
    assert "x" * 4_001 in page.text
