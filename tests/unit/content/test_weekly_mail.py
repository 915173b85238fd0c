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
