"""The sheet for a conversation: written, saved, put together, and printed."""

import pytest

from tests.integration.checkins.visitor import form_of
from wellbeing.looking_back.forms import LONGEST_ON_SHEET, WRITTEN

SHEET = "/my-weeks/conversation"
PAPER = f"{SHEET}/print"
NOTES = "/my-weeks/notes"
HARD = {"sleep": "3", "alert": "3", "worry": "3", "irritable": "2", "low": "2", "avoid": "1"}


def write(visitor, page=None, **texts):
    return visitor.press(page or visitor.get(SHEET), texts, SHEET)


def pictures_of(page):
    return [tag for tag, _ in page.tags].count("svg")


def test_only_what_was_written_and_ticked_stands_on_paper(ann):
    ann.check_in({**HARD, "op": "3"})
    assert "There is nothing on your sheet yet." in ann.get(PAPER).text

    assert "Saved." in write(ann, say="Too many referrals", helps="A walk").text
    plain = ann.get(PAPER)
    assert "Too many referrals" in plain.text
    assert WRITTEN["leave_out"] not in plain.text
    assert "What is on offer to me" not in plain.text
    assert pictures_of(plain) == 0

    shown = write(ann, signs="y", step="y", paper="1")
    assert shown.url == PAPER
    assert pictures_of(shown) == 1
    assert "What is on offer to me: Reactive" in shown.text

    assert pictures_of(write(ann, pressures="y", paper="1")) == 5


def test_a_tick_that_is_taken_away_is_gone(ann):
    write(ann, say="Hello", step="y")
    page = ann.get(SHEET)
    assert form_of(page, SHEET).filled["step"] == "y"

    without = {k: v for k, v in form_of(page, SHEET).filled.items() if k != "step"}
    ann.post(SHEET, without)

    assert "step" not in form_of(ann.get(SHEET), SHEET).filled


def test_a_sheet_saved_in_another_window_shows_both_and_can_be_put_together(ann):
    stale = ann.get(SHEET)
    write(ann, say="From the phone")

    refused = write(ann, stale, say="From the desk", change="Cover on Fridays")
    assert refused.status == 409
    assert "From the phone" in refused.text

    saved = ann.press(ann.press(refused, {"together": "1"}, SHEET), {}, SHEET)
    fields = form_of(saved, SHEET).fields
    assert fields["say"].value.split() == ["From", "the", "phone", "From", "the", "desk"]
    assert fields["change"].value.strip() == "Cover on Fridays"


def test_parts_of_a_note_come_onto_the_sheet_only_by_its_person(ann):
    assert "week" not in form_of(ann.get(SHEET), SHEET).fields
    ann.press(ann.get(NOTES), {}, NOTES)
    ann.press(ann.get("/my-weeks/2026-W10/note"), {"note": "A\nB"}, "/my-weeks/2026-W10/note")

    copied = write(ann, copy="1", week="2026-W10", say="Typed before")
    assert "It is not saved yet." in copied.text
    fields = form_of(copied, SHEET).fields
    assert fields["from_notes"].value.split() == ["A", "B"]
    assert fields["say"].value.strip() == "Typed before"
    assert "A B" not in ann.get(PAPER).text

    write(ann, copied, from_notes="B")
    assert "From my notes B" in ann.get(PAPER).text

    ann.press(ann.get(f"{NOTES}/off"), {"choice": "keep"}, f"{NOTES}/off")
    fields = form_of(ann.get(SHEET), SHEET).fields
    assert "week" not in fields
    assert fields["from_notes"].value.strip() == "B"


@pytest.mark.parametrize("week", ["", "2026-W09", "2026-W99", "'"])
def test_a_note_that_is_not_there_is_not_copied(ann, week):
    page = ann.post(SHEET, {**form_of(ann.get(SHEET), SHEET).filled, "copy": "1", "week": week})

    assert page.status == 200
    assert "It is not saved yet." not in page.text


def test_a_sheet_is_deleted_and_brought_back(ann):
    write(ann, say="Once")
    deleted = ann.press(ann.get(SHEET), {}, f"{SHEET}/delete")
    assert form_of(deleted, SHEET).fields["say"].value.strip() == ""

    back = ann.press(deleted, {}, f"{SHEET}/bring-back")

    assert form_of(back, SHEET).fields["say"].value.strip() == "Once"


def test_more_than_a_sheet_holds_stays_in_its_box(ann):
    page = write(ann, say="x" * (LONGEST_ON_SHEET + 1))

    assert page.status == 422
    assert "x" * (LONGEST_ON_SHEET + 1) in page.text


def test_no_form_of_the_sheet_leads_out_of_the_service_or_to_somebody(ann):
    forms = [one for one in ann.get(SHEET).forms if one.method == "post"]

    assert {one.action for one in forms} <= {SHEET, f"{SHEET}/delete", "/sign-out"}
    assert not [one for one in forms for name in one.fields if "to" in name.split("_")]


def test_no_browser_keeps_what_is_typed_on_a_shared_device(ann):
    """A browser that opens its last tabs again would fill these boxes for whoever sits there next."""
    ann.press(ann.get(NOTES), {}, NOTES)

    for path in (SHEET, "/my-weeks/2026-W10/note"):
        boxes = [found for tag, found in ann.get(path).tags if tag == "textarea"]
        assert boxes
        assert {found.get("autocomplete") for found in boxes} == {"off"}
