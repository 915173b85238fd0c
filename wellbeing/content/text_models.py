"""Text messages: one segment each, in the letters that every phone has."""

import string
from typing import Self

from pydantic import model_validator

from wellbeing.content.models import Words, fills_in

# Longer ones are cut in two, and each part is paid for.
LONGEST = 160
# Of the alphabet of text messages (GSM 03.38), those in which each letter counts once.
LETTERS = frozenset(string.ascii_letters + string.digits + " @$_!\"#%&'()*+,-./:;<=>?")
CODE = "000000"
# A week's link without the address of the service: our shortest, so that words leave room for it.
SHORTEST_LINK = 80


class TextWords(Words):
    """What text messages say, the same to everyone: `{link}` and `{code}` are what differs."""

    weekly: str
    code: str

    @model_validator(mode="after")
    def fits_in_one_segment(self) -> Self:
        for body, name, longest in (
            (self.weekly, "link", LONGEST - SHORTEST_LINK),
            (self.code, "code", LONGEST - len(CODE)),
        ):
            if not fills_in(body, name):
                raise ValueError(f"a text has {{{name}}} once and no other braces")
            words = body.replace(f"{{{name}}}", "")
            if not set(words) <= LETTERS:
                raise ValueError("write it on one line, with plain letters, digits and signs")
            if len(words) > longest:
                raise ValueError(f"the words of a text have at most {longest} characters")
        return self
