"""The shape of what is said where somebody complains, or says that something is wrong."""

from typing import Literal, Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words, fills_in


class ComplaintKind(Words):
    """One thing a complaint can be about."""

    id: Literal["data", "treated", "wrong"]
    label: str
    hint: str


class ComplaintWords(Words):
    """What the pages of complaints say; the line about the officer is the organisation's own."""

    title: str
    lead: str
    how: str
    officer: str
    outside: str
    more_ways: str
    not_urgent: str
    kept: str
    words_label: str
    words_hint: str
    kinds: Several[ComplaintKind]

    @model_validator(mode="after")
    def kinds_are_whole(self) -> Self:
        if [one.id for one in self.kinds] != ["data", "treated", "wrong"]:
            raise ValueError("the kinds are data, treated and wrong, in this order")
        return self

    @model_validator(mode="after")
    def names_what_it_promises(self) -> Self:
        if "{days}" not in self.how or "{read_days}" not in self.how:
            raise ValueError("how needs {read_days} and {days}")
        if not fills_in(self.kept, "years"):
            raise ValueError("kept needs {years}")
        return self

    def kind(self, about: str) -> ComplaintKind:
        return next(one for one in self.kinds if one.id == about)
