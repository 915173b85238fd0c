"""How the messages of the week stand: by whole hours, without a number, and never whose (docs/adr/0034)."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.database import writing
from wellbeing.rhythm.delivery import Outcome
from wellbeing.rhythm.standing import Standing, is_large, standing
from wellbeing.running import store
from wellbeing.running.lines import Line, Office, Trouble
from wellbeing.week import Week

AN_HOUR = timedelta(hours=1)
WEEKLY = "Message of this week"
# What is said of many is said in a large organisation alone: there it tells nothing about any one person.
MANY_MISSED, MANY_REFUSED = 1_000, 100
WEEK_SAID = {
    Standing.NOT_PLANNED: "It is not planned.",
    Standing.PLANNED: "It is planned, and leaves when it is due.",
    Standing.LEFT_OUT: "It is left out for the rest of the week: this installation was put back.",
}


class Lost(StrEnum):
    """What became of weekly messages that did not leave, or not in their hour; as it is kept."""

    REFUSED = "refused"
    UNSURE = "unsure"
    MOSTLY_REFUSED = "mostly-refused"
    MANY_LATE = "many-late"


_SAID = {
    Lost.REFUSED: "One or more messages of this week were refused for good.",
    Lost.MOSTLY_REFUSED: "Most messages of this week that were tried together were refused.",
    Lost.MANY_LATE: "Many messages of this week did not leave in their hour. They leave in another hour of the "
    "week, or are left out when it has none.",
}
_REMEDIES = {
    Lost.REFUSED: "Look into the log of the relay for addresses that it refused, and put them right in "
    "the roster file.",
    Lost.MOSTLY_REFUSED: "Let whoever runs the relay say why it refuses so many: it may not pass mail on "
    "for this machine, or to these addresses. Each is tried four times, the last at its next good "
    "hour of the week.",
    Lost.MANY_LATE: "If the service or the relay was away, nothing more is to do. If not, the relay takes "
    "mail too slowly: ask whoever runs it, or use one that is nearer.",
}
# The worst first: one trouble has one remedy.
_TROUBLES = (Lost.MOSTLY_REFUSED, Lost.MANY_LATE, Lost.REFUSED)
_UNSURE = "One or more may not have left, because a connection broke. They are not sent twice."
TEXTS_REFUSED = (
    "One or more texts of this week were refused for good. The numbers are their people's own: the "
    "gateway's own list says why."
)
TEXTS_UNSURE = "One or more texts of this week may not have left. They are not sent twice."


def lost_of(session: Session, outcome: Outcome) -> tuple[Lost, ...]:
    """Return what is to be told of one round."""
    found = {
        Lost.REFUSED: outcome.refused > 0,
        Lost.UNSURE: outcome.unsure > 0,
        Lost.MOSTLY_REFUSED: outcome.refused + outcome.turned_down > max(MANY_REFUSED, outcome.left)
        and is_large(session),
    }
    return tuple(each for each, happened in found.items() if happened)


def note_late(session: Session, now: datetime, missed: int) -> None:
    """Keep that many missed their hour, where many are many enough to be told."""
    if missed > MANY_MISSED and is_large(session):
        note_lost(session, store.MAIL, now, [Lost.MANY_LATE])


def note_lost(session: Session, carrier: str, now: datetime, lost: Collection[Lost]) -> None:
    """Keep that weekly messages were lost this week, once, whoever they were for.

    It is told from the next whole hour on: the minute would say when somebody wishes to be asked.
    """
    if not lost:
        return
    week, told_from = str(_week(session, now)), hour_of(now) + AN_HOUR
    with writing(session, "lost weekly messages"):
        for each in lost:
            store.keep_lost(session, store.LostWeekly(week, carrier, each, told_from))


def line(office: Office) -> Line:
    """Say whether the week is planned, and what was lost of it by mail."""
    lost = _told(office, store.MAIL)
    said = WEEK_SAID[standing(office.session, str(_week(office.session, office.now)))]
    if Lost.UNSURE in lost:
        said += f" {_UNSURE}"
    trouble = next((each for each in _TROUBLES if each in lost), None)
    if trouble is None:
        return Line(WEEKLY, said)
    return Line(WEEKLY, f"{said} {_SAID[trouble]}", Trouble(_SAID[trouble], _REMEDIES[trouble]))


def texts_lost(office: Office) -> str:
    """Say what was lost of the week's texts; nobody but their people can put a number right."""
    lost = _told(office, store.TEXTS)
    told = {Lost.REFUSED: TEXTS_REFUSED, Lost.UNSURE: TEXTS_UNSURE}
    return "".join(f" {said}" for each, said in told.items() if each in lost)


def hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _told(office: Office, carrier: str) -> frozenset[str]:
    week = str(_week(office.session, office.now))
    return store.lost_in(office.session, week, carrier, office.now)


def _week(session: Session, now: datetime) -> Week:
    return Week.of(local_day(now, accounts.organisation(session).zone))
