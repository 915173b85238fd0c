"""That a person asked for contact now, who looked, and their own place among the responders."""

from collections.abc import Iterator
from datetime import UTC, datetime

from wellbeing.records.export_parts import Asked, Part, Row, lists, texts, yes_or_no
from wellbeing.responders import service as responders

CALLED = (
    "That you ask for contact now because you are not safe: who would be told, who was, who looked and what "
    "they did",
    "That somebody asks for contact now: their name and how to reach them, nothing else",
)
RESPONDER = "Responder"


def call_looks(asked: Asked) -> Iterator[Row]:
    """Say who opened that somebody asks for contact now, on which day first, and how often."""
    for one in _mine(asked):
        for look in one.call.looks:
            on = look.at.date().isoformat()
            yield on, one.name(look.by), RESPONDER, "That you asked for contact now", look.times


def _calls(asked: Asked) -> Iterator[Row]:
    for one in _mine(asked):
        call = one.call
        yield (
            _moment(call.made_at),
            call.reach or None,
            call.may_leave_message,
            tuple(f"{one.name(each.to)}, {_moment(each.at)}" for each in call.ever_told),
            tuple(
                f"{one.name(each.by)}, {each.what}, {_moment(each.at)}" for each in call.ever_did
            ),
            tuple(_moment(each.not_so_at) for each in call.earlier),
            _moment(call.nobody_at) if call.nobody_at else None,
            _moment(call.taken_back_at) if call.taken_back_at else None,
            _moment(call.put_back_at) if call.put_back_at else None,
        )


def _place(asked: Asked) -> Iterator[Row]:
    session = asked.visit.desk.session
    named = responders.own(session, asked.person_id)
    if named is not None:
        yield "Named as a responder", named.named_on.isoformat()
        if named.taken_on is not None:
            yield "Taken on", named.taken_on.isoformat()
        if named.away_until is not None:
            yield "Away until", named.away_until.isoformat()
    minutes = responders.minutes(session)
    if minutes is not None and minutes.set_by == asked.person_id:
        yield f"{minutes.minutes} minutes, set by you", minutes.set_on.isoformat()


def _mine(asked: Asked) -> tuple[responders.Mine, ...]:
    desk, now = asked.visit.desk, asked.visit.now
    return responders.mine(
        responders.Desk(desk.session, desk.vault, now, desk.today), asked.person_id
    )


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


PARTS = (
    Part(
        "calls",
        "That you asked for contact now, and what became of it",
        ("call", "call_reader"),
        (
            *texts(("asked_at", "Asked at"), ("reach", "How to reach you")),
            *yes_or_no(("may_leave_message", "A message may be left")),
            *lists(("told", "Who was told"), ("did", "What they did")),
            *lists(("not_so", "You said that nobody had spoken with you")),
            *texts(("nobody", "You were told that nobody had taken it")),
            *texts(("taken_back", "Taken back")),
            *texts(("put_back", "Ended after a backup was put back")),
        ),
        _calls,
        "responders.asked",
        CALLED,
    ),
    Part(
        "responder",
        "Your place among the responders, and the minutes you set",
        ("named_responder", "responder_minutes"),
        texts(("what", "What"), ("day", "Day")),
        _place,
        "responders.asked_of_me",
        ("Who is named as a responder, in which order, and within how many minutes",),
        of_few=True,
    ),
)
