"""What a person asked for at work of those who lead them, what was answered, and who looked."""

from collections.abc import Iterator

from wellbeing.checkins.told import written_with_year
from wellbeing.records.export_parts import Asked, Part, Row, lists, texts, yes_or_no
from wellbeing.work_requests import service as work_requests

OBJECTS = (
    "Changes at work that you ask for",
    "What one person asks one of those who lead them to change at work: their name, what it is about and their own words",
)


# A receiver need not hold a role: who leads a person follows from the roster.
LEADS = "Leads you"


def work_looks(asked: Asked) -> Iterator[Row]:
    """Say who opened what was asked for at work, on which day, and how often."""
    for one in _mine(asked):
        thing = f"A change at work, asked for on {written_with_year(one.sent_on)}"
        for look in one.looks:
            yield look.on.isoformat(), one.to, LEADS, thing, look.times


def _mine(asked: Asked) -> tuple[work_requests.Mine, ...]:
    visit = asked.visit
    desk = work_requests.Desk(visit.desk.session, visit.desk.vault, visit.now, visit.desk.today)
    return work_requests.mine(desk, asked.person_id)


def _rows(asked: Asked) -> Iterator[Row]:
    for one in _mine(asked):
        answer = one.answer
        yield (
            asked.visit.words.work.topic(one.topic),
            one.words or None,
            one.to,
            one.sent_on.isoformat(),
            tuple(f"{look.on.isoformat()}: {look.times}" for look in one.looks),
            answer.will if answer else None,
            answer.said if answer else None,
            answer.by.isoformat() if answer and answer.by else None,
            answer.on.isoformat() if answer else None,
            one.taken_back_on.isoformat() if one.taken_back_on else None,
            one.put_back_on.isoformat() if one.put_back_on else None,
        )


PARTS = (
    Part(
        "work_requests",
        "Changes at work that you asked for, and what was answered",
        ("work_request",),
        (
            *texts(("topic", "About"), ("words", "Your words"), ("to", "Sent to")),
            *texts(("sent_on", "Sent on")),
            *lists(("looks", "Opened on, how often")),
            *yes_or_no(("will_be_done", "Something will be done")),
            *texts(("answer", "Answer"), ("by", "By"), ("answered_on", "Answered on")),
            *texts(("taken_back_on", "Taken back on")),
            *texts(("put_back_on", "Open to nobody else since a backup was put back on")),
        ),
        _rows,
        "work_requests.overview",
        OBJECTS,
    ),
)
