"""Who is at the pages of the screens, and which screens there are for them; none by default."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps

from flask import abort
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.content.screen_models import ScreenTexts
from wellbeing.extensions import db, house
from wellbeing.history.service import Desk
from wellbeing.policies import service as policies
from wellbeing.screens import service
from wellbeing.screens.service import Screen, switched_on
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.taking_part import taking_part
from wellbeing.web.words import words


@dataclass(frozen=True)
class Room:
    """One person, the desk that knows their weeks, and the screens they can choose."""

    person: SignedIn
    desk: Desk

    @property
    def person_id(self) -> str:
        return self.person.id

    @property
    def screens(self) -> tuple[Screen, ...]:
        return switched_on(self.desk.policy)

    @property
    def texts(self) -> ScreenTexts:
        return words().screens

    def agreed(self) -> bool:
        """Say whether the person takes part at this moment."""
        return taking_part().holds(self.person)


def room_of(person: SignedIn) -> Room:
    """Return the room; where no screen is switched on, there is none."""
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    in_force = policies.rulebook(session, house().settings.policies)
    room = Room(
        person,
        Desk(session, house().vault, in_force, today, house().settings.keeping.weeks_of("answers")),
    )
    return room if room.screens else abort(404)


def for_screen(
    view: Callable[[Room, Screen], ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """Hand the view the screen in the address; one that is off is not there."""

    @wraps(view)
    @for_signed_in
    def visited(person: SignedIn, address: str) -> ResponseReturnValue:
        room = room_of(person)
        found = next((each for each in room.screens if each.address == address), None)
        return view(room, found) if found else abort(404)

    return visited


def for_taking_part(
    view: Callable[[Room, Screen], ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """The same for people who take part; others read first what they would agree to."""

    @wraps(view)
    @for_screen
    def visited(room: Room, screen: Screen) -> ResponseReturnValue:
        if room.agreed():
            # Who withdraws in another window at this moment is led to the same page.
            with suppress(service.NotTakingPartError):
                return view(room, screen)
        return taking_part().read_first(room.person)

    return visited
