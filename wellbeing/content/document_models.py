"""The shape of what an organisation has filled in for the documents made from its settings."""

from datetime import date
from typing import Self

from pydantic import model_validator

from wellbeing.content.blanks import QUESTIONS
from wellbeing.content.models import Several, Words, no_doubles


class FilledIn(Words):
    """One blank in somebody's own words, with who said so and on which day.

    A signature also names the version of the document that it is about.
    """

    blank: str
    words: str
    by: str
    on: date
    version: str | None = None

    @model_validator(mode="after")
    def belongs_to_a_blank(self) -> Self:
        question = QUESTIONS.get(self.blank)
        if question is None:
            raise ValueError(f"no document has a blank {self.blank!r}")
        if question.is_signature != (self.version is not None):
            raise ValueError("a signature names its version, and nothing else does")
        return self


class DocumentWords(Words):
    """Everything that an organisation has filled in; ours is empty."""

    filled: Several[FilledIn] = ()

    @model_validator(mode="after")
    def each_blank_is_filled_once(self) -> Self:
        no_doubles([one.blank for one in self.filled], "blank")
        return self

    def of(self, blank: str) -> FilledIn | None:
        return next((one for one in self.filled if one.blank == blank), None)
