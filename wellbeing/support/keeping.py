"""The clock of promises: what nobody has taken passes on, and whoever asked is told of a broken one.

No row says in clear when something is due: every open request is opened at each tick, a few at
once. Who holds a role is asked once for all of them; who stands above whom must be asked for each
asker, so that is done when something is due by the roles, and else once an hour, each request in a
minute of its own. Each that has to change is read again and changed in one transaction about its asker, together
with the notices of it, so that a stop leaves nothing halfway and two clocks do nothing twice.
"""

from collections.abc import Sequence

from wellbeing.database import in_chunks, writing
from wellbeing.messages import service as messages
from wellbeing.sealed import SealBrokenError
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case
from wellbeing.support.office import Office
from wellbeing.support.passing import Standing, concerns_the_clock, kept
from wellbeing.support.pools import Pools

AT_ONCE = 200
AN_HOUR = 60


def keep_promises(office: Office) -> None:
    """Do what is due for every open request; one that cannot be opened stops no other.

    Raise the first trouble at the end, so that it is seen.
    """
    pools, troubles = Pools(office), list[Exception]()
    for some in in_chunks(office.cabinet.open_ids(), AT_ONCE):
        for one in _open_together(office, some):
            try:
                _keep(office, pools, one)
            except Exception as error:  # noqa: BLE001  # A promise to somebody else must not wait.
                troubles.append(error)
        # What is only read here must not keep others from writing meanwhile.
        office.session.rollback()
    if troubles:
        raise troubles[0]


def _open_together(office: Office, request_ids: Sequence[str]) -> Sequence[Filed | str]:
    """Open some requests at once; where one cannot be opened, each is tried by itself."""
    try:
        return office.cabinet.still_open(request_ids)
    except SealBrokenError:
        return request_ids


def _keep(office: Office, pools: Pools, one: Filed | str) -> None:
    filed = _open(office, one) if isinstance(one, str) else one
    if filed is None or not concerns_the_clock(filed.case):
        return
    if not _is_its_minute(office, filed) and _can_wait(office, pools, filed.case):
        return
    if kept(filed.case, _standing(office, pools, filed.case)) == filed.case:
        return
    with writing(office.session, filed.case.asker):
        again = _open(office, filed.id)
        if again is not None:
            _change(office, again, kept(again.case, _standing(office, Pools(office), again.case)))


def _can_wait(office: Office, pools: Pools, case: Case) -> bool:
    """Say whether nothing is due, as long as all who hold the role may answer."""
    return kept(case, _at(office, pools.holding(case))) == case


def _is_its_minute(office: Office, filed: Filed) -> bool:
    return int(filed.id, 16) % AN_HOUR == office.now.minute


def _change(office: Office, filed: Filed, case: Case) -> None:
    if case == filed.case:
        return
    new = [one.to for one in case.handed_on[len(filed.case.handed_on) :]]
    office.cabinet.pass_on(filed.id, case, new)
    office.tell(messages.Kind.REQUEST, new)
    if case.told_at != filed.case.told_at:
        office.tell(messages.Kind.REQUEST_TAKEN, [case.asker])


def _open(office: Office, request_id: str) -> Filed | None:
    return next(iter(office.cabinet.still_open([request_id])), None)


def _standing(office: Office, pools: Pools, case: Case) -> Standing:
    return _at(office, frozenset(one.id for one in pools.of(case.asker, case.wish)))


def _at(office: Office, able: frozenset[str]) -> Standing:
    return Standing(
        now=office.now,
        is_staffed=office.rota.hours.is_open(office.now),
        able=able,
        there=office.rota.there(able),
    )
