"""Somebody of the sample has agreed on a time with a practitioner, and they have written to each other."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time
from zoneinfo import ZoneInfo

from wellbeing.accounts import cast
from wellbeing.accounts.cast import Part
from wellbeing.contact import service as contact
from wellbeing.contact.service import Visitor, Wanted
from wellbeing.simulation.stage import Stage
from wellbeing.support import service as support
from wellbeing.support.service import Kind, OpenCase, Wish

WISH = Wish(Kind.TALK, with_whom="practitioner", how="in_person")
TEN, THREE = time(10), time(15)
PLACE = "The small room beside the library"
ASKS = "Thank you for taking this. I would rather walk than sit in a room, if that is possible."
ANSWERS = "Yes, we can walk. I wait at the side door. Tell me if another place is better."
# Each is sent once, whatever is played again.
_PRESSES = ("a" * 32, "b" * 32)


def arrange_one(stage: Stage, parts: Sequence[Part]) -> None:
    """Let one of the sample people and a practitioner have a time ahead, and two letters."""
    ids = [found for part in parts if (found := cast.person_id_of(stage.session, part))]
    case = next(_arranged(stage, ids), None) or _taken(stage, ids)
    if case is None:
        return
    asker = Visitor(stage.office, case.asker, case.id)
    helper = Visitor(stage.office, case.contact, case.id)
    if contact.next_of(stage.office, case.asker, case.id) is None:
        _agree(stage, asker, helper)
    contact.write(asker, ASKS, _PRESSES[0])
    contact.contact_of(stage.office, case.contact, case.id)
    contact.write(helper, ANSWERS, _PRESSES[1])


def _agree(stage: Stage, asker: Visitor, helper: Visitor) -> None:
    seen = contact.page_of(stage.office, asker.person_id, asker.request_id).now.times.version
    wanted = tuple(Wanted(each, 45, WISH.how, PLACE) for each in _times(stage))
    contact.offer(helper, wanted, seen)
    now = contact.page_of(stage.office, asker.person_id, asker.request_id).now.times
    contact.pick(asker, now.offered[0].id)


def _times(stage: Stage) -> Iterator[datetime]:
    """Give a morning and an afternoon on the next two staffed days after this one."""
    day, hours = stage.today, stage.office.rota.hours
    for at in (TEN, THREE):
        day = hours.working_day_after(day, 1)
        yield datetime.combine(day, at, ZoneInfo(stage.zone))


def _arranged(stage: Stage, ids: Sequence[str]) -> Iterator[OpenCase]:
    """Give the cases in which something was arranged before."""
    for each in ids:
        for case in support.open_cases_of(stage.office, each):
            if contact.page_of(stage.office, each, case.id).now.letters:
                yield case


def _taken(stage: Stage, ids: Sequence[str]) -> OpenCase | None:
    """Let the first who can ask a listed practitioner do so, and let that one take it."""
    for each in ids:
        with suppress(support.NobodyToAskError):
            sending = support.ahead(stage.office, each, WISH)
            helper = next((one.id for one in sending.contacts if one.id in ids), None)
            if helper is None or support.is_open(stage.desk, each, Kind.TALK):
                continue
            support.ask(stage.office, each, WISH, sending.mark, takes_part=False)
            filed = stage.office.cabinet.open_one(each, Kind.TALK, stage.today)
            if filed is not None:
                support.take(stage.office, helper, filed.id)
                return support.case_of(stage.office, each, filed.id)
    return None
