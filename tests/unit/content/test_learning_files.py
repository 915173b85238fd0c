"""An organisation's own texts and exercises: what is not whole is refused at start, with its place."""

import re
from importlib.resources import files

import pytest
from pydantic import ValidationError

from wellbeing.content.learning_models import AfterEvent, Exercises, Explainers
from wellbeing.content.loader import ContentError, content, read_content

TEXTS, EXERCISES, EVENT = content().explainers, content().exercises, content().after_event
SHIPPED = files("wellbeing.content")


def with_first(several, **changes):
    return ({**several[0], **changes}, *several[1:])


TOLD, DONE, AFTER = (
    one.model_dump(exclude_defaults=True) for one in (TEXTS, EXERCISES, EVENT)
)  # fmt: skip


def contact(**changes):
    return {"contact": {**AFTER["contact"], **changes}}


@pytest.mark.parametrize(
    ("model", "whole", "change", "told"),
    [
        (Explainers, TOLD, {"shelves": TOLD["shelves"][1:]}, "no text or no shelf for body"),
        (
            Explainers,
            TOLD,
            {"explainers": with_first(TOLD["explainers"], id="sleep")},
            "called sleep",
        ),
        (Explainers, TOLD, {"explainers": with_first(TOLD["explainers"], address="2")}, "called 2"),
        (
            Explainers,
            TOLD,
            {"explainers": with_first(TOLD["explainers"], address="anxiety")},
            "match",
        ),
        (Exercises, DONE, {"kinds": DONE["kinds"][1:]}, "no exercise or no kind for grounding"),
        (
            Exercises,
            DONE,
            {"exercises": with_first(DONE["exercises"], leave_out=())},
            "five-things: needs steps, and when to leave it out",
        ),
        (AfterEvent, AFTER, {"cards": AFTER["cards"][1:]}, "the cards are safety, feelings"),
        (AfterEvent, AFTER, {"aid": AFTER["aid"][1:]}, "connect and coping, in this order"),
        (AfterEvent, AFTER, {"cards": with_first(AFTER["cards"], supporting=())}, "safety needs"),
        (AfterEvent, AFTER, {"contact": {**AFTER["contact"], "last_day": "Soon"}}, "need {day}"),
        (AfterEvent, AFTER, {"contact": {**AFTER["contact"], "last_title": "Soon"}}, "need {days}"),
        (AfterEvent, AFTER, contact(last_day="By {day} {month}"), "need {day}"),
        (AfterEvent, AFTER, contact(first_title="About {days!r}"), "need {days}"),
        (Exercises, DONE, {"minutes": "{minuets} minutes"}, "minutes needs {minutes}"),
        (
            Exercises,
            DONE,
            {"exercises": with_first(DONE["exercises"], id="five/things")},
            "match pattern",
        ),
        (
            Exercises,
            DONE,
            {"exercises": with_first(DONE["exercises"], minutes=0)},
            "greater than 0",
        ),
        (
            AfterEvent,
            AFTER,
            {"sources": with_first(AFTER["sources"], address="javascript:alert(1)")},
            "match pattern",
        ),
    ],
)
def test_a_file_that_is_not_whole_is_refused(model, whole, change, told):
    with pytest.raises(ValidationError, match=re.escape(told)):
        model.model_validate({**whole, **change})


def test_a_kit_that_names_a_text_which_is_not_there_is_refused():
    def read(name):
        text = SHIPPED.joinpath(name).read_text("utf-8")
        return text.replace('"anxiety", "depression"', '"anxiety", "low mood"')

    with pytest.raises(ContentError, match=r"kit\.toml: explainers: there is no text low mood"):
        read_content(read)
