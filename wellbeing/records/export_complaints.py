"""What a person said is wrong, by which days it was promised to be answered, and the answer."""

from collections.abc import Iterator

from wellbeing.complaints import service as complaints
from wellbeing.records.export_parts import Asked, Part, Row, lists, texts, yes_or_no

SAID = (
    "What you said is wrong, by which day it is answered, who looked, and the answer",
    "What somebody said is wrong, in their own words; their name only if they gave it",
)


def complaint_looks(asked: Asked) -> Iterator[Row]:
    """Say who opened what, in which role, on which day, and how often."""
    for one in _mine(asked):
        for name, on, times in one.looks:
            yield on.isoformat(), name, "Reader of what you said", one.reference, times


def _rows(asked: Asked) -> Iterator[Row]:
    for one in _mine(asked):
        said = one.said
        yield (
            one.reference,
            said.about.value,
            said.said_on.isoformat(),
            said.words,
            one.to,
            said.by_name,
            said.read_by.isoformat(),
            said.answer_by.isoformat(),
            said.read_on.isoformat() if said.read_on else None,
            said.answered_on.isoformat() if said.answered_on else None,
            one.answered_by or None,
            said.answer or None,
            said.put_back_on.isoformat() if said.put_back_on else None,
        )


def _mine(asked: Asked) -> tuple[complaints.Mine, ...]:
    desk = asked.visit.desk
    return complaints.mine(
        complaints.Desk(desk.session, desk.vault, asked.visit.now, desk.today), asked.person_id
    )


PARTS = (
    Part(
        "said",
        "What you said is wrong, and what was answered",
        ("complaint",),
        (
            *texts(("reference", "Reference"), ("about", "About"), ("said_on", "Said on")),
            *texts(("words", "Your words")),
            *lists(("to", "Who can read it")),
            *yes_or_no(("by_name", "They see your name")),
            *texts(
                ("read_by", "Read by"),
                ("answer_by", "Answer by"),
                ("read_on", "Read on"),
                ("answered_on", "Answered on"),
                ("answered_by", "Answered by"),
                ("answer", "The answer"),
                ("put_back_on", "Open to nobody else since a backup was put back on"),
            ),
        ),
        _rows,
        "complaints.mine",
        SAID,
    ),
)
