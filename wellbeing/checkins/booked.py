"""Contact on a later day, chosen at once: said word for word, kept sealed, taken back at any time.

On its day it becomes a request like any other, but only where its person said ahead that it should. That
a request goes out by itself is no answer and no act of the rules: no week of the person is touched.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellbeing.checkins.said_ahead import Became, Booked, Folder, SaidAhead
from wellbeing.clock import local_day
from wellbeing.database import writing
from wellbeing.messages import service as messages
from wellbeing.retention import span_of
from wellbeing.support import service as support
from wellbeing.support.service import Office

# So long after its day a person still reads what became of it.
KEPT_FOR = span_of("said-ahead")
# Not later than so long after it could have been read: nobody hears of a wish for another time.
LATEST = timedelta(weeks=2)


@dataclass(frozen=True)
class Then:
    """What would be sent on a day, as it stands today."""

    booked: Booked
    ahead: support.Ahead


def then(office: Office, person_id: str, booked: Booked) -> Then:
    """Look at what would be sent on that day; raise NobodyToAskError where nobody would be there."""
    try:
        at = _first_read(office, booked)
    except support.NobodyThereError as error:
        raise support.NobodyToAskError(_wish(booked), is_away=True) from error
    desk = replace(office.desk, today=local_day(at, office.rota.hours.zone))
    later = replace(office, desk=desk, now=at)
    return Then(booked, support.ahead(later, person_id, _as_kept(later, person_id, booked)))


def book(office: Office, person_id: str, wanted: Iterable[Booked]) -> None:
    """Keep contact for later days; what was chosen for the same day before gives way."""
    chosen = {one.on: one for one in wanted}
    folder = Folder(office.session, office.vault)
    with writing(office.session, person_id):
        said = folder.of(person_id)
        kept = [one for one in said.booked if one.on not in chosen]
        booked = tuple(sorted((*kept, *chosen.values()), key=lambda one: one.on))
        folder.keep(replace(said, booked=booked))


def take_back(office: Office, person_id: str, on: date) -> bool:
    """Take one back; False when there is none for that day. What was sent is taken back as a request."""
    folder = Folder(office.session, office.vault)
    with writing(office.session, person_id):
        said = folder.of(person_id)
        left = tuple(one for one in said.booked if one.on != on)
        folder.keep(replace(said, booked=left))
    return left != said.booked


def ask_for_them(office: Office, said: SaidAhead) -> None:
    """Send what is due and was confirmed ahead, in staffed time; whoever chose it is told of it."""
    if not any(_is_due(one, office.today) for one in said.booked):
        return
    if _opens_later(office):
        return
    folder = Folder(office.session, office.vault)
    with writing(office.session, said.person):
        # Read again: what was taken back meanwhile is not sent.
        now = folder.of(said.person)
        booked = tuple(
            _sent(office, said.person, one) if _is_due(one, office.today) else one
            for one in now.booked
        )
        if booked != now.booked:
            folder.keep(replace(now, booked=booked))
            office.tell(messages.Kind.REQUEST_TAKEN, [said.person])


def without_past(said: SaidAhead, today: date) -> SaidAhead:
    """Leave out what its person has read long enough; what still waits to be sent is not past."""
    kept = tuple(one for one in said.booked if _is_due(one, today) or today < one.on + KEPT_FOR)
    return replace(said, booked=kept)


def _is_due(one: Booked, today: date) -> bool:
    return one.asks and one.became is Became.WAITS and one.on <= today


def _first_read(office: Office, booked: Booked) -> datetime:
    """Return when it would first be read; raise NobodyThereError where nobody is there from its day on."""
    hours = office.rota.hours
    return hours.next_open(datetime.combine(booked.on, time(), ZoneInfo(hours.zone)))


def _opens_later(office: Office) -> bool:
    """Say whether it is worth waiting; where nobody is ever there again, nobody waits for them."""
    try:
        return office.rota.hours.next_open(office.now) > office.now
    except support.NobodyThereError:
        return False


def _sent(office: Office, person_id: str, one: Booked) -> Booked:
    """Send it in the caller's transaction, and say what became of it."""
    wish = _as_kept(office, person_id, one)
    try:
        if _first_read(office, one) + LATEST < office.now:
            return replace(one, became=Became.NOBODY)
        shown = support.ahead(office, person_id, wish).mark
        sent = support.pass_on(office, person_id, wish, shown)
    except (support.NobodyToAskError, support.NobodyThereError):
        return replace(one, became=Became.NOBODY)
    return replace(one, became=Became.SENT if sent else Became.OPEN_ALREADY)


def _as_kept(office: Office, person_id: str, booked: Booked) -> support.Wish:
    return support.as_preferred(office, person_id, _wish(booked))


def _wish(booked: Booked) -> support.Wish:
    return support.Wish(support.Kind.TALK, with_whom=booked.with_whom, how=booked.how)
