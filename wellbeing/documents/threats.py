"""What could go wrong with people's data, by whom, and what the service does against it."""

from wellbeing.documents.controls import Concern, Control

FROM_INSIDE = (
    Concern(
        1,
        "Somebody at work opens another person's page, or tries addresses until one opens",
        "Answers, steps or kits are read by a colleague.",
        (
            Control(
                "One guard stands before every page, made from the access matrix. What one may not see "
                "answers as if it were not there.",
                "tests/architecture/test_authorisation_sweep.py::test_everybody_reaches_exactly_what_the_matrix_says",
                ("authorisation-sweep",),
            ),
            Control(
                "No address carries a person's id.",
                "tests/architecture/test_authorisation_sweep.py::test_no_route_carries_a_persons_id",
            ),
        ),
        "Somebody who knows a colleague's password is that colleague to the service.",
    ),
    Concern(
        2,
        "A supervisor looks at figures before and after somebody answers, or moves people between teams",
        "One person's answer is reckoned from the difference.",
        (
            Control(
                "Figures come out once and never change.",
                "tests/attacks/test_looking_again.py::test_before_and_after_an_answer_every_byte_is_the_same",
            ),
            Control(
                "Attacks with the help of everybody else were tried on made-up organisations.",
                "tests/attacks/test_short_suite.py::test_every_attack_on_what_is_published_stays_below_its_mark",
                ("attacks",),
            ),
            Control(
                "A team made around one person shows nothing before the next cycle.",
                "tests/attacks/test_looking_again.py::test_a_team_made_of_one_person_and_seven_strangers_shows_nothing_before_the_next_cycle",
            ),
            Control(
                "A person can leave their answers out of all figures, and nobody can tell that from not answering.",
                "tests/integration/history/test_left_out.py::test_what_is_left_out_is_to_figures_what_was_never_answered",
            ),
            Control(
                "Rebuilding a team again and again brings no more than the limit.",
                "tests/attacks/test_rebuilding.py::test_a_team_is_rebuilt_in_vain_in_whatever_way",
            ),
        ),
        "The limit is not nothing. The privacy report gives it in numbers.",
    ),
    Concern(
        3,
        "Somebody asks for a list: who has not answered, who is on which step, who asked for help",
        "People are chased or treated differently.",
        (
            Control(
                "No column about health points at the roster, so no such list can be asked for.",
                "tests/architecture/test_columns.py::test_no_health_row_points_at_the_roster",
            ),
            Control(
                "Nobody is chased by name.",
                "tests/attacks/test_never_list.py::test_11_nobody_is_chased_by_name",
            ),
        ),
        "People may be asked by others face to face. No program can stop that. Whoever holds database and key file "
        "can find out who took part in which week, by trying each person of the roster.",
    ),
    Concern(
        4,
        "Whoever runs the machine or a database reads what is in it",
        "The most private words are read by somebody in the same organisation.",
        (
            Control(
                "What people write for themselves, or to those they choose, is sealed, and found in no file in clear.",
                "tests/attacks/test_canaries.py::test_what_people_write_is_found_nowhere",
            ),
            Control(
                "Keys lie apart from the database, and a setting that puts them together is refused.",
                "tests/integration/commands/test_unsafe_settings.py::test_the_start_is_refused_and_doctor_says_what_to_do",
            ),
        ),
        "Whoever holds the running machine, or database, key store and key file together, can read "
        "everything. So the key file belongs to somebody else.",
    ),
    Concern(
        5,
        "Somebody who may look, looks without a reason, and nobody notices",
        "Trust in those who help is lost.",
        (
            Control(
                "No look or act by others is done without its event in the audit log.",
                "tests/integration/audit/test_acts.py::test_no_act_is_done_without_its_event_and_each_act_leaves_one",
            ),
            Control(
                "Whatever is changed in that log is found and named.",
                "tests/integration/audit/test_log.py::test_whatever_is_changed_behind_its_back_is_found_and_named",
            ),
            Control(
                "The person reads who opened what they sent, with day and role.",
                "tests/integration/records/test_my_data_pages.py::test_who_looked_is_told_by_day_role_and_thing_to_the_person_alone",
            ),
        ),
        "Somebody with database and key file can write a whole new log. Anchors elsewhere show it.",
    ),
)
FROM_OUTSIDE = (
    Concern(
        6,
        "A stranger guesses passwords, or finds out who works here",
        "Somebody gets in, or is written to.",
        (
            Control(
                "Known and unknown addresses are answered and paused alike.",
                "tests/integration/accounts/test_signing_in.py::test_known_and_unknown_addresses_are_paused_alike",
            ),
            Control(
                "Passwords are kept as a slow hash.",
                "tests/unit/accounts/test_passwords.py::test_a_hash_is_argon2id_of_the_set_strength_and_salted",
            ),
        ),
        "A one-time link in a work mailbox opens the account to whoever reads that mailbox.",
    ),
    Concern(
        7,
        "Another site sends forms in somebody's name, or puts its own code into a page",
        "Something is sent or read that nobody meant.",
        (
            Control(
                "A form from elsewhere reaches nothing.",
                "tests/architecture/test_forgery.py::test_a_post_from_elsewhere_reaches_no_view",
            ),
            Control(
                "Every page carries its protecting headers once.",
                "tests/integration/web/test_headers.py::test_every_kind_of_answer_has_every_fixed_header_once",
            ),
            Control(
                "Every form takes every text, or says clearly why not.",
                "tests/attacks/test_hostile_forms.py::test_every_form_takes_every_text_or_says_clearly_why_not",
            ),
        ),
        "A browser with a hostile extension shows its owner's screen to others.",
    ),
    Concern(
        8,
        "A backup is stolen, or brings back what somebody had deleted",
        "What was promised to be gone is there again.",
        (
            Control(
                "A backup opens with the operator's private key alone, and the service needs none to make it.",
                "tests/integration/backup/test_refused.py::test_another_private_key",
            ),
            Control(
                "Nobody who had everything deleted comes back from any backup.",
                "tests/integration/backup/test_erased_stay_erased.py::test_nobody_is_resurrected_from_any_backup",
                ("erasure",),
            ),
        ),
        "A list of erasures that is lost with the machine cannot be carried out again. Until copies of the key store "
        "from before an erasure are gone, whoever holds one with both keys can open what was erased.",
    ),
    Concern(
        9,
        "A job or an update removes or sends too much, or too early",
        "Answers are gone, or people are written to for no reason.",
        (
            Control(
                "A clock that moved lets no job send, publish or remove anything.",
                "tests/integration/jobs/test_clock_jumps.py::test_a_large_move_sends_removes_and_publishes_nothing_and_is_told",
            ),
            Control(
                "A job that would remove far more than is usual stops and asks.",
                "tests/integration/jobs/test_guard.py::test_most_of_a_table_is_removed_only_when_somebody_says_so",
            ),
            Control(
                "A job that runs twice does nothing the second time.",
                "tests/integration/jobs/test_twice.py::test_a_job_that_runs_twice_does_nothing_the_second_time",
            ),
        ),
        "What an operator does by hand in the database, no test can foresee.",
    ),
    Concern(
        10,
        "Somebody wants everything that is kept about them, or wants it gone, and nobody does it",
        "A right that stands in the law is not met.",
        (
            Control(
                "A person takes everything as one file, by themself.",
                "tests/integration/records/test_my_data.py::test_every_table_that_holds_something_of_a_person_is_handed_out_or_has_its_reason",
            ),
            Control(
                "A person has everything deleted, by themself. With SQLite no byte of what was theirs alone is left in a file.",
                "tests/integration/records/test_nothing_is_left.py::test_no_byte_of_a_row_a_key_or_a_word_is_left_in_any_file",
            ),
            Control(
                "A complaint is acknowledged at once and its days are shown.",
                "tests/integration/complaints/test_pages.py::test_it_is_said_on_two_pages_acknowledged_at_once_read_and_answered",
            ),
        ),
        "Who has left cannot sign in. They need the address of whoever looks after data protection. PostgreSQL keeps "
        "sealed rows that were deleted in its file until it cleans the table; their keys are gone.",
    ),
)
THREATS = (*FROM_INSIDE, *FROM_OUTSIDE)
