"""The second half of what could go wrong for somebody's health or safety."""

from wellbeing.documents.controls import Concern, Control
from wellbeing.documents.hazards import HELP_AND_MESSAGES, PROMISES

EFFECT_AND_DATA = (
    Concern(
        6,
        "The rules suggest more than is needed",
        "Somebody is frightened, or it costs them at work.",
        (
            Control(
                "No history and no press begins anything by itself, and nobody is told whom the person "
                "did not choose.",
                "tests/integration/formal/test_no_effect_without_a_human.py::test_no_press_begins_it_and_nobody_is_told_whom_nobody_chose",
                ("no-effect-without-a-human",),
            ),
            Control(
                "The database itself refuses formal support without a human, a reason and the person's "
                "agreement.",
                "tests/integration/formal/test_constraints.py::test_no_intervention_can_be_written_without_human_reason_and_agreement",
            ),
            Control(
                "Whoever decides has opened what the person shared, and gives a reason.",
                "tests/integration/formal/test_deciding.py::test_who_decides_has_opened_what_was_shared",
            ),
            Control(
                "The person can close the offer and go back to prevention.",
                "tests/journeys/test_check_in_step.py::test_closing_the_offer_asks_once_and_goes_back_to_prevention",
            ),
        ),
        "How a conversation goes after that is in the hands of people.",
    ),
    Concern(
        7,
        "Somebody sees what belongs to another person",
        "The most private words are read by the wrong one.",
        (
            Control(
                "A sealed value opens in its own place alone.",
                "tests/unit/test_sealed.py::test_a_value_moved_to_another_place_cannot_be_opened_there",
            ),
            Control(
                "No word of a person is in the download of another.",
                "tests/integration/records/test_my_data.py::test_no_word_of_a_person_is_in_the_download_of_another",
            ),
            Control(
                "What an ended session kept is shown to its person and not to the next one.",
                "tests/attacks/test_sent_too_late.py::test_what_an_ended_session_kept_is_shown_to_its_person_and_not_to_the_next",
            ),
            Control(
                "Drawings of many readers at once never mix.",
                "tests/faults/test_drawings.py::test_no_reader_is_ever_handed_the_picture_of_another",
                ("drawings-never-mix",),
            ),
        ),
        "An address for a link in the roster that is not the person's own leads to the wrong one.",
    ),
    Concern(
        8,
        "A request to a human is lost, or waits longer than was said",
        "Somebody who dared to ask is left alone.",
        (
            Control(
                "A year of requests with absences: none was lost, and nobody waited past a promise in silence.",
                "tests/integration/support/test_a_year_of_promises.py::test_nothing_is_lost_and_nobody_waits_in_silence",
                PROMISES,
            ),
            Control(
                "By when it is read is said in the right words at every hour of a year.",
                "tests/unit/support/test_promising.py::test_every_hour_of_a_year_is_promised_in_the_right_words",
                ("promise-words",),
            ),
            Control(
                "Notices outlive a process that is killed.",
                "tests/faults/test_relay_kill.py::test_a_sender_that_is_killed_loses_nothing_and_doubles_one_notice_a_kill_at_most",
                ("relay-kill",),
            ),
            Control(
                "Where nobody is there nothing is promised.",
                "tests/attacks/test_never_list.py::test_6_no_reply_is_promised_where_nobody_is_there",
            ),
        ),
        "Staffed hours are as true as the organisation keeps them.",
    ),
    Concern(
        9,
        "A kit or answers are lost",
        "What somebody prepared for a hard day is not there on that day.",
        (
            Control(
                "Processes were killed while check-ins were sent: nothing acknowledged was lost or doubled.",
                "tests/faults/test_kill.py::test_nothing_acknowledged_is_lost_and_nothing_is_doubled",
                ("kill",),
            ),
            Control(
                "Power was cut at many points of what is written: whoever was told “saved” found it saved.",
                "tests/faults/test_power_cut.py::test_nothing_acknowledged_is_lost_and_the_ways_we_refuse_lose_something",
            ),
            Control(
                "A line that was taken out can be put back for seven days.",
                "tests/integration/first_aid_kit/test_putting_back.py::test_a_line_can_be_put_in_again_for_seven_days_to_the_second",
            ),
            Control(
                "Two windows never write over each other in silence.",
                "tests/browser/test_kit.py::test_two_windows_that_keep_one_line_never_overwrite_in_silence",
            ),
            Control(
                "A backup is put back whole, on a machine that has nothing else.",
                "tests/integration/backup/test_there_and_back.py::test_everything_comes_back_and_the_machine_needs_nothing_else",
            ),
        ),
        "Without the key file nothing opens, ever. Keep its copy, and try a backup once a month.",
    ),
    Concern(
        10,
        "Being asked every week tires or upsets people",
        "They feel watched, or answer without thinking.",
        (
            Control(
                "Not answering moves no step.",
                "tests/unit/stepped_care/test_properties.py::test_a_gap_never_moves_a_step",
            ),
            Control(
                "A pause of up to eight weeks looks to others as leave does.",
                "tests/integration/checkins/test_quiet_weeks.py::test_a_pause_of_eight_weeks_is_kept_and_looks_as_leave_does",
            ),
            Control(
                "Nobody is chased by name, and no page praises or blames.",
                "tests/attacks/test_never_list.py::test_11_nobody_is_chased_by_name",
            ),
        ),
        "Whether people find it bearable, only they can say. Ask them.",
    ),
    Concern(
        11,
        "A message or a shared device shows somebody at home that it is used",
        "Somebody who lives with violence is put in danger.",
        (
            Control(
                "Nothing on the device knows what was written on it.",
                "tests/browser/test_shared_device.py::test_nothing_on_the_device_knows_what_was_written_on_it",
            ),
            Control(
                "Every notice is the same for everyone.",
                "tests/integration/messages/test_outbox.py::test_a_notice_is_the_same_bytes_for_everyone",
            ),
            Control(
                "One press leaves at once and ends the session.",
                "tests/browser/test_first_visit.py::test_leaving_ends_the_session_at_once",
            ),
        ),
        "Somebody who looks over a shoulder, or has put a program on the telephone, sees the screen.",
    ),
    Concern(
        12,
        "A figure of a team shows who in it struggles",
        "The one who is recognised is asked, or left out.",
        (
            Control(
                "Attacks with the help of everybody else were tried on made-up organisations.",
                "tests/attacks/test_short_suite.py::test_every_attack_on_what_is_published_stays_below_its_mark",
                ("attacks",),
            ),
            Control(
                "What is out never changes, whatever is sent, deleted or reorganised later.",
                "tests/attacks/test_nothing_moves.py::test_no_byte_of_a_page_a_picture_or_a_file_changes",
            ),
            Control(
                "What is shown follows from roster and calendar alone, not from who answered.",
                "tests/attacks/test_side_channels.py::test_status_size_marks_and_work_are_the_same_whoever_answered_what",
            ),
        ),
        "What a whole group's figure says about its members stays: this team is strained, so one of it may be.",
    ),
)
HAZARDS = (*HELP_AND_MESSAGES, *EFFECT_AND_DATA)
