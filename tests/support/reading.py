"""How hard a text is to read: its sentences, its words, and the school year they ask for."""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

import readability


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
    said = [" ".join(words) for words in map(words_of, sentences) if words]
    grades = readability.getmeasures(said, lang="en")["readability grades"]
    return float(grades["Kincaid"])


def _texts_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if " " in value else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts_of(part)]
