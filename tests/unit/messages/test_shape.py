"""A notice and the mail of a week differ in words alone: not in subject, sender, headers, size or beginning."""

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from wellbeing.content.loader import content
from wellbeing.content.models import LONGEST_BODY, SHOWN_IN_A_LIST
from wellbeing.messages.notices import Kind, link_of, written
from wellbeing.messages.shape import SIZE, Envelope, filler
from wellbeing.rhythm.letters import Letter, Template

MAILS, NOW = content().mails, datetime(2026, 3, 4, 9, tzinfo=UTC)
SENDER, NAME = "Example <no-reply@w.example>", "0" * 32
NOTICES = sorted(set(Kind) - {Kind.SET_PASSWORD})


def notice(kind, to, address="https://w.example"):
    envelope = Envelope(SENDER, to, NOW, NAME, f"{address}/messages/{'x' * 64}")
    return written(kind, MAILS, link_of(kind, address), envelope).as_bytes()


def weekly(to, address="https://w.example", words=MAILS.weekly):
    template = Template.of(words, SENDER, NOW, f"{address}/this-week")
    links = (f"{address}/answer/{'x' * 64}", f"{address}/messages/{'x' * 64}")
    return template.letter(Letter(to, NAME, *links))


def beginning(mail, kind):
    said = mail.get_body((kind,)).get_content().partition("</head>")
    return " ".join(re.sub(r"<[^>]+>", " ", said[2] or said[0]).split())[:SHOWN_IN_A_LIST]


@pytest.mark.parametrize("kind", NOTICES)
@pytest.mark.parametrize("to", ["ann@example.org", "o'neil+a.very.long.name@example.org"])
def test_a_notice_has_the_headers_the_size_and_the_beginning_of_the_weekly_mail(kind, to):
    one, other = notice(kind, to), weekly(to)
    read = [message_from_bytes(each, policy=policy.default) for each in (one, other)]

    assert len(one) == len(other) == SIZE + len(to)
    assert one.partition(b"\r\n\r\n")[0] == other.partition(b"\r\n\r\n")[0]
    parts = [[(part.get_content_type(), part.items()) for part in mail.walk()] for mail in read]
    assert parts[0] == parts[1]
    for each in ("plain", "html"):
        first, second = (beginning(mail, each) for mail in read)
        assert first == second
        assert len(first) == SHOWN_IN_A_LIST


def test_what_fills_a_mail_up_is_shown_nowhere_and_cuts_no_line():
    for length in range(SIZE - 200, SIZE + 200):
        filled = filler(length)
        assert (length + len(filled)) % SIZE == 0
        assert filled.endswith("\r\n")
        assert filled.count("\r") == filled.count("\n") == filled.count("\r\n")
    read = message_from_bytes(weekly("ann@example.org"), policy=policy.default)
    assert not any("keeps every message" in part.as_string() for part in read.iter_parts())


def test_the_longest_texts_from_the_longest_usual_address_have_that_size():
    address, to = f"https://{'w' * 92}", "ann@example.org"
    links = "{link} {sign_in} {stop}"
    body = f"{links}{'a' * (LONGEST_BODY - len(links))}"
    long = MAILS.weekly.model_copy(update={"body": body})

    assert len(weekly(to, address, long)) == len(notice(Kind.REQUEST, to, address))
