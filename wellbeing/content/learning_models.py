"""The shape of what can be learned: short texts, exercises, and what helps after a hard event."""

from typing import Annotated, Literal, Self

from pydantic import PositiveInt, StringConstraints, model_validator

from wellbeing.content.guide_models import Source
from wellbeing.content.models import Passage, Several, Words, fills_in, no_doubles

STRATEGIES = ("safety", "feelings", "routine", "treatment")
PARTS_OF_FIRST_AID = (
    "needs",
    "protect",
    "comfort",
    "practical",
    "reactions",
    "connect",
    "coping",
)


class Shelf(Words):
    """Things of one kind, under one heading."""

    id: str
    title: str


class Explainer(Passage):
    """A short text about one thing that is good to know, and what stands behind it."""

    # Others may see the address bar and the list of pages of a browser: it tells nothing.
    address: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,2}$")]
    shelf: str
    in_one_line: str
    basis: str
    sources: Several[Source] = ()


class Explainers(Words):
    """Every short text, in the order of its shelf."""

    title: str
    lead: str
    on_this_device: str
    title_of_a_text: str
    more_title: str
    all_texts: str
    basis_title: str
    shelves: Several[Shelf]
    explainers: Several[Explainer]

    @model_validator(mode="after")
    def every_text_has_its_shelf(self) -> Self:
        no_doubles([one.id for one in self.explainers], "text")
        no_doubles([one.address for one in self.explainers], "address")
        no_doubles([one.id for one in self.shelves], "shelf")
        used, there = {one.shelf for one in self.explainers}, {one.id for one in self.shelves}
        if used != there:
            raise ValueError(f"no text or no shelf for {', '.join(sorted(used ^ there))}")
        return self

    def named(self, explainer_id: str) -> Explainer:
        return next(one for one in self.explainers if one.id == explainer_id)

    def at(self, address: str) -> Explainer | None:
        return next((one for one in self.explainers if one.address == address), None)

    def on(self, shelf: Shelf) -> tuple[Explainer, ...]:
        return tuple(one for one in self.explainers if one.shelf == shelf.id)


class Exercise(Words):
    """Something to do for a few minutes; `leave_out` says when not to."""

    # It stands in the address of the page.
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    kind: Literal["grounding", "breathing", "body", "thoughts", "creative"]
    title: str
    in_one_line: str
    minutes: PositiveInt
    before: str
    steps: Several[str]
    leave_out: Several[str]
    has_circle: bool = False


class Circle(Words):
    """A circle that grows and shrinks with the breath, for whoever switches it on."""

    switch: str
    about: str


class Exercises(Words):
    """Every exercise, and what holds for all of them."""

    title: str
    lead: str
    all_exercises: str
    one_minute: str
    minutes: str
    leave_out_title: str
    stop_title: str
    stop: str
    basis: str
    circle: Circle
    kinds: Several[Shelf]
    exercises: Several[Exercise]

    @model_validator(mode="after")
    def every_exercise_can_be_left_out(self) -> Self:
        no_doubles([one.id for one in self.exercises], "exercise")
        used, there = {one.kind for one in self.exercises}, {one.id for one in self.kinds}
        if used != there:
            raise ValueError(f"no exercise or no kind for {', '.join(sorted(used ^ there))}")
        bare = [one.id for one in self.exercises if not one.steps or not one.leave_out]
        if bare:
            raise ValueError(f"{', '.join(bare)}: needs steps, and when to leave it out")
        if not fills_in(self.minutes, "minutes"):
            raise ValueError("minutes needs {minutes} once and no other braces")
        return self

    def time_of(self, exercise: Exercise) -> str:
        one = exercise.minutes == 1
        return self.one_minute if one else self.minutes.format(minutes=exercise.minutes)

    def named(self, exercise_id: str) -> Exercise | None:
        return next((one for one in self.exercises if one.id == exercise_id), None)

    def of(self, kind: Shelf) -> tuple[Exercise, ...]:
        return tuple(one for one in self.exercises if one.kind == kind.id)


class TwoReadings(Passage):
    """One card, read by the person it happened to, and by whoever supports them."""

    supporting: Several[str]

    @model_validator(mode="after")
    def is_for_both(self) -> Self:
        if not self.supporting or not (self.paragraphs or self.points):
            raise ValueError(f"{self.id} needs words for the person and for who supports them")
        return self


class EventContact(Words):
    """Two times at which somebody can be in touch; the policy says how many days after an event."""

    title: str
    lead: str
    first_title: str
    first: str
    first_day: str
    last_title: str
    last: str
    last_day: str
    now: str
    yes: str
    no: str
    no_about: str
    nobody: str
    asked: str
    asked_link: str

    @model_validator(mode="after")
    def names_its_days(self) -> Self:
        if not all(fills_in(said, "day") for said in (self.first_day, self.last_day)):
            raise ValueError("first_day and last_day need {day} once and no other braces")
        if not all(fills_in(said, "days") for said in (self.first_title, self.last_title)):
            raise ValueError("first_title and last_title need {days} once and no other braces")
        return self


class PracticalHelp(Words):
    """A list to tick for somebody the person chooses; what is ticked stays in the browser."""

    title: str
    title_of_the_page: str
    link: str
    lead: str
    print_hint: str
    groups: Several[Passage]


class AfterEvent(Words):
    """What helps after a distressing event: four strategies and the parts of first aid."""

    title: str
    title_of_the_page: str
    lead: str
    supporting_title: str
    supporting_lead: str
    readings_title: str
    on_this_page: str
    for_me: str
    for_supporter: str
    for_family: str
    cards_title: str
    aid_title: str
    aid_lead: str
    sources_title: str
    cards: Several[TwoReadings]
    aid: Several[TwoReadings]
    urgent: TwoReadings
    practical: PracticalHelp
    usual: Passage
    second_hand: TwoReadings
    not_debriefing: Passage
    contact: EventContact
    sources: Several[Source]

    @model_validator(mode="after")
    def has_its_cards(self) -> Self:
        if [card.id for card in self.cards] != list(STRATEGIES):
            raise ValueError(f"the cards are {_in_order(STRATEGIES)}")
        if [card.id for card in self.aid] != list(PARTS_OF_FIRST_AID):
            raise ValueError(f"the parts of first aid are {_in_order(PARTS_OF_FIRST_AID)}")
        return self


class FamilySheet(Words):
    """One sheet for people at home; it is the same for everyone and names nobody."""

    title: str
    title_of_the_page: str
    lead: str
    print_hint: str
    back: str
    same_for_everyone: str
    help_title: str
    help: str
    parts: Several[Passage]


def _in_order(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}, in this order"
