"""The published screens stand here word for word, with their licence: nobody may improve them."""

import configparser
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.source import PACKAGE, ROOT
from wellbeing.screens.published import OFFERED, screen
from wellbeing.stepped_care import Instrument

INSTRUMENTS = PACKAGE / "instruments"
PHQ_4 = {
    "stem": "Over the last 2 weeks, how often have you been bothered by the following problems?",
    "items": (
        "Feeling nervous, anxious or on edge",
        "Not being able to stop or control worrying",
        "Little interest or pleasure in doing things",
        "Feeling down, depressed, or hopeless",
    ),
    "options": (
        ("Not at all", 0),
        ("Several days", 1),
        ("More than half the days", 2),
        ("Nearly every day", 3),
    ),
}
PC_PTSD_5 = {
    "stem": "In the past month, have you…",
    "items": (
        "had nightmares about the event(s) or thought about the event(s) when you did not want to?",
        "tried hard not to think about the event(s) or went out of your way to avoid situations "
        "that reminded you of the event(s)?",
        "been constantly on guard, watchful, or easily startled?",
        "felt numb or detached from people, activities, or your surroundings?",
        "felt guilty or unable to stop blaming yourself or others for the event(s) or any problems "
        "the event(s) may have caused?",
    ),
    "options": (("YES", 1), ("NO", 0)),
}
# Of all words and points of a screen, in their order. A change here needs the original beside it.
HASHES = {
    Instrument.PHQ_4: "9ab75f5c9ae30ab3e62b441db7a8fed4dd92b142ca30b6cc98d0cecb69f17f6d",
    Instrument.PC_PTSD_5: "d241d0ea645bf3cc6eec32823ba559e1e818772e9d1abd678d02f39025c1b671",
}


@pytest.mark.parametrize(
    ("instrument", "words"), [(Instrument.PHQ_4, PHQ_4), (Instrument.PC_PTSD_5, PC_PTSD_5)]
)
def test_question_items_and_answers_are_the_published_ones(instrument, words):
    found = screen(instrument)

    assert found.stem == words["stem"]
    assert tuple(item.text for item in found.items) == words["items"]
    assert tuple((one.label, one.score) for one in found.options) == words["options"]


def test_the_first_question_of_the_pc_ptsd_5_is_the_published_one():
    gate = screen(Instrument.PC_PTSD_5).gate

    assert gate is not None
    assert gate.opening == (
        "Sometimes things happen to people that are unusually or especially frightening, horrible, "
        "or traumatic. For example:"
    )
    assert gate.examples == (
        "a serious accident or fire",
        "a physical or sexual assault or abuse",
        "an earthquake or flood",
        "a war",
        "seeing someone be killed or seriously injured",
        "having a loved one die through homicide or suicide.",
    )
    assert gate.question == "Have you ever experienced this kind of event?"
    assert screen(Instrument.PHQ_4).gate is None


def words_of(instrument):
    found = screen(instrument)
    gate = (found.gate.opening, *found.gate.examples, found.gate.question) if found.gate else ()
    return "\n".join(
        (
            *(found.name, found.full_name, *gate, found.stem),
            *(f"{item.text}|{item.half}" for item in found.items),
            *(f"{option.label}|{option.score}" for option in found.options),
        )
    )


@pytest.mark.parametrize("instrument", OFFERED)
def test_not_a_comma_has_changed(instrument):
    assert sha256(words_of(instrument).encode()).hexdigest() == HASHES[instrument]


@pytest.mark.parametrize(
    ("instrument", "said"),
    [
        (Instrument.PHQ_4, "Copyright © Pfizer Inc."),
        (
            Instrument.PHQ_4,
            "No permission required to reproduce, translate, display or distribute.",
        ),
        (Instrument.PHQ_4, "Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues"),
        (Instrument.PC_PTSD_5, "United States Department of Veterans Affairs"),
        (Instrument.PC_PTSD_5, "public domain"),
        (Instrument.PC_PTSD_5, "Prins"),
    ],
)
def test_the_licence_says_whose_words_these_are_and_on_what_terms(instrument, said):
    assert said in "\n".join(screen(instrument).licence)


@pytest.mark.parametrize("instrument", OFFERED)
def test_each_screen_says_where_its_words_were_found_and_what_is_not_confirmed(instrument):
    source = (INSTRUMENTS / instrument / "SOURCE.md").read_text("utf-8")

    assert source.count("https://") + source.count("http://") >= 2
    assert "## Not confirmed from the original" in source


def test_every_folder_of_words_is_a_screen_the_service_knows():
    folders = {path.name for path in INSTRUMENTS.iterdir() if path.is_dir()}

    assert folders == set(OFFERED)


def test_the_licences_are_shipped_with_the_service():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg", "utf-8")
    licences = setup["metadata"]["license_files"].split()
    package = setup["options.package_data"]["wellbeing"].split()

    for instrument in OFFERED:
        folder = INSTRUMENTS / instrument
        for name in ("LICENCE.txt", "SOURCE.md", "items.toml"):
            inside = (folder / name).relative_to(PACKAGE)
            assert any(inside in as_paths(PACKAGE, pattern) for pattern in package), name
        named = (folder / "LICENCE.txt").relative_to(ROOT)
        assert any(named in as_paths(ROOT, pattern) for pattern in licences)


def as_paths(folder: Path, pattern: str) -> set[Path]:
    return {path.relative_to(folder) for path in folder.glob(pattern)}


def test_the_readme_says_that_the_words_are_not_under_the_licence_of_the_code():
    readme = (ROOT / "README.md").read_text("utf-8").partition("## Licence")[2]

    assert "wellbeing/instruments" in readme
