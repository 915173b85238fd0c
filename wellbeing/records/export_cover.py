"""What a supporter wrote on their card, their days away, and the hours that somebody set."""

from collections.abc import Iterator
from datetime import date

from wellbeing.cover import service as cover
from wellbeing.records.export_parts import Asked, Part, Row, numbers, texts

HOURS = (
    "When somebody is there for requests: staffed hours, closed days, and days on which nobody of a "
    "role is there",
)


def _card(asked: Asked) -> Iterator[Row]:
    card = cover.cards(asked.visit.desk.session, [asked.person_id]).get(asked.person_id)
    if card is not None:
        yield (
            card.training,
            card.languages,
            card.hours,
            card.first_conversation,
            card.how_long,
            card.written_down,
            card.most_at_once,
        )


def _away(asked: Asked) -> Iterator[Row]:
    found = cover.away(asked.visit.desk.session, [asked.person_id], date.min, date.max)
    for one in found.get(asked.person_id, ()):
        yield one.first.isoformat(), one.last.isoformat()


def _set(asked: Asked) -> Iterator[Row]:
    hours_on, closed = cover.set_by(asked.visit.desk.session, asked.person_id)
    if hours_on is not None:
        yield "Staffed hours", hours_on.isoformat()
    for one in closed:
        yield one.name, one.day.isoformat()


PARTS = (
    Part(
        "card",
        "Your card as a supporter",
        ("supporter_card",),
        (
            *texts(
                ("training", "Training"),
                ("languages", "Languages"),
                ("hours", "Usually there"),
                ("first_conversation", "A first conversation"),
                ("how_long", "How long"),
                ("written_down", "What is written down"),
            ),
            *numbers(("most_at_once", "Most open requests at once")),
        ),
        _card,
        "cover.own",
        (),
        seen_by="You, and everybody who could ask you",
        of_few=True,
    ),
    Part(
        "days_away",
        "Your days away as a supporter",
        ("supporter_absence",),
        texts(("first", "First day"), ("last", "Last day")),
        _away,
        "cover.own",
        (),
        seen_by="You. The wellbeing lead sees only on which days nobody of a role is there",
        of_few=True,
    ),
    Part(
        "hours_set",
        "Staffed hours and closed days that you set",
        ("staffed_week", "closed_day"),
        texts(("what", "What"), ("day", "Day")),
        _set,
        "cover.overview",
        HOURS,
        of_few=True,
    ),
)
