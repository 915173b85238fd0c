"""What could go wrong for somebody's health or safety, and what the service does against it."""

from wellbeing.documents.controls import Concern, Control

PROMISES = tuple(
    f"promises-{nation}" for nation in ("england", "scotland", "wales", "northern_ireland")
)

HELP_AND_MESSAGES = (
    Concern(
        1,
        "Somebody says here that they want to harm themselves, and nobody reads it in time",
        "Help comes late or not at all.",
        (
            Control(
                "No question asks about it, and the check-in has no field for own words.",
                "tests/unit/content/test_questions.py::test_nobody_is_asked_about_self_harm_alcohol_or_a_diagnosis_or_for_own_words",
            ),
            Control(
                "No mark, list or colour is made of it, and no setting of the rules can switch one on.",
                "tests/attacks/test_never_list.py::test_2_no_mark_list_or_colour_is_made_of_harm",
            ),
            Control(
                "Help depends on nothing: not on answering, agreeing or signing in.",
                "tests/attacks/test_never_list.py::test_9_help_depends_on_nothing",
            ),
            Control(
                "Whoever is not safe can choose that a named responder is told. They see each step, and where "
                "nobody is there the page says so.",
                "tests/integration/responders/test_calls.py::test_it_goes_from_one_to_the_next_and_its_person_sees_each_step",
            ),
            Control(
                "People read that nobody reads their answers as they arrive, before they take part.",
                "tests/unit/content/test_wording.py::test_consent_says_its_limits",
            ),
        ),
        "A request to a human and a letter have own words. Whoever reads them reads in staffed hours.",
    ),
    Concern(
        2,
        "A help number is wrong, old, or of another nation",
        "Somebody in need reaches nobody.",
        (
            Control(
                "Check-ins do not open while a number was never checked, or longer ago than 180 days.",
                "tests/integration/going_live/test_pages.py::test_each_missing_thing_refuses_to_open_and_is_named",
            ),
            Control(
                "A file of contacts that is broken, or of another nation, is refused as a whole.",
                "tests/unit/content/test_loading_content.py::test_a_slip_in_a_file_is_refused_with_its_place",
            ),
        ),
        "Whether somebody answers at a number, only a person can find out by ringing it.",
    ),
    Concern(
        3,
        "The service is down when somebody needs help or their kit",
        "They stand before a closed door at a bad moment.",
        (
            Control(
                "The help page needs no sign-in, no cookie, no script and no database.",
                "tests/integration/test_help_now.py::test_the_help_page_needs_no_sign_in_no_cookie_and_no_database",
            ),
            Control(
                "Every page that fails shows help.",
                "tests/integration/test_help_now.py::test_with_the_database_gone_every_other_page_says_so_and_shows_help",
            ),
            Control(
                "The kit can be printed on one side, with the numbers on it.",
                "tests/browser/test_kit.py::test_the_kit_fits_on_one_side_of_a4_and_nothing_of_the_screen_is_printed",
            ),
        ),
        "With the whole machine gone no page comes. A telephone number and a person at work stand in then.",
    ),
    Concern(
        4,
        "A supervisor or manager learns how one person is",
        "Somebody is treated worse, or says nothing true from then on.",
        (
            Control(
                "Every route was asked for as everybody, and answered as the access matrix says.",
                "tests/architecture/test_authorisation_sweep.py::test_everybody_reaches_exactly_what_the_matrix_says",
                ("authorisation-sweep",),
            ),
            Control(
                "What a person writes is found on no page, in no file and in no log of anybody else.",
                "tests/attacks/test_canaries.py::test_nobody_meets_the_words_of_another_person",
            ),
            Control(
                "Nobody is told anything silently, and no mail says a step or a request.",
                "tests/attacks/test_never_list.py::test_1_nobody_is_told_silently",
            ),
        ),
        "What somebody tells others, or leaves open on a screen, no program can take back.",
    ),
    Concern(
        5,
        "The rules offer too little, and somebody feels falsely safe",
        "They wait longer before they look for help.",
        (
            Control(
                "A worse week never lowers the step.",
                "tests/unit/stepped_care/test_properties.py::test_a_worse_latest_week_never_lowers_the_step",
            ),
            Control(
                "Agreed cases are kept as files, and the rules do in each what was agreed.",
                "tests/unit/stepped_care/test_cases.py::test_the_engine_does_what_was_agreed",
            ),
            Control(
                "No page says that all is well.",
                "tests/attacks/test_never_list.py::test_5_nobody_is_told_that_all_is_well",
            ),
        ),
        "The score has not been validated. Anybody can ask for more support whatever the rules say.",
    ),
)
