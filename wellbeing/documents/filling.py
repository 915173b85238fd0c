"""Puts into a document what people have said, and says which version of it they signed."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wellbeing.content.blanks import QUESTIONS
from wellbeing.content.document_models import DocumentWords
from wellbeing.records.markdown import document
from wellbeing.records.parts import Blank, Section

VERSION_LENGTH = 12
FILE = "content/documents.toml in the data folder"


@dataclass(frozen=True)
class Pen:
    """What the organisation has filled in until today."""

    words: DocumentWords
    today: date

    def blanks(self, *keys: str) -> tuple[Blank, ...]:
        return tuple(map(self.blank, keys))

    def blank(self, key: str) -> Blank:
        """Return a blank with what was said; what is dated ahead was not said yet."""
        asked, said = QUESTIONS[key], self.words.of(key)
        if said is None or said.on > self.today:
            return Blank(key, asked.who, asked.asks)
        return Blank(key, asked.who, asked.asks, said.words, f"{said.by}, {day(said.on)}")

    def signature(self, key: str, version: str) -> Blank:
        """Return the signature of this very version; one of another version is none."""
        said = self.words.of(key)
        if said is None or said.version != version:
            asked = QUESTIONS[key]
            return Blank(key, asked.who, asked.asks)
        return self.blank(key)


def day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"


def version_of(title: str, parts: Iterable[Section]) -> str:
    """Return the name of exactly these words: another one as soon as anything in them changes."""
    text = document(title, (), parts)
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_LENGTH]
