"""Content files are read strictly: whatever is wrong in any of them is said at once."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files

import pytest
from pydantic import ValidationError

from wellbeing.content.loader import ContentError, content, read_content


def shipped(name: str) -> str:
    return files("wellbeing.content").joinpath(name).read_text("utf-8")


def reading(**changed: Callable[[str], str]) -> Callable[[str], str]:
    """Read the shipped files, some of them changed by a function of their text."""

    def read(name: str) -> str:
        change = changed.get(name.removesuffix(".toml").replace("/", "_"))
        return change(shipped(name)) if change else shipped(name)

    return read


def without(text: str, table: str) -> str:
    """Leave out one table of a list, up to the next table."""
    begins = text.index(table)
    return text[:begins] + text[text.index("[[", begins + 2) :]


def test_the_shipped_content_is_read_once():
    assert content() is content()


def test_all_faults_of_all_files_are_told_together():
    with pytest.raises(ContentError) as told:
        read_content(
            reading(
                kit=lambda text: text.replace(
                    'title = "My warning signs"', 'titel = "My warning signs"'
                ),
                crisis_wales=lambda text: text.replace('kind = "urgent"', 'kind = "soon"'),
                words=lambda text: text.replace("{link}", "here"),
                consent=lambda text: "= nonsense",
                questions=lambda text: text.replace("may_be_usual = true", 'may_be_usual = "yes"'),
            )
        )

    lines = str(told.value).splitlines()
    assert {line.split(":")[0] for line in lines} == {
        "kit.toml",
        "crisis/wales.toml",
        "words.toml",
        "consent.toml",
        "questions.toml",
    }
    assert any("sections.0.titel" in line for line in lines)
    assert any("contacts.1.kind" in line for line in lines)
    assert any("the body needs {link}" in line for line in lines)


def test_a_file_that_cannot_be_read_is_named():
    def read(name: str) -> str:
        if name == "kit.toml":
            raise FileNotFoundError(2, "No such file or directory")
        return shipped(name)

    with pytest.raises(ContentError, match=r"kit.toml: cannot be read \(No such file"):
        read_content(read)


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        (
            "questions",
            lambda t: t.replace('id = "alert"', 'id = "sleep"'),
            "question is called sleep",
        ),
        ("questions", lambda t: t.replace('value = "both"', 'value = "none"'), "choice of event"),
        ("questions", lambda t: t.replace('"pressure"', '"presure"'), "choices"),
        ("questions", lambda t: "version = 1\nparts = 3", "parts"),
        (
            "questions",
            lambda t: t.replace('id = "op"', 'id = "op"\ntitle = "How much?"'),
            "the title and help of op stand in pressures.toml",
        ),
        ("questions", lambda t: t.replace('in_short = "worry"\n', ""), "worry is a sign and needs"),
        ("questions", lambda t: t.replace('pressure = "everyday"\n', ""), "life has no title"),
        (
            "questions",
            lambda t: t.replace('pressure = "everyday"', 'pressure = "operational"'),
            "op, org and life ask about",
        ),
        ("kit", lambda t: t.replace('id = "armour"', 'id = "tank"'), "section is called tank"),
        (
            "kit",
            lambda t: t.replace('id = "relax"', 'id = "enjoy"'),
            "list of tank is called enjoy",
        ),
        ("kit", lambda t: t.replace('id = "limits"', 'id = "print"', 1), "may be called print"),
        (
            "kit",
            lambda t: t.replace('lists = ["behaviour"]', 'lists = ["doing"]'),
            "no list doing in signs",
        ),
        ("offers", lambda t: t.replace('step = "formal"', 'step = "reactive"'), "in this order"),
        ("offers", lambda t: t.replace('id = "buddy"', 'id = "grow"'), "prevention.grow"),
        ("after_event", lambda t: t.replace('id = "routine"', 'id = "rest"'), "in this order"),
        ("offers", lambda t: t.replace('pressures = ["life"]', ""), "life-prevention needs"),
        ("offers", lambda t: t.replace('id = "review"', 'id = "phq_4"'), "is called phq_4"),
        ("offers", lambda t: t.replace('id = "review"', 'id = "reviews"'), "now.6.id"),
        ("offers", lambda t: without(t, '[[now]]\nid = "review"'), "no words for review"),
        ("offers", lambda t: t.replace('id = "work_events"', 'id = "phq_4"'), "phq_4 needs a why"),
        (
            "offers",
            lambda t: t.replace('title = "Ask for talking therapy"', 'title = " "'),
            "title",
        ),
        ("crisis_england", lambda t: t.replace('kind = "danger"', 'kind = "urgent"'), "danger"),
        (
            "crisis_england",
            lambda t: t.replace('id = "shout"', 'id = "urgent"'),
            "contact is called",
        ),
        ("crisis_england", lambda t: t.replace('"england"', '"scotland"'), "belongs to scotland"),
        ("crisis_england", lambda t: t + "checked_on = 2025-01-31\n", "belong together"),
    ],
)
def test_a_slip_in_a_file_is_refused_with_its_place(file, change, told):
    with pytest.raises(ContentError) as refused:
        read_content(reading(**{file: change}))

    assert told in str(refused.value)


def test_an_installation_can_put_its_own_file_in_place_of_ours(tmp_path):
    (tmp_path / "crisis").mkdir()
    own = shipped("crisis/wales.toml") + 'checked_on = 2025-01-31\nchecked_by = "Ann, lead"\n'
    (tmp_path / "crisis" / "wales.toml").write_text(own, "utf-8")

    wales = content(tmp_path).crisis_contacts("wales")[0]

    assert wales.contacts[-1].checked_on == date(2025, 1, 31)
    assert wales.contacts[-1].checked_by == "Ann, lead"
    assert content(tmp_path).kit == content().kit


def test_nobody_can_change_content_at_run_time():
    with pytest.raises(ValidationError):
        content().kit.title = "Another"
    assert isinstance(content().kit.sections, tuple)


def test_a_part_that_is_not_there_cannot_be_asked_for():
    with pytest.raises(StopIteration):
        content().explainers.named("weather")
