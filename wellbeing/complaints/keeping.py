"""The clock of complaints: who reads is told before the day and when it has passed, its person too."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.complaints.desk import Desk, about
from wellbeing.complaints.folder import Filed, Folder, NotThereError, kept_until
from wellbeing.complaints.readers import able, outside_the_line
from wellbeing.complaints.record import SOON
from wellbeing.database import writing
from wellbeing.each_alone import each_alone
from wellbeing.sealed import SealBrokenError, Vault


def keep_clock(desk: Desk) -> None:
    """Tell once what there is to tell of every open complaint; one that cannot be opened stops no other."""
    each_alone(desk.session, desk.folder.open_ids(), lambda one: _keep(desk, one))


def forget_old(desk: Desk) -> None:
    """Remove complaints six years after their answer; the keys go first."""
    over = desk.folder.over(desk.today)
    if over:
        _remove(desk, over)


def after_restore(session: Session, vault: Vault, today: date) -> None:
    """Let nobody read what is open until its person says so: it may have been taken back since the backup.

    The clock tells them, as it does where nobody can read one any more.
    """
    folder = Folder(session, vault)
    with writing(session):
        for complaint_id in folder.open_ids():
            # What cannot be opened is read by nobody anyway.
            with suppress(SealBrokenError):
                one = folder.again(complaint_id)
                if one is not None and one.said.asker:
                    folder.readdress(replace(one, said=one.said.put_back(today)))


def _remove(desk: Desk, complaint_ids: tuple[str, ...]) -> None:
    desk.folder.destroy_keys(complaint_ids)
    with writing(desk.session):
        desk.folder.remove(complaint_ids)


def _keep(desk: Desk, complaint_id: str) -> None:
    one = desk.folder.again(complaint_id)
    if one is not None and kept_until(one.said) <= desk.today:
        # Nobody ever answered: its person may be gone, and whoever could have read it.
        _remove(desk, (one.id,))
        return
    if one is None or _kept(desk, one) == one:
        return
    # Taken back or filed as nobody's meanwhile: nothing is left to tell.
    with suppress(NotThereError), writing(desk.session, about(complaint_id)):
        filed = desk.folder.again(complaint_id)
        if filed is not None and filed.said.is_open:
            _change(desk, filed, _kept(desk, filed))


def _kept(desk: Desk, filed: Filed) -> Filed:
    said = filed.said
    return replace(
        filed,
        said=replace(
            said,
            # Whoever came to lead its person loses it for good: of somebody who has left, or is nobody
            # any more, nothing says who led them.
            readers=outside_the_line(desk, said),
            told_soon=said.told_soon or desk.today >= said.answer_by - SOON,
            told_late=said.told_late or said.is_overdue(desk.today),
            told_nobody=said.told_nobody or not able(desk, said),
        ),
    )


def _change(desk: Desk, before: Filed, after: Filed) -> None:
    if after == before:
        return
    old, new = before.said, after.said
    if new.readers == old.readers:
        desk.folder.keep(after)
    else:
        desk.folder.readdress(after)
    if (new.told_soon, new.told_late) != (old.told_soon, old.told_late):
        desk.tell_readers(able(desk, new))
    if (new.told_late, new.told_nobody) != (old.told_late, old.told_nobody):
        desk.tell_person(new.asker)
