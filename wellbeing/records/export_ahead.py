"""What a person said ahead of time: contact on a later day, a hello when they go quiet, a look back."""

from collections.abc import Iterator

from wellbeing.accounts import service as accounts
from wellbeing.checkins.service import Folder, SaidAhead
from wellbeing.records.export_parts import Asked, Part, Row, texts, yes_or_no

CHOSEN = ("Contact you chose for a later day",)
HELLO = "What happens if you go quiet while you are supported"
LOOKED = "Looking at your support after some weeks"


def _rows(asked: Asked) -> Iterator[Row]:
    said = _said(asked)
    for one in said.booked:
        kind = "contact on a later day"
        yield kind, one.on.isoformat(), one.with_whom, one.how or None, one.asks, one.became.value
    if said.hello:
        yield "a hello when you go quiet", None, None, None, None, "chosen"
    names = _names(asked, said)
    for told in said.told:
        who = names.get(told.contact)
        yield "a hello was asked for", told.on.isoformat(), who, None, None, "told"
    back = said.looked_back
    if back is not None:
        became = "your contact may read that you wish it" if back.case else "for you alone"
        yield "looked at your support", str(back.week), None, None, None, became


def _said(asked: Asked) -> SaidAhead:
    desk = asked.visit.desk
    return Folder(desk.session, desk.vault).of(asked.person_id)


def _names(asked: Asked, said: SaidAhead) -> dict[str, str]:
    desk = asked.visit.desk
    contacts = sorted({one.contact for one in said.told})
    return {one.id: one.name for one in accounts.people(desk.session, contacts, desk.today)}


PARTS = (
    Part(
        "said_ahead",
        "What you said ahead: contact on a later day, and a hello if you go quiet",
        ("said_ahead",),
        (
            *texts(("what", "What"), ("day", "Day or week"), ("with_whom", "With whom")),
            *texts(("how", "How")),
            *yes_or_no(("asked_by_itself", "Asked for by itself")),
            *texts(("became", "What became of it")),
        ),
        _rows,
        "checkins.later",
        (*CHOSEN, HELLO, LOOKED),
    ),
)
