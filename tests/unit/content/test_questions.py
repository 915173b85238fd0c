"""The wording of the check-in is fixed: whoever changes a word changes what later figures mean."""

import pytest

from wellbeing.content.loader import content

NIGHTS = [("0 nights", 0), ("1–2 nights", 1), ("3–4 nights", 2), ("5–7 nights", 3)]
DAYS = [("0 days", 0), ("1–2 days", 1), ("3–4 days", 2), ("5–7 days", 3)]
PRESSURE = [
    ("None", 0),
    ("Some, I could manage it", 1),
    ("A lot, it was hard to manage", 2),
    ("More than I could manage", 3),
]
ASKED = {
    "sleep": (
        (
            "On how many of the last 7 nights did you sleep badly? "
            "(If you work nights: count your main sleeps.)"
        ),
        (
            "Took a long time to fall asleep, woke in the night, woke too early, "
            "or slept much more than usual"
        ),
        NIGHTS,
    ),
    "alert": (
        "On how many of the last 7 days did your body feel tense or on alert?",
        "Tight muscles, fast heartbeat, jumping at noises, headache, upset stomach",
        DAYS,
    ),
    "worry": (
        "On how many days did you feel worried or on edge for a large part of the day?",
        "",
        DAYS,
    ),
    "irritable": (
        "On how many days did you get annoyed or angry more easily than is usual for you?",
        "",
        DAYS,
    ),
    "low": (
        (
            "On how many days did you feel low, flat or numb, "
            "or get no enjoyment from things you usually like?"
        ),
        "",
        DAYS,
    ),
    "avoid": (
        "On how many days did you avoid a person, place, task or message because of how you felt?",
        "For example: not opening emails, not answering the phone, staying away from people",
        DAYS,
    ),
    "op": (
        "How much pressure came from events in your work?",
        "Distressing cases, threats or abuse, a serious incident, a death",
        PRESSURE,
    ),
    "org": (
        "How much pressure came from how work is organised?",
        "Amount of work, staffing, hours, shifts, systems, noise, changes, not enough support",
        PRESSURE,
    ),
    "life": (
        "How much pressure came from your life outside work?",
        "Family, caring, money, health, travel, housing",
        PRESSURE,
    ),
    "support": (
        "Did you get the support you needed from people at work?",
        "",
        [("No", 0), ("A little", 1), ("Mostly", 2), ("Yes", 3), ("I did not need any", None)],
    ),
    "event": (
        (
            "In the last 7 days, did something very frightening, violent or distressing happen "
            "in your work? Do not write any details."
        ),
        (
            "Direct: it happened to you, or you were there. "
            "Second-hand: you heard, read or saw it later"
        ),
        [
            ("No", None),
            ("Yes, directly", None),
            ("Yes, second-hand", None),
            ("Both", None),
            ("I would rather not say", None),
        ],
    ),
    "talk": (
        "Would you like someone to talk with you about how you are?",
        "You choose who and how. They will be told only that you asked",
        [
            ("No, thank you", None),
            ("Yes, in the next few days", None),
            ("Yes, as soon as possible", None),
        ],
    ),
    "impact": (
        "How much did this affect what you needed to do, at work or at home?",
        "",
        [
            ("Not at all", 0),
            ("A little", 1),
            ("A lot", 2),
            ("I could not do things I needed to do", 3),
        ],
    ),
}


@pytest.mark.parametrize("question_id", ASKED)
def test_the_question_is_asked_in_the_agreed_words(question_id):
    question = content().questions.question(question_id)

    title, help_text, choices = ASKED[question_id]
    assert question.title == title
    assert question.help == help_text
    assert [(choice.label, choice.score) for choice in question.choices] == choices


def test_twelve_questions_stand_in_four_parts_and_three_more_follow_from_answers():
    questions = content().questions

    assert [tuple(q.id for q in part.questions) for part in questions.parts] == [
        ("sleep", "alert", "worry"),
        ("irritable", "low", "avoid"),
        ("op", "org", "life", "support"),
        ("event", "talk"),
    ]
    assert [question.id for question in questions.more.questions] == [
        "impact",
        "talk_with",
        "talk_how",
    ]


def test_the_frame_names_the_seven_days_and_says_that_managers_see_nothing():
    frame = content().questions.frame

    shown = frame.seven_days.format(first_day="Thursday 6", last_day="Wednesday 12 June")
    assert shown == "This asks about the last 7 days: Thursday 6 to Wednesday 12 June."
    assert frame.about == (
        "It takes about 90 seconds. You can skip any question. Your manager cannot see your answers."
    )
    assert "Nobody reads your answers as they arrive." in frame.not_read


def test_only_the_six_signs_may_be_usual_for_a_person_and_two_of_them_at_most():
    questions = content().questions

    usual = [question.id for question in questions.every_question if question.may_be_usual]
    assert usual == ["sleep", "alert", "worry", "irritable", "low", "avoid"]
    assert questions.usual.at_most == 2


def test_every_question_says_who_can_see_the_answer():
    for question in content().questions.every_question:
        assert question.who_can_see.startswith("Only you can see this answer.")


def test_exactly_the_answers_that_count_in_team_figures_say_so():
    counted = [
        question.id
        for question in content().questions.every_question
        if "counts in the monthly figure" in question.who_can_see
    ]

    assert counted == ["op", "org", "support"]


def test_nobody_is_asked_about_self_harm_alcohol_or_a_diagnosis_or_for_own_words():
    for question in content().questions.every_question:
        assert question.choices
        asked = f"{question.title} {question.help}".lower()
        assert not any(word in asked for word in ("suicid", "self-harm", "alcohol", "diagnos"))


def test_the_wish_to_talk_says_that_nothing_is_sent_unseen():
    questions = content().questions

    assert "Before you send, the page shows what they will read" in questions.question("talk").note
    for question_id in ("talk_with", "talk_how"):
        assert "in the words the last page shows you" in questions.question(question_id).who_can_see
