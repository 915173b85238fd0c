"""The clock of calls: the next one is told, its person when nobody has it, and after seven days it goes."""

from contextlib import suppress
from dataclasses import replace

from wellbeing.database import writing
from wellbeing.each_alone import each_alone
from wellbeing.responders.desk import Desk
from wellbeing.responders.drawer import Filed, NotThereError
from wellbeing.responders.passing import kept
from wellbeing.responders.reaching import standing
from wellbeing.sealed import SealBrokenError


def keep_clock(desk: Desk) -> None:
    """Do what is due for every call; one that cannot be opened stops no other."""
    each_alone(desk.session, desk.drawer.ids(), lambda one: _keep(desk, one))


def forget_old(desk: Desk) -> None:
    """Remove calls seven days after they were made; the keys go first."""
    _remove(desk, desk.drawer.without_key())
    each_alone(desk.session, desk.drawer.ids(), lambda one: _forget(desk, one))


def after_restore(desk: Desk) -> None:
    """End calls whose minutes are over, and tell their people: they may have been taken back or answered since.

    One whose minutes still run goes on: its person was promised that, and waits.
    """
    with writing(desk.session):
        for call_id in desk.drawer.ids():
            # What cannot be opened is open to nobody.
            with suppress(SealBrokenError):
                one = desk.drawer.again(call_id)
                if one is not None and not one.call.is_over and desk.now >= one.call.due_at:
                    desk.drawer.keep(replace(one, call=one.call.put_back(desk.now)))
                    desk.tell_person(one.call.asker)


def _keep(desk: Desk, call_id: str) -> None:
    one = desk.drawer.again(call_id)
    if one is None or one.call.is_over or _kept(desk, one) == one:
        return
    # Taken back or removed meanwhile: nothing is left to do.
    with suppress(NotThereError), writing(desk.session, one.call.asker):
        filed = desk.drawer.again(call_id)
        if filed is not None:
            _change(desk, filed, _kept(desk, filed))


def _kept(desk: Desk, filed: Filed) -> Filed:
    call = kept(filed.call, standing(desk, filed.call))
    return replace(filed, call=call.noticed(desk.now))


def _change(desk: Desk, before: Filed, after: Filed) -> None:
    if after == before:
        return
    desk.drawer.keep(after)
    waited = {one.to for one in before.call.told if one.waits}
    known = {one.to for one in before.call.told} - waited
    desk.tell_responders(one.to for one in after.call.told if one.to not in known and not one.waits)
    if after.call.nobody_at != before.call.nobody_at:
        desk.tell_person(after.call.asker)


def _forget(desk: Desk, call_id: str) -> None:
    one = desk.drawer.again(call_id)
    if one is not None and desk.now >= one.call.removed_at:
        _remove(desk, (one.id,))


def _remove(desk: Desk, call_ids: tuple[str, ...]) -> None:
    if call_ids:
        desk.drawer.destroy_keys(call_ids)
        with writing(desk.session):
            desk.drawer.remove(call_ids)
