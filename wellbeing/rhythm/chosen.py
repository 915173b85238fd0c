"""What a person chose about being asked, in words, for the page of all their preferences."""

from collections.abc import Iterator

from flask import url_for

from wellbeing.extensions import db, house
from wellbeing.rhythm.service import Channel, Desk, wish_of
from wellbeing.rhythm.telling import told
from wellbeing.rhythm.ways import Ways, ways_of
from wellbeing.rhythm.wishes import Away
from wellbeing.web.chosen import Chosen
from wellbeing.web.signed_in import SignedIn

NONE_SENT = "No messages are sent to you at present. The check-in is there each week without one."
NOT_AWAY = "No days away are set."


def chosen(person: SignedIn) -> Iterator[Chosen]:
    """Say when, how, and on which days not a person is asked."""
    parts = house()
    desk = Desk(db.session(), parts.vault, parts.clock.now())
    wish = wish_of(desk, person.id)
    ways = ways_of(desk, person.id, wish)
    now = told(wish, desk, person.id)
    here = url_for("rhythm.when_asked")
    yield Chosen("When you are asked", (now.what, now.next) if ways.sends else (NONE_SENT,), here)
    yield Chosen("Pause and leave", (_away(wish.away),), here)
    number = url_for("texts.number") if ways.text or ways.ending else here
    yield Chosen("How messages come", (_channel(ways),), number)


def _away(away: Away | None) -> str:
    if away is None:
        return NOT_AWAY
    first, last = (f"{day:%A} {day.day} {day:%B}" for day in (away.first, away.last))
    return f"Nothing is sent from {first} to {last}."


def _channel(ways: Ways) -> str:
    if ways.chosen is Channel.MAIL:
        return "By e-mail, to your work address"
    return (
        f"As a text message, to your number that ends in {ways.ending}"
        if ways.ending
        else ("As a text message, but no number of yours is here")
    )
