"""The clock of what people said ahead: asks where they said that it should, and asks a contact for a hello.

Each is done in one transaction about its person, read again in it: a stop leaves nothing halfway, two clocks
do nothing twice, and what was taken back is not done.
"""

from contextlib import suppress
from dataclasses import replace

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.checkins import booked, hello
from wellbeing.checkins.said_ahead import Became, Booked, Folder, SaidAhead, key_of
from wellbeing.database import writing
from wellbeing.sealed import SealBrokenError, Vault
from wellbeing.support.service import Office


def keep_what_was_said(office: Office) -> None:
    """Do what is due; what cannot be done for one person stops no other.

    Raise the first trouble at the end, so that it is seen.
    """
    folder, troubles = Folder(office.session, office.vault), list[Exception]()
    for row_id in folder.ids():
        try:
            said = folder.at(row_id)
            if said is not None:
                _keep(office, said)
        except Exception as error:  # noqa: BLE001  # What somebody else said must not wait.
            troubles.append(error)
        # What is only read here must not keep others from writing meanwhile.
        office.session.rollback()
    if troubles:
        raise troubles[0]


def forget_left_behind(session: Session, vault: Vault, present: tuple[str, ...]) -> None:
    """Remove what people said who have left; the keys go first."""
    folder = Folder(session, vault)
    here = {vault.row_key("said ahead", each) for each in present}
    gone = tuple(row_id for row_id in folder.ids() if row_id not in here)
    for row_id in gone:
        vault.destroy(key_of(row_id))
    if gone:
        with writing(session):
            folder.remove(gone)


def after_restore(session: Session, vault: Vault) -> None:
    """Let nothing happen by itself: what was taken back since the backup would be done, or told.

    Days that were chosen stay, as reminders. What cannot be opened is never acted on.
    """
    folder = Folder(session, vault)
    with writing(session):
        for row_id in folder.ids():
            with suppress(SealBrokenError):
                said = folder.at(row_id)
                if said is not None:
                    folder.keep(_by_hand(said))


def _by_hand(said: SaidAhead) -> SaidAhead:
    booked = tuple(_reminding(one) for one in said.booked)
    looked = said.looked_back and replace(said.looked_back, case="")
    return replace(said, booked=booked, hello=False, looked_back=looked)


def _reminding(one: Booked) -> Booked:
    return replace(one, asks=False) if one.became is Became.WAITS else one


def _keep(office: Office, said: SaidAhead) -> None:
    if accounts.person(office.session, said.person, office.today) is None:
        return
    booked.ask_for_them(office, said)
    hello.tell_contact(office, said)
    _without_past(office, said)


def _without_past(office: Office, said: SaidAhead) -> None:
    if _kept(office, said) == said:
        return
    folder = Folder(office.session, office.vault)
    with writing(office.session, said.person):
        folder.keep(_kept(office, folder.of(said.person)))


def _kept(office: Office, said: SaidAhead) -> SaidAhead:
    return hello.without_past(office, booked.without_past(said, office.today))
