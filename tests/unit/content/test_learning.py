"""Texts, exercises and what helps after a hard event: what they must say, and how short and plain."""

import re
from dataclasses import dataclass
from importlib.resources import files

import pytest

from tests.support.reading import grade_of, sentences_in, words_of
from wellbeing.content.loader import content

TEXTS, EXERCISES = content().explainers, content().exercises
EVENT, FAMILY = content().after_event, content().family
# Two minutes at 150 words a minute, which is slow; a grade and five years make an age.
TWO_MINUTES = 300
TWELVE_YEARS = 7.0
IDIOMS = (
    "at the end of the day", "under the weather", "fall apart", "get a grip", "on the same page",
    "the elephant in", "think outside", "hit the wall", "running on empty", "bottle up",
    "burn the candle", "on top of the world", "bite off", "step in the right direction",
)  # fmt: skip
# Each is in a source that the text names; the others say whom to call.
SOURCED = {
    "burnout": {"1,359", "73", "26", "91"},
    "supervision": {"90"},
    "treatment": {"429", "81"},
}
# In every nation: 111 is not dialled in Northern Ireland, and other numbers stand in the files of a nation.
TO_CALL = {"999"}


@dataclass(frozen=True)
class Text:
    """One thing somebody reads in one go."""

    name: str
    said: tuple[str, ...]


def body(told):
    return (*told.paragraphs, *told.points)


def numbers_in(told):
    return set(re.findall(r"\d[\d,]*", " ".join(body(told)).replace("100", ""))) - TO_CALL


FOR_BOTH = (*EVENT.cards, *EVENT.aid, EVENT.urgent, EVENT.second_hand)
ALL = (
    *(Text(one.id, (one.in_one_line, *body(one), one.basis)) for one in TEXTS.explainers),
    *(
        Text(one.id, (one.in_one_line, one.before, *one.steps, *one.leave_out, EXERCISES.stop))
        for one in EXERCISES.exercises
    ),
    *(Text(card.id, body(card)) for card in FOR_BOTH),
    *(Text(f"{card.id}, supporting", card.supporting) for card in FOR_BOTH),
    *(Text(told.id, body(told)) for told in (EVENT.usual, EVENT.not_debriefing)),
    *(Text(f"family, {part.id}", body(part)) for part in FAMILY.parts),
    *(Text(f"practical help, {group.id}", body(group)) for group in EVENT.practical.groups),
)


@pytest.mark.parametrize("text", ALL, ids=lambda text: text.name)
def test_each_text_is_short_and_a_twelve_year_old_could_read_it(text):
    sentences = sentences_in(text.said)

    assert sum(len(words_of(one)) for one in sentences) < TWO_MINUTES
    assert grade_of(sentences) <= TWELVE_YEARS


def test_no_text_uses_an_idiom_or_finds_out_what_somebody_has():
    said = " ".join(one for text in ALL for one in text.said).lower()

    assert [phrase for phrase in IDIOMS if phrase in said] == []
    assert re.findall(r"you (?:have|suffer from) (?:depression|anxiety|ptsd|burnout)", said) == []


def test_everything_that_was_agreed_on_can_be_read():
    assert {one.id for one in TEXTS.explainers} == {
        "anxiety", "depression", "stress-and-trauma", "recovery", "burnout", "sleep",
        "supervision", "boundaries", "online", "steps", "rights",
    }  # fmt: skip
    assert {"anxiety", "depression"} <= set(content().kit.explainers)
    assert TEXTS.at(TEXTS.explainers[0].address) == TEXTS.explainers[0]
    assert TEXTS.at("none") is None


@pytest.mark.parametrize("one", TEXTS.explainers, ids=lambda one: one.id)
def test_a_number_is_never_given_without_a_source(one):
    assert numbers_in(one) == SOURCED.get(one.id, set())
    assert one.sources


def test_after_an_event_only_one_study_gives_numbers():
    for card in (*FOR_BOTH, EVENT.usual):
        assert numbers_in(card) == SOURCED.get(card.id, set())
    for card in FOR_BOTH:
        assert set(re.findall(r"\d+", " ".join(card.supporting))) <= TO_CALL


def test_every_source_has_an_address():
    sources = [*EVENT.sources, *(each for one in TEXTS.explainers for each in one.sources)]

    assert [each.name for each in sources if not each.address.startswith("http")] == []


def test_what_trauma_can_do_reaches_body_self_work_and_family():
    said = " ".join(body(TEXTS.named("stress-and-trauma")))

    for part in ("The body may stay on alert", "how you see yourself and others", "work and your"):
        assert part in said
    assert "drink more" in said


def test_safety_online_names_settings_passwords_and_what_to_do_about_abuse():
    said = " ".join(body(TEXTS.named("online")))

    for part in ("only friends see", "long password", "abuses you online", "Tell your employer"):
        assert part in said


def test_the_three_steps_are_offers_and_claim_no_endorsement():
    steps = TEXTS.named("steps")

    assert "A step says what is offered" in " ".join(steps.paragraphs)
    assert "who have not endorsed them" in steps.basis


def test_after_an_event_four_ways_help_and_first_aid_has_its_seven_parts():
    assert [card.title for card in EVENT.cards] == [
        "A sense of safety",
        "Saying how it feels",
        "Normal routines",
        "Treatments that work",
    ]
    assert [card.id for card in EVENT.aid] == [
        "needs", "protect", "comfort", "practical", "reactions", "connect", "coping",
    ]  # fmt: skip


def test_nobody_is_asked_what_happened_and_first_aid_is_not_debriefing():
    supporting = " ".join(said for card in (*EVENT.cards, *EVENT.aid) for said in card.supporting)
    said = " ".join(body(EVENT.not_debriefing))

    assert "Do not ask what happened" in supporting
    assert "Psychological first aid is not debriefing" in EVENT.not_debriefing.title
    assert "this service never offers it" in said
    assert "nobody has to talk" in said
    assert "Do not ask what happened" in " ".join(one for p in FAMILY.parts for one in p.points)


def test_who_may_be_in_danger_is_told_whom_to_call_and_so_is_whoever_supports_them():
    mine, theirs = " ".join(EVENT.urgent.points), " ".join(EVENT.urgent.supporting)
    family = " ".join(said for part in FAMILY.parts for said in part.points)

    for said in (mine, theirs):
        assert "In danger call 999" in said
        assert "'I need help now' has more numbers" in said
    assert "If you think about ending your life" in mine
    for said in (theirs, family):
        assert "they do not want to live, ask about it, kindly and directly. " in said
        assert "Stay with them" in said
    assert "do not feel safe at home, call 999" in family


def test_what_differs_between_the_nations_is_said_for_each():
    treatment = " ".join(body(EVENT.cards[-1]))
    rights = " ".join(body(TEXTS.named("rights")))

    assert "In Scotland, Wales and Northern Ireland, ask your GP" in treatment
    assert "In Northern Ireland: the Labour Relations Agency or Advice NI" in rights


def test_a_right_is_named_only_where_the_law_gives_it():
    rights = " ".join(body(TEXTS.named("rights")))

    assert "In a formal hearing about discipline, or about a complaint of yours" in rights
    assert "Where the law calls it a disability, your employer has to make" in rights
    assert "There are a few limits, such as an order of a court." in rights


def test_nobody_is_told_to_keep_silent_where_something_has_to_be_reported():
    protect = EVENT.aid[1]

    assert "Some things have to be reported" in " ".join(protect.points)
    assert "If a report has to be made, stay with them" in " ".join(protect.supporting)


def test_the_list_of_practical_help_begins_with_the_work_and_says_that_ticks_are_not_kept():
    assert EVENT.practical.groups[0].id == "work"
    assert "Nothing you tick is kept or sent." in EVENT.practical.lead


def test_second_hand_counts():
    assert EVENT.second_hand.paragraphs[0].startswith("It counts.")
    assert any("Second-hand is real" in said for said in EVENT.second_hand.supporting)


def test_recovery_has_its_time_and_no_promise():
    said = " ".join(body(EVENT.usual))

    assert "Most people recover" in said
    assert "Recovery takes time" in said
    assert "After about four weeks: look back" in said


def test_every_exercise_says_when_to_leave_it_out_and_that_it_can_be_stopped():
    assert {kind.id for kind in EXERCISES.kinds} >= {"grounding", "breathing", "creative"}
    assert all(one.leave_out for one in EXERCISES.exercises)
    assert EXERCISES.stop.startswith("Stop when it does not feel right")
    assert EXERCISES.named("none") is None


def test_the_circle_takes_the_time_that_the_words_beside_it_say():
    look = (files("wellbeing") / "static" / "wellbeing.css").read_text("utf-8")

    assert "animation: breath 10s ease-in-out 6" in look
    assert re.search(r"@keyframes breath \{[^}]*\}\s*40% \{ transform: scale\(1\)", look)
    for said in ("four seconds: breathe in", "for six: breathe out", "After six breaths"):
        assert said in EXERCISES.circle.about
