"""Consent, welcome, kit, explainers and mail: what they must say, and that they are easy to read."""

import pytest

from tests.support.reading import grade_of, sentences_of, words_of
from wellbeing.content.loader import content
from wellbeing.settings import NATIONS

FILES = (
    "questions.toml",
    "offers.toml",
    "explainers.toml",
    "support.toml",
    "welcome.toml",
    "consent.toml",
    "kit.toml",
    "words.toml",
    "screens.toml",
    "pressures.toml",
    "after_event.toml",
    "team_meeting.toml",
    "cannot_see.toml",
    "conversation.toml",
    "reflective_supervision.toml",
    "agreement.toml",
    "exercises.toml",
    "family.toml",
    *(f"crisis/{nation}.toml" for nation in NATIONS),
)
MOST_WORDS = 28
HARDEST_GRADE = 8.0
WISHFUL = ("well done", "great job", "keep it up", "you should have", "don't worry", "streak")


@pytest.mark.parametrize("name", FILES)
def test_no_sentence_is_long(name):
    long = [said for said in sentences_of(name) if len(words_of(said)) > MOST_WORDS]

    assert long == []


@pytest.mark.parametrize("name", FILES)
def test_a_twelve_or_thirteen_year_old_could_read_it(name):
    assert grade_of(sentences_of(name)) <= HARDEST_GRADE


def test_the_measure_of_reading_knows_hard_from_easy():
    hard = [
        "Institutional considerations necessitate comprehensive organisational reconfiguration."
    ]

    assert grade_of(hard) > 20
    assert grade_of(["The cat sat on the mat."]) < 2


@pytest.mark.parametrize("name", FILES)
def test_nothing_praises_or_blames(name):
    said = " ".join(sentences_of(name)).lower()

    assert [phrase for phrase in WISHFUL if phrase in said] == []


def test_consent_has_exactly_the_headings_of_informed_consent():
    assert [section.title for section in content().consent.sections] == [
        "Benefits and limits",
        "Confidentiality",
        "Technology problems",
        "Emergency protocols",
        "Expected response times",
        "Rules for email and text outside arranged meetings",
        "Identity",
        "Capacity to consent",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "It is never used for performance, absence, capability or regulators.",
        "A court can order your organisation to hand over what is stored about you.",
        "A subject-access request: you can ask for everything that is held about you.",
        "A freedom-of-information request can reach the published figures",
        "If you tell a person that a life is in danger, that person may have to get help",
        "Nobody reads your answers as they arrive.",
        "You can stop at any time on this page, as easily as you agreed",
        "What you sent before is kept for you, and still counts in the figure of its month",
    ],
)
def test_consent_says_its_limits(said):
    consent = content().consent

    assert said in "\n".join(
        text for section in consent.sections for text in (*section.paragraphs, *section.points)
    )


def test_consent_is_versioned_voluntary_and_asked_again_every_year():
    consent = content().consent

    assert consent.version == "4"
    assert consent.again_after_days == 365
    assert "no consequence" in consent.voluntary


def test_the_kit_has_its_parts_and_professional_help_is_always_in_it():
    kit = content().kit

    assert [section.id for section in kit.sections] == [
        "signs",
        "tank",
        "armour",
        "people",
        "limits",
        "hard-day",
        "helping-me",
        "professional-help",
    ]
    lists = {section.id: [one.id for one in section.lists] for section in kit.sections}
    assert lists["signs"] == ["body", "feelings", "behaviour"]
    assert lists["tank"] == ["exercise", "relax", "enjoy"]
    assert lists["armour"] == ["identity", "support", "competence"]
    assert lists["helping-me"] == ["helps", "contact", "adjustments"]
    people = next(one for section in kit.sections for one in section.lists if one.id == "people")
    assert [part.label for part in people.parts] == ["Who", "How to reach them", "When to call"]
    assert "Depression is an illness" in kit.professional_help.paragraphs[0]


def test_depression_is_called_an_illness_that_gets_better_with_the_right_help():
    said = content().explainers.named("depression").paragraphs[0]

    assert said.startswith("Depression is an illness, and it gets better with the right help.")


def test_after_an_event_four_cards_say_what_helps_and_name_the_treatments_that_work():
    page = content().after_event
    said = " ".join(text for card in page.cards for text in (*card.paragraphs, *card.points))

    assert [card.id for card in page.cards] == ["safety", "feelings", "routine", "treatment"]
    assert "trauma-focused CBT and EMDR" in said
    assert "Recovery takes time. Most people feel clearly better" in said
    assert "Nobody should press you to go over what happened" in said
    assert "debrief" not in said.lower()


def test_every_explainer_is_read_in_under_two_minutes():
    for explainer in content().explainers.explainers:
        text = " ".join((*explainer.paragraphs, *explainer.points))
        assert len(words_of(text)) < 300


def test_mail_holds_a_link_and_nothing_about_anyone():
    mails = content().mails
    for mail in (mails.policy, mails.request, mails.weekly):
        said = f"{mail.subject} {mail.body}".lower()
        assert "{link}" in said
        assert not any(
            word in said for word in ("step", "answers", "reactive", "check-in", "wellbeing", "kit")
        )
