"""Work requests ready to be shown: to the person who asks, and to the one they chose."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wellbeing.content.work_models import WorkWords
from wellbeing.looks import Look
from wellbeing.work_requests.forms import CHANGE
from wellbeing.work_requests.record import Answer
from wellbeing.work_requests.service import Mine, Received


@dataclass(frozen=True)
class ShownAnswer:
    """What was answered."""

    heading: str
    said: str
    on: str


@dataclass(frozen=True)
class ShownMine:
    """A request as its person sees it."""

    id: str
    topic: str
    words: str
    to: str
    sent_on: str
    state: str
    until: str
    looks: tuple[str, ...]
    answer: ShownAnswer | None
    is_open: bool
    reaches_nobody: bool
    put_back_on: str
    # What the form of a new one is filled with, to send it anew.
    again: Mapping[str, str]


@dataclass(frozen=True)
class ShownReceived:
    """A request as its receiver sees it."""

    id: str
    name: str
    topic: str
    words: str
    sent_on: str
    is_opened: bool
    answer: ShownAnswer | None


def shown_mine(said: WorkWords, one: Mine) -> ShownMine:
    return ShownMine(
        id=one.id,
        topic=said.topic(one.topic),
        words=one.words,
        to=one.to,
        sent_on=day_in_words(one.sent_on),
        state=_state(one),
        until=day_in_words(one.remove_on, one.sent_on),
        looks=tuple(_look(each, one.to) for each in one.looks),
        answer=_answer(one.answer),
        is_open=one.taken_back_on is None,
        reaches_nobody=one.reaches_nobody,
        put_back_on=day_in_words(one.put_back_on, one.sent_on) if one.put_back_on else "",
        again={"to": one.to_id, "topic": one.topic, "words": one.words, "stage": CHANGE},
    )


def shown_received(said: WorkWords, one: Received) -> ShownReceived:
    record = one.filed.record
    return ShownReceived(
        id=one.id,
        name=one.name,
        topic=said.topic(record.topic),
        words=one.filed.words,
        sent_on=day_in_words(record.sent_on),
        is_opened=one.is_opened,
        answer=_answer(record.answer),
    )


def day_in_words(day: date, beside: date | None = None) -> str:
    """Write a day; with its year where the day beside it lies in another one."""
    year = f" {day.year}" if beside and beside.year != day.year else ""
    return f"{day:%A} {day.day} {day:%B}{year}"


def _state(one: Mine) -> str:
    if one.taken_back_on is not None:
        return f"Taken back by you on {day_in_words(one.taken_back_on)}"
    if one.put_back_on is not None:
        return "Open to nobody but you"
    if one.answer is not None:
        return f"{one.to} answered on {day_in_words(one.answer.on)}"
    return "Read, and not answered yet" if one.looks else "Not opened yet"


def _answer(answer: Answer | None) -> ShownAnswer | None:
    if answer is None:
        return None
    by = f" by {day_in_words(answer.by)}" if answer.by else ""
    heading = f"What will be done{by}" if answer.will else "This is not possible, and why"
    return ShownAnswer(heading, answer.said, day_in_words(answer.on))


def _look(look: Look, name: str) -> str:
    often = "" if look.times == 1 else f", {look.times} times"
    return f"{name}, {day_in_words(look.on)}{often}"
