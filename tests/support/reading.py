"""How hard a text is to read: its sentences, its words, and the school year they ask for."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_NOT_A_SYLLABLE = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$")


def sentences_of(name: str) -> list[str]:
    """Return every sentence of a content file."""
    read = tomllib.loads(files("wellbeing.content").joinpath(name).read_text("utf-8"))
    return sentences_in(_texts_of(read))


def sentences_in(texts: Iterable[str]) -> list[str]:
    return [
        sentence
        for text in texts
        for sentence in re.split(r"(?<=[.!?])['’]?\s+|\n\n", text)
        if re.search(r"[a-z]", sentence)
    ]


def words_of(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z'’-]*", sentence)


def grade_of(sentences: list[str]) -> float:
    """Return the Flesch-Kincaid school grade of some sentences; add five for an age."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    per_word = sum(map(_syllables, words)) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59


def _texts_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if " " in value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts_of(part)]


def _syllables(word: str) -> int:
    plain = _NOT_A_SYLLABLE.sub("", word.lower()) if len(word) > 3 else word.lower()
    return max(1, len(re.findall(r"[aeiouy]+", plain)))
