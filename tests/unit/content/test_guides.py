"""The guides for supervisors and the team agreement: their fixed order, and what they must say."""

import re
from importlib.resources import files

import pytest
from pydantic import ValidationError

from wellbeing.content.agreement_models import AgreementWords
from wellbeing.content.guide_models import Conversation, ReflectiveSupervision
from wellbeing.content.loader import content

CONVERSATION = content().conversation


def words_of(*passages):
    return " ".join(text for one in passages for text in (*one.paragraphs, *one.points))


def test_a_conversation_has_before_during_and_after_and_five_ways_to_listen():
    assert [part.id for part in CONVERSATION.parts] == ["before", "during", "after"]
    assert [one.id for one in CONVERSATION.principles] == [
        "presence",
        "empathy",
        "body",
        "paraphrase",
        "open",
    ]
    assert all(one.do and one.say and one.not_say for one in CONVERSATION.principles)


def test_eye_contact_is_never_expected():
    body = next(one for one in CONVERSATION.principles if one.id == "body")

    assert any("Do not expect anyone to look you in the eye" in said for said in body.do)
    assert "No eye contact is needed" in words_of(CONVERSATION.adjustments)


def test_the_work_comes_before_the_person():
    during = next(part for part in CONVERSATION.parts if part.id == "during")

    assert any("Begin with the work" in said for said in during.points)
    assert any("Note only these things" in said for said in during.points)


def test_when_someone_is_not_safe_the_guide_asks_directly_calls_for_help_and_rates_nothing():
    said = words_of(CONVERSATION.not_safe)

    assert "Ask directly and kindly" in said
    assert "999" in said
    assert "call 111 together, or in Northern Ireland Lifeline" in said
    assert "Do not judge how likely it is" in said
    assert "Do not leave the person alone" in said


def test_no_guide_promises_more_than_the_studies_found():
    said = words_of(CONVERSATION.evidence)

    assert "only 32 of them answered then, and no other group was compared" in said
    assert "How staff felt did not change" in said


def test_the_agenda_of_supervision_fills_its_time():
    told = content().reflective_supervision

    assert told.length == 90
    assert sum(item.minutes for item in told.agenda) == 90
    assert [place.id for place in told.places] == ["in-person", "remote"]


def test_an_agreement_is_about_respect_and_open_talk_first():
    parts = content().agreement.parts

    assert [part.id for part in parts][:2] == ["respect", "open"]
    assert all(part.ideas for part in parts)


@pytest.mark.parametrize(
    ("model", "whole", "change", "told"),
    [
        (Conversation, CONVERSATION, {"parts": ()}, "before, during and after"),
        (Conversation, CONVERSATION, {"principles": ()}, "the principles are presence"),
        (
            ReflectiveSupervision,
            content().reflective_supervision,
            {"length": 60},
            "must add up to 60",
        ),
        (AgreementWords, content().agreement, {"who_can_see": "Everyone"}, "needs {team}"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(model, whole, change, told):
    with pytest.raises(ValidationError, match=re.escape(told)):
        model.model_validate({**whole.model_dump(exclude_defaults=True), **change})


@pytest.mark.parametrize(
    "name", ["conversation", "reflective_supervision", "team_meeting", "cannot_see"]
)
def test_every_guide_names_its_sources(name):
    told = getattr(content(), name)

    assert told.sources
    assert all(one.address.startswith("https://") for one in told.sources)
    assert "[[sources]]" in files("wellbeing.content").joinpath(f"{name}.toml").read_text("utf-8")
