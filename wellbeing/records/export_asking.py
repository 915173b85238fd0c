"""What a person asked of others, who looked, and what they did where others read it."""

from collections.abc import Iterator
from datetime import date

from wellbeing.accounts import service as accounts
from wellbeing.actions import service as actions
from wellbeing.audit import service as audit
from wellbeing.checkins.told import written_with_year
from wellbeing.figure_settings import service as figure_settings
from wellbeing.policies import service as policies
from wellbeing.records.export_complaints import SAID, complaint_looks
from wellbeing.records.export_contact import contact_looks
from wellbeing.records.export_formal import FORMAL, formal_looks
from wellbeing.records.export_parts import Asked, Part, Row, lists, numbers, texts, yes_or_no
from wellbeing.records.export_responders import CALLED, call_looks
from wellbeing.records.export_sharing import SHARED, shared_looks
from wellbeing.records.export_work import OBJECTS as WORK
from wellbeing.records.export_work import work_looks
from wellbeing.support import service as support
from wellbeing.two_people import Decision
from wellbeing.web.access_matrix import shipped

REQUESTS = (
    "Your own requests to a human",
    "What a person who asks for a human decided to tell: their name, by when, how, and their own words",
)
FOR_GOOD = "For good, as a record of who decided"


def _requests(asked: Asked) -> Iterator[Row]:
    for one in support.mine(asked.visit.office, asked.person_id):
        wish, outcome = one.wish, one.outcome
        yield (
            wish.kind.value,
            one.asked_on.isoformat(),
            one.due_on.isoformat(),
            wish.soon,
            wish.with_whom or None,
            wish.how or None,
            wish.words or None,
            wish.interpreter or None,
            wish.language or None,
            wish.safe_times or None,
            wish.not_by,
            wish.may_leave_message,
            support.moment_in_words(one.promised.asked_at, one.zone),
            support.moment_in_words(one.promised.read_from, one.zone),
            support.moment_in_words(one.promised.due_at, one.zone),
            one.sent_to,
            tuple(_passed(one, each) for each in one.passed_on),
            None if one.told_at is None else support.moment_in_words(one.told_at, one.zone),
            one.taken.name if one.taken else None,
            tuple(f"{each.name}, {each.on}" for each in one.handed_back),
            one.ending.value if one.ending else None,
            one.ended.on.isoformat() if one.ended else None,
            (one.ended.name if one.ended and one.ending is not support.Ending.WITHDRAWN else None),
            None if outcome is None else outcome.agreed,
            None if outcome is None else outcome.said,
            outcome.alternative or None if outcome else None,
        )


def _passed(one: support.Mine, to: support.Passing) -> str:
    return f"{to.name}, {support.moment_in_words(to.at, one.zone)}"


def looks(asked: Asked) -> Iterator[Row]:
    """Say who looked at which request or shared thing, in which role, on which day, and how often."""
    words, roles = asked.visit.words.support, shipped().roles
    for one in support.mine(asked.visit.office, asked.person_id):
        thing = f"{words.ask(one.wish.kind).name}, asked on {written_with_year(one.asked_on)}"
        for look in one.looks:
            role = " or ".join(roles[each.value] for each in look.roles)
            yield look.on.isoformat(), look.name, role, thing, look.times
        for name, tried in one.life.refused:
            yield tried.on.isoformat(), name, None, f"{thing}: tried, and refused", tried.times
    yield from contact_looks(asked)
    yield from shared_looks(asked)
    yield from complaint_looks(asked)
    yield from formal_looks(asked)
    yield from work_looks(asked)
    yield from call_looks(asked)


def _entries(asked: Asked) -> Iterator[Row]:
    session = asked.visit.desk.session
    for one in actions.own_entries(session, asked.person_id, asked.visit.desk.today):
        unit = accounts.unit(session, one.unit_id)
        yield one.on.isoformat(), unit.name if unit else "", one.did, one.heard, one.words


def _decisions(asked: Asked) -> Iterator[Row]:
    session, mine = asked.visit.desk.session, asked.person_id
    for one in policies.of_person(session, mine):
        yield from _decided("policy", one, mine)
    for other in figure_settings.of_person(session, mine):
        yield from _decided("figure settings", other, mine)
        if other.stopped_by == mine:
            yield "figure settings", "stopped", _day(other.stopped_on), ""


def _decided(
    what: str, one: "policies.Change | figure_settings.Change", mine: str
) -> Iterator[Row]:
    if one.proposed_by == mine:
        yield what, "proposed", one.proposed_on.isoformat(), one.why
    if one.decided_by == mine and one.decision is not Decision.OPEN:
        yield what, one.decision.value, _day(one.decided_on), one.decided_why


def _log(asked: Asked) -> Iterator[Row]:
    desk = asked.visit.desk
    said = {**shipped().roles, audit.COMMAND: "A command on the machine of the service"}
    for one in audit.of_person(desk.session, desk.vault, asked.person_id):
        event = one.event
        by = "You" if one.by_them else said.get(event.role, event.role)
        yield (
            event.on.isoformat(),
            event.kind.said,
            by,
            said.get(event.detail, event.detail) or None,
        )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


PARTS = (
    Part(
        "requests",
        "Your requests to a human, and what was answered",
        ("support_request",),
        (
            *texts(("kind", "Kind"), ("asked_on", "Asked on"), ("by", "By")),
            *yes_or_no(("soon", "Soon")),
            *texts(("with_whom", "With whom"), ("how", "How"), ("words", "Your words")),
            *texts(
                ("interpreter", "Interpreter"),
                ("language", "Language"),
                ("safe_times", "Safe times"),
            ),
            *lists(("not_by", "Never by")),
            *yes_or_no(("may_leave_message", "A message may be left")),
            *texts(
                ("asked_at", "Asked at"),
                ("read_from", "Read from"),
                ("promised_by", "Promised by"),
            ),
            *lists(("sent_to", "Sent to"), ("passed_on", "Passed on")),
            *texts(("told", "You were told that nobody had taken it")),
            *texts(("taken_by", "Taken by")),
            *lists(("handed_back", "Handed back")),
            *texts(("ending", "How it ended"), ("ended_on", "Ended on"), ("ended_by", "Ended by")),
            *yes_or_no(("agreed", "Agreed")),
            *texts(("said", "What was answered"), ("alternative", "What else could help")),
        ),
        _requests,
        "support.my_requests",
        REQUESTS,
    ),
    Part(
        "looks",
        "Who looked at what you sent or share",
        (
            *("support_request", "support_paper", "shared_item"),
            *("formal_agreement", "complaint", "work_request", "call"),
        ),
        (
            *texts(("day", "Day"), ("who", "Who"), ("role", "Role"), ("what", "What")),
            *numbers(("times", "Times")),
        ),
        looks,
        "my_data.overview",
        (REQUESTS[0], SHARED[0], FORMAL[0], WORK[0], CALLED[0], SAID[0]),
    ),
    Part(
        "team_log",
        "What stands in action logs under your name; of a unit you no longer see, your own words alone",
        ("team_action", "passed_up", "passed_up_answer"),
        texts(
            ("day", "Day"),
            ("unit", "Unit"),
            ("what", "You"),
            ("heard", "About"),
            ("words", "Words"),
        ),
        _entries,
        "actions.overview",
        (
            "What your team heard, does and did about the work, what it passed up and what was answered",
        ),
    ),
    Part(
        "decisions",
        "What you proposed or decided about rules and figures",
        ("policy_change", "parameters_change"),
        texts(("what", "What"), ("did", "You"), ("day", "Day"), ("why", "Why")),
        _decisions,
        "policies.rules",
        ("The rules in force, and every policy before", "Changes of the policy", "Figure settings"),
        of_few=True,
    ),
    Part(
        "audit",
        "Events of the audit log that you did, or that are about you",
        ("audit_event",),
        texts(("day", "Day"), ("what", "What"), ("by", "By"), ("detail", "Detail")),
        _log,
        "my_data.overview",
        (
            "The audit log: kinds of acts, days, roles and pseudonyms; never a name, a unit or what was read",
        ),
    ),
)
