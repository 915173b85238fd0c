"""One line of the kit in its place: changed, moved, taken out, put back; and two windows at once."""

from datetime import timedelta

import pytest
from markupsafe import escape

from tests.support.hostile import TEXTS
from tests.support.kits import Reader, box, line_addresses
from tests.support.world import CHARACTERS, NOW
from wellbeing.first_aid_kit import service as kits
from wellbeing.web.forms import clean_text

STAFF = CHARACTERS[0]
HERE = "/my-kit/signs"


@pytest.fixture
def line(ann):
    """Lend the address of a line with one above it and one below."""
    for text in ("Above", "The line", "Below"):
        ann.write("signs", "body", text)
    return line_addresses(ann.get(HERE))[1]


def test_a_line_is_changed_in_its_place(ann, line):
    saved = ann.send(ann.get(line), {"line-body-1": "Mine"}, do="save")

    assert "Saved." in saved.text
    assert saved.url == HERE
    assert "Above Mine Below" in ann.get("/my-kit").text


def test_an_open_line_stands_among_the_others(ann, line):
    page = ann.get(line)

    assert box(page, line) == {"line-body-1": "The line"}
    assert page.text.find("Above") < page.text.find("Move up") < page.text.find("Below")


@pytest.mark.parametrize(
    ("way", "after"), [("up", "Mine Above Below"), ("down", "Above Below Mine")]
)
def test_a_line_is_moved_and_stays_open_and_what_was_typed_is_kept(ann, line, way, after):
    moved = ann.send(ann.get(line), {"line-body-1": "Mine"}, do=way)

    assert after in ann.get("/my-kit").text
    assert box(moved, line) == {"line-body-1": "Mine"}
    (focused,) = [tag["value"] for name, tag in moved.tags if "autofocus" in tag]
    assert focused == way


def test_a_line_can_be_moved_again_and_again(ann, line):
    page = ann.get(line)
    for _ in range(3):
        page = ann.send(page, {}, line, do="up")

    assert "The line Above Below" in ann.get("/my-kit").text


def test_a_line_is_taken_out_and_the_page_offers_to_undo_it(ann, line):
    out = ann.send(ann.get(line), {}, do="out")

    assert "Taken out: The line" in out.text
    assert "Above Below" in ann.get("/my-kit").text
    again = ann.press(out, f"{line}/put-in")
    assert "in its place again" in again.text
    assert "Above The line Below" in ann.get("/my-kit").text


def test_a_line_that_was_taken_out_is_offered_for_seven_days(ann, line, home):
    ann.send(ann.get(line), {}, do="out")
    home.clock.standing_at = NOW + timedelta(days=6, hours=23, minutes=50)
    ann = Reader(home.browser_of(STAFF.id))
    page = ann.get(HERE)
    assert "Put it in again" in page.text

    home.clock.standing_at = NOW + timedelta(days=7)
    late = ann.press(page, f"{line}/put-in")

    assert "not kept any more" in late.text
    assert "The line" not in late.text


def test_a_line_needs_words(ann, line):
    answer = ann.send(ann.get(line), {"line-body-1": " \u0000\r\n "}, do="save")

    assert answer.status == 422
    assert "press Take out" in answer.text
    assert "The line" in ann.get("/my-kit").text


def test_a_line_that_is_too_long_is_kept_in_its_box(ann, line):
    answer = ann.send(ann.get(line), {"line-body-1": "x" * 1_001}, do="save")

    assert answer.status == 422
    assert box(answer, line) == {"line-body-1": "x" * 1_001}


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_typed_stands_there_as_typed_or_is_refused_with_a_reason(ann, home, line, name):
    typed, kept = TEXTS[name], clean_text(TEXTS[name])

    answer = ann.send(ann.get(line), {"line-body-1": typed}, do="save")

    with home.session() as session:
        notebook = kits.Notebook(session, home.vault, STAFF.id, NOW)
        texts = [one.text for one in kits.kit_of(notebook).page("signs").lines]
    if answer.status == 422:
        assert not kept or "characters too long" in answer.text
        assert texts == ["Above", "The line", "Below"]
    else:
        assert texts == ["Above", kept, "Below"]
        assert box(ann.get(line), line)["line-body-1"] == kept
        assert escape(kept) in ann.get("/my-kit").html


@pytest.fixture
def refused(ann, line):
    """Lend the page that a second window gets when the first one changed the line."""
    first, second = ann.get(line), ann.get(line)
    ann.send(first, {"line-body-1": "Theirs"}, do="save")
    return ann.send(second, {"line-body-1": "Mine"}, do="save")


def test_a_window_that_is_out_of_date_sees_both_texts_and_changes_nothing(ann, line, refused):
    assert refused.status == 409
    assert "Nothing is lost" in refused.text
    assert "Theirs" in refused.text
    assert box(refused, line) == {"line-body-1": "Mine"}
    assert "Mine" not in ann.get("/my-kit").text


def test_then_one_may_save_in_its_place_knowingly_and_go_back_on_it(ann, refused):
    saved = ann.send(refused, {}, do="save")

    assert "Above Mine Below" in ann.get("/my-kit").text
    assert "as it was before" in saved.text
    assert "Theirs" in ann.get(f"{HERE}/earlier").text


def test_then_one_may_keep_both(ann, refused):
    ann.send(refused, {}, do="both")

    assert "Above Theirs Below Mine" in ann.get("/my-kit").text


def test_both_are_still_there_when_the_list_has_no_room_for_both(ann, refused):
    for number in range(17):
        ann.write("signs", "body", f"Line {number}")

    answer = ann.send(refused, {}, do="both")

    assert answer.status == 422
    assert "full" in answer.text
    assert "Theirs" in answer.text
    assert "Mine" in answer.text_in_boxes


@pytest.mark.parametrize("do", ["save", "up", "out"])
def test_a_line_that_was_taken_out_elsewhere_is_not_lost(ann, line, do):
    second = ann.get(line)
    ann.send(ann.get(line), {}, do="out")

    answer = ann.send(second, {"line-body-1": "Mine"}, do=do)

    if do == "out":
        assert "Taken out: The line" in answer.text
        return
    assert answer.status == 409
    assert "taken out in another window" in answer.text
    ann.send(answer, {}, do="both")
    assert "Above Below Mine" in ann.get("/my-kit").text


def test_a_line_that_was_changed_elsewhere_is_not_taken_out_in_silence(ann, line):
    second = ann.get(line)
    ann.send(ann.get(line), {"line-body-1": "Theirs"}, do="save")

    answer = ann.send(second, {}, do="out")

    assert answer.status == 409
    assert "Theirs" in ann.get("/my-kit").text


@pytest.mark.parametrize("version", ["-1", "x", "", "9" * 400, "１"])
def test_a_version_that_is_none_never_overwrites(ann, line, version):
    answer = ann.send(ann.get(line), {"line-body-1": "Mine", "version": version}, do="save")

    assert answer.status == 409
    assert "Above The line Below" in ann.get("/my-kit").text


def test_a_line_is_kept_while_it_is_typed_and_another_window_is_told(ann, line):
    page, other = ann.get(line), ann.get(line)
    data = {**page.form(line).filled, "line-body-1": "Mi"}

    answer = ann.client.post(f"{line}/keep", data=data)
    assert answer.status_code == 204
    newer = {**data, "line-body-1": "Mine", "version": answer.headers["Kept-Version"]}
    assert ann.client.post(f"{line}/keep", data=newer).status_code == 204

    assert "Above Mine Below" in ann.get("/my-kit").text
    assert ann.keep(other, f"{line}/keep", {"line-body-1": "Theirs"}) == 412
    earlier = ann.get(f"{HERE}/earlier")
    assert ("The line" in earlier.text, "Mi " in earlier.text) == (True, False)


@pytest.mark.parametrize(("text", "status"), [("", 422), ("x" * 1_001, 422), ("Mine", 204)])
def test_what_cannot_be_kept_while_it_is_typed_changes_nothing(ann, line, text, status):
    assert ann.keep(ann.get(line), f"{line}/keep", {"line-body-1": text}) == status
    assert ("The line" in ann.get("/my-kit").text) is (status != 204)


def test_a_line_nobody_has_leads_back_to_its_page(ann):
    assert "not on this page any more" in ann.get(f"{HERE}/line/none").text
    assert ann.client.post(f"{HERE}/line/none", data={"do": "save"}).status_code in {303, 400}


def test_a_page_is_put_back_as_it_was(ann, line):
    ann.send(ann.get(line), {"line-body-1": "Mine"}, do="save")
    earlier = ann.get(f"{HERE}/earlier")
    assert "Until Wednesday 4 March, 10:00" in earlier.text

    form = earlier.form(f"{HERE}/earlier/")
    ann.client.post(form.action, data=form.filled)

    assert "Above The line Below" in ann.get("/my-kit").text
    ann.client.post(form.action, data={**form.filled, "seen": "1"})
    assert "Above The line Below" in ann.get("/my-kit").text


def test_a_line_sent_after_the_session_ended_is_there_again(ann, line, home):
    page = ann.get(line)
    home.clock.standing_at += timedelta(hours=13)
    ann.send(page, {"line-body-1": "Not lost"}, line, do="save")
    again = Reader(home.browser_of(STAFF.id))
    again.client.set_cookie("limbo", ann.client.get_cookie("limbo").value)
    # Meanwhile, from another device, the line was taken out.
    other = Reader(home.browser_of(STAFF.id))
    other.send(other.get(line), {}, do="out")

    kept = again.get(line)

    assert box(kept, line) == {"line-body-1": "Not lost"}
    again.send(kept, {}, do="both")
    assert "Above Below Not lost" in again.get("/my-kit").text
