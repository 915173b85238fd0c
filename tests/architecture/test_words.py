"""Words a tired or frightened colleague should not meet on a page."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.source import (
    PACKAGE,
    named,
    sentences_of,
    template_files,
    words_of_template,
)

# Singular and plural. The glossary says what stands for each of them.
FORBIDDEN = (
    "admin",
    "anonymous",
    "compliance",
    "employee",
    "escalate",
    "escalated",
    "escalation",
    "flag",
    "flagged",
    "patient",
    "respondent",
    "response",
    "risk",
    "risky",
    "score card",
    "survey",
    "ticket",
    "tier",
    "user",
)
# A phrase in which a forbidden word is the right one, with the reason.
ALLOWED = {
    "life is at risk": "the limit of confidentiality, in the words the law uses",
    "lives are at risk": "the same, of several people",
    "response time": "one of the headings that informed consent asks for (DE15)",
    "response times": "the same",
}
_WORD = re.compile(rf"\b(?:{'|'.join(map(re.escape, FORBIDDEN))})s?\b", re.IGNORECASE)
_ALLOWED = re.compile("|".join(map(re.escape, ALLOWED)), re.IGNORECASE)
SPOKEN = ("views", "forms", "words", "messages", "choices", "service")


def forbidden_in(text: str) -> list[str]:
    plain = _ALLOWED.sub(" ", " ".join(text.split()))
    return [found[0] for found in _WORD.finditer(plain)]


def strings_in(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from strings_in(part)
        case list():
            for part in value:
                yield from strings_in(part)
        case _:
            return


def _shown(path: Path) -> str:
    return words_of_template(path.read_text("utf-8"))


def test_no_template_says_a_forbidden_word():
    said = {named(path): forbidden_in(_shown(path)) for path in template_files()}

    assert {name: words for name, words in said.items() if words} == {}


def test_no_content_says_a_forbidden_word():
    files = [*PACKAGE.glob("content/**/*.toml"), PACKAGE / "access_matrix.toml"]
    said = {
        named(path): [
            word
            for text in strings_in(tomllib.loads(path.read_text("utf-8")))
            if " " in text
            for word in forbidden_in(text)
        ]
        for path in files
    }

    assert len(files) > 1
    assert {name: words for name, words in said.items() if words} == {}


def test_no_label_or_message_says_a_forbidden_word():
    speaking = [path for path in PACKAGE.rglob("*.py") if path.stem.startswith(SPOKEN)]
    said = {
        named(path): [word for text in sentences_of(path) for word in forbidden_in(text)]
        for path in speaking
        if not path.is_relative_to(PACKAGE / "commands")
    }

    assert speaking
    assert {name: words for name, words in said.items() if words} == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This is a survey of users.", ["survey", "users"]),
        ("When life is at\n risk we may call 999.", []),
        ("You are at risk.", ["risk"]),
        ("Our response times and your responses", ["responses"]),
        ("The frontier of patience", []),
    ],
)
def test_whole_words_are_found_and_phrases_are_spared(text, words):
    assert forbidden_in(text) == words
