"""The weekly mail is written once for everyone: a text that could not be filled in is refused before."""

import pytest
from pydantic import ValidationError

from wellbeing.content.loader import content
from wellbeing.content.models import LONGEST_BODY, Mails, WeeklyMail

GOOD = "Here: {link}\nSign in: {sign_in}\nNo more: {stop}"


def test_the_mail_of_the_release_can_be_written():
    assert content().mails.weekly.body.count("{link}") == 1


@pytest.mark.parametrize(
    "body",
    [
        "Here: {link}",
        "No more: {stop}",
        "Here: {link}\nNo more: {stop}",
        f"{GOOD} {{link}}",
        f"{GOOD} {{stop}}",
        f"{GOOD} {{x}}",
        f"{GOOD} {{}}",
        f"{GOOD} {{",
        f"{GOOD} }}",
        "Here: {link!r}\nSign in: {sign_in}\nNo more: {stop}",
        "Here: {link:>9}\nSign in: {sign_in}\nNo more: {stop}",
        f"{GOOD} caf\u00e9",
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused(body):
    with pytest.raises(ValidationError):
        WeeklyMail(subject="Your page", body=body)


def test_a_subject_is_one_line():
    assert WeeklyMail(subject="Your page", body=GOOD).body == GOOD
    with pytest.raises(ValidationError, match="one line"):
        WeeklyMail(subject="Your page\nBcc: you@x.example", body=GOOD)


def test_a_text_too_long_for_the_one_size_of_mails_is_refused():
    with pytest.raises(ValidationError, match="at most"):
        WeeklyMail(subject="Your page", body=f"{GOOD}{'a' * LONGEST_BODY}")


def test_texts_with_subjects_that_tell_them_apart_are_refused():
    mails = content().mails.model_dump()
    assert Mails(**mails) == content().mails
    mails["request"]["subject"] = "A request"

    with pytest.raises(ValidationError, match="one subject"):
        Mails(**mails)


@pytest.mark.parametrize("name", ["policy", "request"])
def test_texts_that_begin_otherwise_than_the_weekly_mail_are_refused(name):
    mails = content().mails.model_dump()
    mails[name]["body"] = f"Somebody asked for you: {mails[name]['body']}"

    with pytest.raises(ValidationError, match="begin"):
        Mails(**mails)


def test_a_link_among_the_first_words_is_refused():
    mails = content().mails.model_dump()
    for name, its in (("policy", ""), ("request", ""), ("weekly", "\n{sign_in}\n{stop}")):
        mails[name]["body"] = f"Hello, {{link}} is there for you.{its}"

    with pytest.raises(ValidationError, match="before any link"):
        Mails(**mails)


@pytest.mark.parametrize("name", ["set_password", "test"])
@pytest.mark.parametrize("field", ["subject", "body"])
def test_every_mail_is_written_in_plain_letters(name, field):
    mails = content().mails.model_dump()
    mails[name][field] += " caf\u00e9"

    with pytest.raises(ValidationError, match="plain letters"):
        Mails(**mails)


@pytest.mark.parametrize("name", ["set_password", "policy", "request", "test"])
@pytest.mark.parametrize("more", ["{stop}", "{link}", "{sign_in}", "{", "{}", "{link!r}"])
def test_a_notice_with_more_to_fill_in_than_its_link_is_refused(name, more):
    mails = content().mails.model_dump()
    mails[name]["body"] = f"{mails[name]['body']}\n{more}"

    with pytest.raises(ValidationError, match=f"(?m)^{name}$"):
        Mails(**mails)
