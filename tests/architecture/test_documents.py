"""The documents of data protection and safety: what they name exists, and what they never say."""

import re

import pytest

from tests.support.proofs import FIGURES, SHIPPED
from tests.support.sample_documents import FOLDER, of, sample
from tests.support.source import ROOT
from tests.support.wording import forbidden_in
from wellbeing.content.blanks import HAZARDS as HAZARD_BLANKS
from wellbeing.content.blanks import QUESTIONS
from wellbeing.documents.controls import Concern, Control
from wellbeing.documents.hazards_more import HAZARDS
from wellbeing.documents.measured import measured
from wellbeing.documents.threats import THREATS
from wellbeing.documents.writing import as_html, as_markdown

CONCERNS = [*HAZARDS, *THREATS]
CONTROLS = [(concern, one) for concern in CONCERNS for one in concern.controls]
# What no program may claim of itself.
CLAIMS = re.compile(
    r"\b(complian\w*|compl(?:y|ies)|certified|accredited|endorsed by|approved by|guarantees? that|fully safe)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def documents():
    with sample() as settings:
        yield of(settings)


@pytest.mark.parametrize(("concern", "control"), CONTROLS, ids=[one.test for _, one in CONTROLS])
def test_a_control_names_a_test_that_exists_and_figures_that_are_shipped(
    concern: Concern, control: Control
):
    file, _, name = control.test.partition("::")
    source = (ROOT / file).read_text("utf-8")

    assert re.search(rf"^def {name}\(", source, re.MULTILINE), f"{concern.title}: {control.test}"
    for proof in control.measured:
        assert (SHIPPED / f"{proof}.json").is_file(), f"{concern.title}: {proof} is not shipped"
        assert re.search(r"on \d{4}-\d\d-\d\d", measured(proof))


@pytest.mark.parametrize("proof", sorted({each for _, one in CONTROLS for each in one.measured}))
def test_what_is_shipped_of_a_proof_is_what_its_last_run_measured(proof):
    shipped, kept = (folder / f"{proof}.json" for folder in (SHIPPED, FIGURES))

    assert shipped.read_text("utf-8") == kept.read_text("utf-8"), (
        f"run the proof of {kept.name} whole (.ci/long): it writes both, with the day"
    )


@pytest.mark.parametrize("concerns", [HAZARDS, THREATS], ids=["hazards", "threats"])
def test_concerns_are_numbered_and_each_says_what_stays_open(concerns):
    assert [one.number for one in concerns] == list(range(1, len(concerns) + 1))
    assert all(one.harm and one.stays and one.controls for one in concerns)


def test_every_hazard_has_its_blank_and_every_blank_its_place(documents):
    there = {blank.key for one in documents for section in one.sections for blank in section.blanks}

    assert len(HAZARDS) == HAZARD_BLANKS
    assert there == set(QUESTIONS)


def test_nothing_is_filled_in_by_itself_and_every_document_with_a_blank_is_a_draft(documents):
    for one in documents:
        blanks = [blank for section in one.sections for blank in section.blanks]
        assert not any(blank.said for blank in blanks)
        assert one.is_draft == bool(blanks)
        assert not one.is_signed
        assert ("draft" in one.heading) == bool(blanks)


def test_no_document_claims_what_only_people_can_or_says_a_forbidden_word(documents):
    for one in documents:
        text = as_markdown(one)
        assert CLAIMS.findall(text) == [], one.title
        assert forbidden_in(text) == [], one.title


def test_no_document_shows_a_secret_a_path_or_a_name(documents):
    for one in documents:
        for hidden in (
            "secret-key",
            "/backups",
            "/elsewhere",
            "wellbeing-backup-1",
            "@example",
            "wb-doc",
        ):
            assert hidden not in as_markdown(one) + as_html(one), (one.title, hidden)


def test_those_in_the_folder_are_what_the_code_makes_now(documents):
    others = [one.kind.name for one in documents if not is_in_folder(one)]

    assert others == [], (
        "columns, times, roles, figures or words changed; make them anew, read what differs, and commit it: "
        "python -m tests.support.sample_documents"
    )


def is_in_folder(document):
    written = FOLDER / f"{document.kind.name}.md"
    return written.is_file() and written.read_text("utf-8") == as_markdown(document)
