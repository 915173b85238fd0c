"""The shape of what is said when a person asks for a human, and of what the contact then reads."""

from typing import Literal, Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words
from wellbeing.content.question_models import Choice


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
    hours: str
    no_cover: str
    not_in_time: str
    back_on: str
    first_free: str
    first_free_means: str
    one_first: str
    passes_on: str
    at_once: str
    nobody_next: str
    told: str
    safe_times_hint: str
    language_hint: str
    safe_times: str
    not_by: str
    may_leave_message: str
    no_message: str
    not_urgent: str
    own_words_hint: str
    changed: str
    others: str
    late: str
    late_taken: str
    nobody_left: str
    not_sent: str
    not_passed_on: str
    full: str
    kept_outside: str
    no_mail_to_them: str
    no_mail_to_you: str
    no_mail_to_contacts: str
    ways: Several[Choice]
    interpreters: Several[Choice]
    asks: Several[Ask]

    @model_validator(mode="after")
    def asks_are_whole(self) -> Self:
        if [one.id for one in self.asks] != ["talk", "review", "formal"]:
            raise ValueError("the asks are talk, review and formal, in this order")
        return self

    @model_validator(mode="after")
    def names_what_it_promises(self) -> Self:
        needed = {
            "hours": ("{hours}",),
            "back_on": ("{day}",),
            "passes_on": ("{name}", "{moment}"),
            "told": ("{moment}",),
            "safe_times": ("{times}",),
            "not_by": ("{ways}",),
            "full": ("{most}",),
            "kept_outside": ("{name}",),
        }
        for text, parts in needed.items():
            if not all(part in getattr(self, text) for part in parts):
                raise ValueError(f"{text} needs {' and '.join(parts)}")
        return self

    def ask(self, kind: str) -> Ask:
        return next(one for one in self.asks if one.id == kind)


class DutyOfCare(Words):
    """What a contact reads when somebody may be in danger."""

    title: str
    lead: str
    steps: Several[str]
    # An organisation's own rule about telling somebody without asking; said before anybody presses.
    without_asking: str = ""
