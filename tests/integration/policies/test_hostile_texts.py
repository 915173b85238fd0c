"""Whatever is put into the box gets a kind answer, and is not lost."""

import pytest

from tests.integration.policies.reader import NEW, WHY, box
from tests.support.hostile import TEXTS
from tests.support.policies import LEAD, TEXT, with_line
from wellbeing.web.forms import clean_text

STRICTER = with_line("high", 10)


def test_a_word_with_a_decision_may_hold_anything_a_person_types(quick_office, rep):
    change_id = quick_office.propose(STRICTER)
    path = f"/policy-changes/{change_id}/decide"

    for name, text in TEXTS.items():
        page = rep.send(path, verdict="", note=text)

        assert page.status == 422, name
        assert "Choose one of the two." in page.text, name
        kept = " ".join(page.form(path).fields["note"].value.split())
        assert kept == " ".join(clean_text(text).split()), name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "The box is empty."),
        ("not a policy at all", "TOML cannot be read"),
        ("x" * 60_000, "20,000 characters too long"),
        ("a = " + "[" * 30_000, "nested too deeply"),
        (f"version = {'9' * 10_000}", "a number is too long"),
        (with_line("high", "9e999"), "is inf; write a whole number"),
        (with_line("high", "-9223372036854775809"), "write a whole number from 1 to 18"),
        (with_line("in_force_from", "9999-12-27"), "more than 26 weeks ahead"),
        ("\n".join(f"key{number} = 1" for number in range(3_000)), "more. Put these right first."),
        ("[[[[]]]]\n'''", "TOML cannot be read"),
        (STRICTER.replace("# half", "# \u202ehalf"), "cannot be seen (U+202E)"),
        (STRICTER.replace("# half of 18, about three signs on most days", ""), "without a source"),
    ],
)
def test_hostile_text_gets_a_kind_answer_and_is_not_lost(lead, text, told):
    page = lead.send(NEW, text=text, why=WHY)

    assert page.status == 422
    assert told in page.text
    assert box(page) == text.strip()
    assert page.form(NEW).fields["why"].value.strip() == WHY


def test_a_text_with_null_bytes_is_freed_of_them(lead, quick_office):
    page = lead.send(NEW, text=STRICTER.replace("# half", "# \x00half"), why=WHY)

    assert page.h1 == "A proposed policy"


def test_a_megabyte_is_refused_before_it_is_read(lead):
    filled = lead.get(NEW).form(NEW).filled

    answer = lead.client.post(NEW, data={**filled, "text": "x" * 1_000_000, "why": WHY})

    assert answer.status_code == 413
    assert "Go back, make it shorter" in answer.text


def test_a_reason_is_needed_and_the_changed_text_stays(lead):
    page = lead.send(NEW, text=STRICTER, why=" ")

    assert page.status == 422
    assert "Say why it should change" in page.text
    assert box(page) == STRICTER.strip()


def test_without_a_reason_what_is_wrong_with_the_text_is_told_all_the_same(lead):
    page = lead.send(NEW, text=with_line("high", 99), why="")

    assert "Say why it should change" in page.text
    assert "reactive.high is 99; write a whole number from 1 to 18" in page.text


def test_the_policy_in_force_itself_is_no_change(lead):
    page = lead.send(NEW, text=TEXT, why=WHY)

    assert page.status == 422
    assert "This is the policy in force." in page.text


@pytest.mark.parametrize(
    "path", ["/rules/past/%00", "/rules/file/%00", "/policy-changes/%00", "/requests/%00"]
)
def test_an_address_that_no_database_can_hold_is_not_there(home, office, path):
    browser = home.browser_of(LEAD)
    home.app.config["PAGES_FOR_ERRORS"] = True

    assert browser.get(path).status_code == 404
