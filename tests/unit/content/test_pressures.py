"""The two groupings of pressures: each tag once, in words that are fixed, and only two tags move."""

import tomllib
from importlib.resources import files

import pytest
from pydantic import ValidationError

from tests.support.wording import forbidden_in
from wellbeing.content.loader import content
from wellbeing.content.pressure_models import CATEGORIES, GROUPINGS, Pressures

PRESSURES = content().pressures
# By default as the questions were agreed; in the article, workload and environment stand elsewhere.
ASKED = {
    "default": {
        "op": (
            "How much pressure came from events in your work?",
            "Distressing cases, threats or abuse, a serious incident, a death",
        ),
        "org": (
            "How much pressure came from how work is organised?",
            "Amount of work, staffing, hours, shifts, systems, noise, changes, not enough support",
        ),
        "life": (
            "How much pressure came from your life outside work?",
            "Family, caring, money, health, travel, housing",
        ),
    },
    "article": {
        "op": (
            "How much pressure came from events in your work, the amount of work or the place "
            "where you work?",
            "Distressing cases, threats or abuse, a serious incident, a death, amount of work, noise",
        ),
        "org": (
            "How much pressure came from how work is organised?",
            "Staffing, hours, shifts, systems, changes, not enough support",
        ),
        "life": (
            "How much pressure came from your life outside work?",
            "Family, caring, money, health, travel, housing",
        ),
    },
}


def written() -> dict[str, object]:
    text = files("wellbeing.content").joinpath("pressures.toml").read_text("utf-8")
    return tomllib.loads(text)


def tag(read: dict[str, object], tag_id: str) -> dict[str, object]:
    tags = read["tags"]
    assert isinstance(tags, list)
    found: dict[str, object] = next(one for one in tags if one["id"] == tag_id)
    return found


@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("question", ["op", "org", "life"])
def test_each_question_about_pressure_is_asked_in_the_agreed_words(grouping, question):
    asked = content().questions_in(grouping).question(question)

    assert (asked.title, asked.help) == ASKED[grouping][question]


def test_the_default_grouping_is_the_check_in_everybody_knows():
    assert content().questions_in("default") == content().questions


def test_a_grouping_changes_the_words_of_two_questions_and_nothing_else():
    ours, article = content().questions, content().questions_in("article")

    changed = [
        before.id
        for before, after in zip(ours.every_question, article.every_question, strict=True)
        if before != after
    ]
    assert changed == ["op", "org"]
    assert [one.choices for one in ours.every_question] == [
        one.choices for one in article.every_question
    ]
    assert (ours.frame, ours.usual, ours.more) == (article.frame, article.usual, article.more)


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_tag_stands_in_exactly_one_category(grouping):
    placed = [one.id for each in CATEGORIES for one in PRESSURES.tags_of(grouping, each)]

    assert sorted(placed) == sorted(one.id for one in PRESSURES.tags)
    assert len(placed) == 19


def test_only_workload_and_environment_stand_elsewhere_in_the_article():
    moved = {one.id for one in PRESSURES.tags if one.stands.default != one.stands.article}

    assert moved == {"amount-of-work", "place-of-work"}


@pytest.mark.parametrize(
    ("grouping", "question", "families"),
    [
        ("default", "op", {"op"}),
        ("default", "org", {"org"}),
        ("default", "life", {"life"}),
        ("article", "op", {"op", "org"}),
        ("article", "org", {"org"}),
        ("article", "life", {"life"}),
    ],
)
def test_the_actions_a_pressure_calls_for_follow_what_it_asks_about(grouping, question, families):
    assert PRESSURES.families(grouping, question) == families


def test_both_wording_sets_are_free_of_forbidden_words_and_idle_braces():
    for grouping in GROUPINGS:
        for asked in content().questions_in(grouping).every_question:
            said = f"{asked.title} {asked.help}"
            assert forbidden_in(said) == []
            assert not set(said) & {"{", "}"}


def test_a_tag_that_may_not_move_is_refused_elsewhere():
    read = written()
    tag(read, "leadership")["stands"] = {"default": "organisational", "article": "operational"}

    with pytest.raises(ValidationError, match="leadership stands elsewhere in the article"):
        Pressures.model_validate(read)


def test_a_tag_without_a_place_in_one_grouping_is_refused():
    read = written()
    tag(read, "money")["stands"] = {"default": "everyday"}

    with pytest.raises(ValidationError, match="article"):
        Pressures.model_validate(read)


def test_a_tag_that_stands_there_twice_is_refused():
    read = written()
    tag(read, "money")["id"] = "travel"

    with pytest.raises(ValidationError, match="more than one tag is called travel"):
        Pressures.model_validate(read)


def test_a_question_that_would_name_nothing_is_refused():
    read = written()
    tags = read["tags"]
    assert isinstance(tags, list)
    for one in tags:
        if one["stands"]["default"] == "everyday":
            one.pop("asked")

    with pytest.raises(ValidationError, match="default names nothing in the question on everyday"):
        Pressures.model_validate(read)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"question": "How much pressure came from your work?"}, "need {source}"),
        ({"groupings": []}, "the groupings are default, article"),
        ({"categories": []}, "the categories are operational, organisational, everyday"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(change, told):
    with pytest.raises(ValidationError, match=told):
        Pressures.model_validate({**written(), **change})
