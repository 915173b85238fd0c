"""The shape of what is said when a person asks for a human, and of what the contact then reads."""

from typing import Literal, Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words


class Ask(Words):
    """One thing to ask for."""

    id: Literal["talk", "review", "formal"]
    name: str
    title: str
    lead: str
    they_read: str
    waiting: str
    heading: str
    rules_hear: str
    words_label: str = ""
    nobody: str
    advice: str

    @model_validator(mode="after")
    def says_who_and_by_when(self) -> Self:
        if not all(part in self.they_read for part in ("{name}", "{day}", "{how}")):
            raise ValueError("they_read needs {name}, {day} and {how}")
        return self


class SupportWords(Words):
    """What the pages of asking and answering say."""

    never_told: str
    first_takes: str
    looks: str
    back: str
    working_days: str
    not_urgent: str
    own_words_hint: str
    changed: str
    others: str
    late: str
    late_taken: str
    nobody_left: str
    not_sent: str
    not_passed_on: str
    no_mail_to_them: str
    no_mail_to_you: str
    no_mail_to_contacts: str
    asks: Several[Ask]

    @model_validator(mode="after")
    def asks_are_whole(self) -> Self:
        if [one.id for one in self.asks] != ["talk", "review", "formal"]:
            raise ValueError("the asks are talk, review and formal, in this order")
        return self

    def ask(self, kind: str) -> Ask:
        return next(one for one in self.asks if one.id == kind)
