"""What a person arranged with those who had their requests, and the letters between them."""

from collections.abc import Iterator

from wellbeing.contact import service as contact
from wellbeing.records.export_parts import Asked, Part, Row, lists, numbers, texts
from wellbeing.support import service as support
from wellbeing.web.access_matrix import shipped

CONTACT = (
    "Times and letters of one case, between who asked and who has it at present",
    "Your own requests to a human",
)
UNTIL = "While the request is open, and 13 weeks after it ended"
GIVEN_UP = {contact.Side.ASKER: "Given up by you", contact.Side.CONTACT: "Given up by them"}
SAID = {contact.Said.TALKED: "we talked", contact.Said.NOT_HELD: "it did not take place"}


def _letters(asked: Asked) -> Iterator[Row]:
    for filed, told in contact.threads_of(asked.visit.office, asked.person_id):
        for one in told.letters:
            mine = one.by is contact.Side.ASKER
            yield (
                filed.case.wish.kind.value,
                one.on.isoformat(),
                "You" if mine else told.name,
                told.name if mine else "You",
                one.text,
                None if one.read_on is None else one.read_on.isoformat(),
            )


def _times(asked: Asked) -> Iterator[Row]:
    for filed, told in contact.threads_of(asked.visit.office, asked.person_id):
        kind, times = filed.case.wish.kind.value, told.times
        met = (*times.past, times.agreed) if times.agreed else times.past
        for one in met:
            state = GIVEN_UP[one.called_off_by] if one.called_off_by else "Agreed"
            yield kind, told.name, *_slot(asked, one.slot), state, _said(told.name, one), ()
        for slot in times.offered:
            yield kind, told.name, *_slot(asked, slot), "Offered", (), ()
        if times.none_fits:
            words = (times.would_fit,) if times.would_fit else ()
            yield kind, told.name, None, None, None, None, "You asked for other times", (), words


def _slot(asked: Asked, slot: contact.Slot) -> tuple[str, int, str, str | None]:
    zone = asked.visit.office.rota.hours.zone
    at = support.moment_in_words(slot.starts_at, zone)
    return at, slot.minutes, slot.how, slot.where or None


def _said(name: str, one: contact.Meeting) -> tuple[str, ...]:
    said = (("You", one.asker_says), (name, one.contact_says))
    return tuple(f"{who}: {SAID[what]}" for who, what in said if what is not None)


def contact_looks(asked: Asked) -> Iterator[Row]:
    """Say who opened times and letters, on which day, and how often."""
    for filed, told in contact.threads_of(asked.visit.office, asked.person_id):
        words = asked.visit.words.support.ask(filed.case.wish.kind).name
        for look in told.looks:
            role = " or ".join(shipped().roles[each.value] for each in told.roles)
            yield look.on.isoformat(), told.name, role, f"{words}: times and letters", look.times


PARTS = (
    Part(
        "letters",
        "Letters between you and those who had your requests",
        ("support_paper",),
        texts(
            ("request", "Request"),
            ("day", "Day"),
            ("from", "From"),
            ("to", "To"),
            ("words", "Words"),
            ("read_on", "First read on"),
        ),
        _letters,
        "support.my_requests",
        CONTACT,
        of_few=True,
    ),
    Part(
        "times",
        "Times to talk that were offered to you or agreed",
        ("support_paper",),
        (
            *texts(("request", "Request"), ("with_whom", "With whom"), ("when", "When")),
            *numbers(("minutes", "Minutes")),
            *texts(("how", "How"), ("where", "Where"), ("state", "State")),
            *lists(("said", "What was said afterwards"), ("would_fit", "Which would fit")),
        ),
        _times,
        "support.my_requests",
        CONTACT,
        of_few=True,
    ),
)
