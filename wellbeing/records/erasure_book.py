"""Which tables deleting empties of a person, by which function, and what stays, each with its reason.

A test goes over all tables, so that a new one cannot be forgotten.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.checkins import forgetting as checkins
from wellbeing.complaints import service as complaints
from wellbeing.cover import service as cover
from wellbeing.first_aid_kit import forgetting as first_aid_kit
from wellbeing.formal import forgetting as formal
from wellbeing.going_live import service as going_live
from wellbeing.history import forgetting as history
from wellbeing.looking_back import forgetting as looking_back
from wellbeing.messages import forgetting as messages
from wellbeing.preferences import service as preferences
from wellbeing.promise_tests import service as promise_tests
from wellbeing.responders import service as responders
from wellbeing.rhythm import forgetting as rhythm
from wellbeing.screens import forgetting as screens
from wellbeing.sealed import Vault
from wellbeing.sharing import forgetting as sharing
from wellbeing.support import forgetting as support
from wellbeing.work_requests import service as work_requests

# Removes what one capability keeps of a person, in the caller's transaction, and returns the names of
# data keys besides the person's own that are to be destroyed after it.
Forget = Callable[[Session, Vault, str], Sequence[str] | None]


@dataclass(frozen=True)
class Capability:
    """One part of the house, and the tables in which nothing of the person is left."""

    forget: Forget
    tables: tuple[str, ...]


def _forget_cover(session: Session, _vault: Vault, person_id: str) -> None:
    cover.forget_person(session, person_id)


def _forget_tests(session: Session, _vault: Vault, person_id: str) -> None:
    promise_tests.forget_person(session, person_id)


def _forget_going_live(session: Session, _vault: Vault, person_id: str) -> None:
    going_live.forget_person(session, person_id)


# Requests and what is shared first: they lie open to others.
CAPABILITIES: tuple[Capability, ...] = (
    Capability(
        support.forget_person,
        (
            "support_request",
            "support_paper",
            "support_note",
            "support_word",
        ),
    ),
    Capability(responders.forget_person, ("call", "call_reader", "named_responder")),
    Capability(formal.forget_person, ("formal_agreement", "formal_evidence", "intervention")),
    Capability(sharing.forget_person, ("shared_item",)),
    Capability(work_requests.forget_person, ("work_request",)),
    Capability(messages.forget_person, ("outbox",)),
    Capability(
        checkins.forget_person,
        ("consent", "check_in_draft", "later_by_link", "sent_by_link", "said_ahead"),
    ),
    Capability(history.forget_person, ("check_in", "placement", "care_state")),
    Capability(screens.forget_person, ("screen_opt_in",)),
    Capability(first_aid_kit.forget_person, ("first_aid_kit", "kit_kept_back")),
    Capability(looking_back.forget_person, ("own_paper",)),
    Capability(preferences.forget_person, ("own_look", "own_preference")),
    Capability(_forget_tests, ("promise_test_address",)),
    # Its rows stay, as nobody's.
    Capability(complaints.forget_person, ()),
    Capability(_forget_cover, ("supporter_card", "supporter_absence")),
    Capability(_forget_going_live, ()),
    Capability(
        rhythm.forget_person, ("weekly_nudge", "weekly_calendar", "text_number", "text_code")
    ),
)
# Emptied by erasing itself.
BY_ERASING = ("data_key", "erasure_begun", "login_session", "one_time_link", "person_code")

EMPTIED = frozenset(name for each in CAPABILITIES for name in each.tables) | {*BY_ERASING}

# What stays, said to the person too; the sentence under a group of tables is said once.
ACCOUNT = (
    "Your account on the roster: name, work address, teams, units you lead and roles. Your employer keeps "
    "it, as for everybody who works here. Your password stays with it, so that you can sign in. After you "
    "leave, name, address and password are deleted too. “My data” says what then stays without your name."
)
COHORT = (
    "In which unit you were on the day a cycle of figures began. Everybody of the roster is in it, whether "
    "they ever answered or not, and no page can look it up. It goes after a year."
)
AUDIT = (
    "The audit log: which kinds of acts there were, on which days. It holds codes in place of people, and "
    "nothing that you wrote. How long it is kept stands under “My data”."
)
TEAM = (
    "What you wrote where your team reads it, in an action log or the team’s agreement. It is the team’s "
    "record. Whoever leads the unit can take words out for good."
)
DECIDED = (
    "What you proposed or decided about rules and figures for everybody: a record of who decided."
)
GRANTED = "Which roles were asked for you, and which you asked for or agreed to for others: a record of who agreed."
HOURS = "The staffed hours and closed days you set for everybody, without that it was you."
MINUTES = "Within how many minutes a responder takes it on, as you set it for everybody, without that it was you."
CONFIRMED = "What you confirmed before check-ins opened, without that it was you."
RHYTHM = (
    "That nothing is sent to you: without it you would be asked again like somebody new. You can choose "
    "otherwise at any time."
)
LISTED = (
    "An entry in the list of erasures: a code and the day. By it a backup that is put back deletes you "
    "again. It goes when no backup is so old."
)
COMPLAINTS = (
    "What you said is wrong, with its answer, for six years after the answer: an organisation must be able to "
    "show how it dealt with it. It stays without your name, and nothing leads back to you. Your own words may. "
    "What is not answered yet you can take back before: then it is deleted."
)
MOMENTS = (
    "For minutes or days, under codes without a name: wrong tries of a password, and a form that was sent "
    "after its session had ended."
)
OTHERS = (
    "What others sent to you or share with you, and that you opened it. It is theirs, and ends when they "
    "say so."
)
STAYS: Mapping[str, str] = {
    "person": ACCOUNT,
    "membership": ACCOUNT,
    "supervision": ACCOUNT,
    "role": ACCOUNT,
    "password": ACCOUNT,
    "cohort": COHORT,
    "audit_event": AUDIT,
    "audit_head": AUDIT,
    "team_action": TEAM,
    "passed_up": TEAM,
    "passed_up_answer": TEAM,
    "policy_change": DECIDED,
    "parameters_change": DECIDED,
    "opening": DECIDED,
    "role_grant": GRANTED,
    "confirmed_line": CONFIRMED,
    "staffed_week": HOURS,
    "closed_day": HOURS,
    "weekly_rhythm": RHYTHM,
    "erasure": LISTED,
    "limbo": MOMENTS,
    "sign_in_pause": MOMENTS,
    "support_address": OTHERS,
    "responder_minutes": MINUTES,
    "complaint": COMPLAINTS,
    "complaint_reader": COMPLAINTS,
}
# Most people have none of these: whoever reads the page comes to them last.
OF_SOME = (DECIDED, GRANTED, CONFIRMED, HOURS, MINUTES)
