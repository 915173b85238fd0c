"""Words a tired or frightened colleague should not meet on a page."""

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
from tests.support.wording import forbidden_in

SPOKEN = ("views", "forms", "words", "messages", "choices", "service")


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
    files = [
        *PACKAGE.glob("content/**/*.toml"),
        PACKAGE / "access_matrix.toml",
        PACKAGE / "retention.toml",
    ]
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
