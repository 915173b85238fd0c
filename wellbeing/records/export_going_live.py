"""What somebody proposed or decided about opening check-ins, and what they confirmed before."""

from collections.abc import Iterator

from wellbeing.going_live import service as going_live
from wellbeing.opening import service as opening
from wellbeing.records.export_parts import Asked, Part, Row, texts
from wellbeing.two_people import Decision

READ = (
    "Going live: what must be there before check-ins open, help contacts and who checked them, and every "
    "opening"
)


def _openings(asked: Asked) -> Iterator[Row]:
    mine = asked.person_id
    for one in opening.of_person(asked.visit.desk.session, mine):
        if one.proposed_by == mine:
            yield "proposed", one.proposed_on.isoformat(), one.why
        if one.decided_by == mine and one.decision is not Decision.OPEN:
            yield one.decision.value, str(one.decided_on), one.decided_why
        if one.ended_by == mine:
            yield "closed", str(one.ended_on), one.ended_why


def _confirmed(asked: Asked) -> Iterator[Row]:
    for one in going_live.confirmed_by(asked.visit.desk.session, asked.person_id):
        yield one.key, one.on.isoformat(), one.said


PARTS = (
    Part(
        "openings",
        "What you proposed or decided about opening check-ins",
        ("opening",),
        texts(("did", "You"), ("day", "Day"), ("why", "Why")),
        _openings,
        "going_live.overview",
        (READ,),
        of_few=True,
    ),
    Part(
        "confirmed",
        "What you confirmed before check-ins opened",
        ("confirmed_line",),
        texts(("what", "What"), ("day", "Day"), ("said", "Your words")),
        _confirmed,
        "going_live.overview",
        (READ,),
        of_few=True,
    ),
)
