"""Somebody who asked for contact now, and is a responder themselves: the rows, whoever else there is."""

import secrets
from typing import Any

from tests.support.house import Home
from wellbeing.database import writing
from wellbeing.responders import roll_store
from wellbeing.responders.drawer import Drawer, Filed
from wellbeing.responders.record import Call, Told
from wellbeing.responders.roll_store import Minutes, Named


def put_call(home: Home, session: Any, person_id: str, reach: str) -> None:
    """File a call of this person, and put them on the roll, with the minutes as theirs."""
    now = home.clock.now()
    call = Call(person_id, reach, False, now, 15, ("0" * 32,), (Told("0" * 32, now),))
    with writing(session, person_id):
        Drawer(session, home.vault).file(Filed(secrets.token_hex(16), call))
        today = now.date()
        roll_store.keep(session, Named(person_id, 1, person_id, today, today, today))
        roll_store.set_minutes(session, Minutes(15, person_id, today))
