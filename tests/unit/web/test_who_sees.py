"""The table "who can see what" says what the access matrix says."""

from wellbeing.web.access_matrix import Scope, parse, shipped
from wellbeing.web.who_sees import Seen, who_sees

MATRIX = """
[roles]
anyone = "Anyone, also signed out"
staff = "Every member of staff"
auditor = "Auditor"
wellbeing_lead = "Wellbeing lead"

[[line]]
object = "Help"
action = "read"
roles = ["anyone"]
scope = "public"
routes = ["a"]

[[line]]
object = "Notes"
action = "write"
roles = ["staff"]
scope = "own"
routes = ["b"]

[[line]]
object = "Figures"
action = "read"
roles = ["staff"]
scope = "unit"
routes = ["c"]

[[line]]
object = "The log"
action = "read"
roles = ["auditor", "wellbeing_lead"]
scope = "own"
routes = ["d"]

[[line]]
object = "Sample people"
action = "be"
roles = ["anyone"]
scope = "demo"
routes = ["e"]
"""


def test_each_line_is_said_in_plain_words_and_the_sample_organisation_is_left_out():
    assert who_sees(parse(MATRIX)) == (
        Seen("Help", "read", "Anyone, also signed out"),
        Seen("Notes", "write", "Only you"),
        Seen(
            "Figures",
            "read",
            "Everyone, for their own team and the units above it. "
            "Supervisors and managers also for the units they lead",
        ),
        Seen("The log", "read", "Auditor, Wellbeing lead"),
    )


def test_everything_personal_that_is_shipped_is_for_the_person_alone():
    shared = {line.object for line in shipped().lines if line.scope is Scope.SHARED}
    assert len(shared) == 1
    for line in who_sees(shipped()):
        if line.what not in shared and any(
            word in line.what.lower() for word in ("answers", "step", "kit", "consent")
        ):
            assert line.who == "Only you"


def test_what_belongs_to_a_team_is_said_to_go_further_up_where_nobody_leads_it():
    of_team = {line.object for line in shipped().lines if line.scope is Scope.TEAM}
    said = {seen.who for seen in who_sees(shipped()) if seen.what in of_team}

    assert said == {
        "Everyone in the team, and those who lead it; "
        "where nobody does, those who lead the nearest unit above"
    }
