"""The shape of what is offered at each step, and of the contacts for help now."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, Strict, model_validator

from wellbeing import stepped_care
from wellbeing.content.models import Several, Words, no_doubles

Pressure = Literal["op", "org", "life", "event"]
StepName = Literal["prevention", "reactive", "formal"]
GroupName = Literal["talk", "work", "self", "professional"]
# Pressures bring the actions of a step, by the question that asks about each.
BY_PRESSURE = {
    stepped_care.Offer.WORK_EVENTS: "op",
    stepped_care.Offer.WORK_CONDITIONS: "org",
    stepped_care.Offer.OUTSIDE_WORK: "life",
}
# An open wish to talk has a card of its own. A pause is offered by a note that can be put away, and that
# is left out while somebody pauses: a second place would say it all the same.
SAID_ELSEWHERE = frozenset(
    {stepped_care.Offer.TALK, stepped_care.Offer.PAUSE_OR_OTHER_DAY, *BY_PRESSURE}
)


class Offer(Words):
    """One thing a person can do now; one with pressures is shown when one of them weighs.

    Its `why` is then said by what weighs, so that it is never wrong about it.
    """

    id: str
    title: str
    text: str
    why: str = ""
    pressures: Several[Pressure] = ()
    page: str = ""
    page_label: str = ""

    @model_validator(mode="after")
    def has_one_why(self) -> Self:
        if bool(self.why) == bool(self.pressures):
            raise ValueError(f"{self.id} needs either its own why, or pressures that say why")
        return self

    def for_pressures(self, said: Mapping[str, str]) -> Self | None:
        """Return the offer with its reason, or None when nothing that it is for weighs."""
        if not self.pressures:
            return self
        why = next((said[each] for each in self.pressures if each in said), None)
        return None if why is None else self.model_copy(update={"why": why})


class AboutOffer(Words):
    """What a person can do about something they ticked, at every step; `tags` are in pressures.toml."""

    id: str
    tags: Annotated[Several[str], Field(min_length=1)]
    group: GroupName
    title: str
    text: str
    page: str = ""
    page_label: str = ""

    def because(self, why: str) -> Offer:
        """Return it as an offer of the step page, with its reason."""
        words = self.model_dump(exclude={"tags", "group"}, exclude_defaults=True)
        return Offer(**words, why=why)


class Group(Words):
    """Offers of one kind."""

    id: GroupName
    title: str
    offers: Several[Offer]


class StepOffers(Words):
    """A step as a level of offer."""

    step: StepName
    name: str
    in_one_line: str
    heading: str
    lead: str
    groups: Several[Group]

    def groups_for(self, said: Mapping[str, str]) -> tuple[Group, ...]:
        """Return the groups with the offers that fit; `said` gives for each pressure why it weighs."""
        return tuple(
            group.model_copy(
                update={
                    "offers": tuple(
                        fitting
                        for offer in group.offers
                        if (fitting := offer.for_pressures(said)) is not None
                    )
                }
            )
            for group in self.groups
        )


class OfferedNow(Words):
    """What one week brings beside its step, by the name the rules have for it."""

    id: Annotated[stepped_care.Offer, Strict(strict=False)]
    title: str
    text: str
    why: str = ""
    page: str = ""
    page_label: str = ""

    @model_validator(mode="after")
    def has_one_why(self) -> Self:
        if bool(self.why) == (self.id in BY_PRESSURE):
            raise ValueError(f"{self.id} needs a why, unless a pressure says why")
        return self


# What can stand open on the step page.
AnyOffer = Offer | OfferedNow


class Promise(Words):
    """How soon contact is due after a wish to talk, and after how much staffed time it passes on."""

    working_days: int
    working_days_soon: int
    pass_on_hours: int
    pass_on_hours_soon: int


class FormalWords(Words):
    """What a suggestion of formal support means, before anybody is asked."""

    suggestion: str
    first: str


class Offers(Words):
    """What is offered at every step."""

    promise: Promise
    formal: FormalWords
    close: str
    now: Several[OfferedNow]
    about: Several[AboutOffer] = ()
    steps: Several[StepOffers]

    @model_validator(mode="after")
    def steps_are_whole(self) -> Self:
        if [one.step for one in self.steps] != ["prevention", "reactive", "formal"]:
            raise ValueError("the steps are prevention, reactive and formal, in this order")
        no_doubles(
            [
                f"{step.step}.{each.id}"
                for step in self.steps
                for group in step.groups
                for each in group.offers
            ],
            "offer",
        )
        no_doubles([each.id for each in self.about], "offer about a tag")
        return self

    @model_validator(mode="after")
    def every_offer_has_words(self) -> Self:
        """Whatever the rules can offer has words here."""
        worded = [each.id for each in self.now]
        no_doubles([str(each) for each in worded], "offer of a week")
        missing = [each for each in stepped_care.Offer if each not in worded]
        if missing:
            raise ValueError(f"no words for {', '.join(missing)}")
        return self

    def at(self, step: str) -> StepOffers:
        return next(one for one in self.steps if one.step == step)


class Contact(Words):
    """Someone to turn to; who checked the number and when is filled in by the installation."""

    id: str
    kind: Literal["danger", "urgent", "listening", "not_urgent"]
    title: str
    text: str
    hours: str = ""
    call: str = ""
    text_to: str = ""
    checked_on: date | None = None
    checked_by: str | None = None

    @model_validator(mode="after")
    def checked_by_someone_on_a_day(self) -> Self:
        if (self.checked_on is None) != (self.checked_by is None):
            raise ValueError("checked_on and checked_by belong together")
        return self

    @property
    def dial(self) -> str:
        """The number as a telephone wants it, without spaces."""
        return self.call.replace(" ", "")


class Crisis(Words):
    """The contacts of one nation."""

    nation: Literal["england", "scotland", "wales", "northern_ireland"]
    name: str
    contacts: Several[Contact]

    @model_validator(mode="after")
    def danger_comes_first(self) -> Self:
        no_doubles([contact.id for contact in self.contacts], "contact")
        if not self.contacts or self.contacts[0].kind != "danger":
            raise ValueError("the first contact is the one for danger to life")
        return self
