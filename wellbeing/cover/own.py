"""A peer supporter or practitioner looks after their own card and their days away."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.cover import supporter_store
from wellbeing.cover.hours import A_DAY
from wellbeing.cover.kept import Away, Card
from wellbeing.database import writing

SUPPORTERS = (Role.PEER_SUPPORTER, Role.PRACTITIONER)
FOR_EVER = date.max


@dataclass(frozen=True)
class Supporter:
    """Somebody with a card of their own, on a day."""

    session: Session
    person_id: str
    today: date

    @property
    def about(self) -> str:
        return f"supporter {self.person_id}"


class NotASupporterError(Exception):
    """Only peer supporters and practitioners have a card and days away here."""


def card(supporter: Supporter) -> Card | None:
    return supporter_store.cards(supporter.session, [supporter.person_id]).get(supporter.person_id)


def days_away(supporter: Supporter) -> tuple[Away, ...]:
    """Return the days away from today on, the next first."""
    return _touching(supporter, Away(supporter.today, FOR_EVER))


def keep_card(supporter: Supporter, new: Card) -> None:
    _require_supporter(supporter)
    with writing(supporter.session, supporter.about):
        supporter_store.keep_card(supporter.session, supporter.person_id, new)


def go_away(supporter: Supporter, new: Away) -> Away:
    """Keep days away; what touches days entered before becomes one time with them, and is returned."""
    _require_supporter(supporter)
    with writing(supporter.session, supporter.about):
        beside = Away(new.first - A_DAY, new.last + A_DAY)
        for one in _touching(supporter, beside):
            new = Away(min(new.first, one.first), max(new.last, one.last))
            supporter_store.remove_away(supporter.session, supporter.person_id, one.first)
        supporter_store.add_away(supporter.session, supporter.person_id, new)
    return new


def come_back(supporter: Supporter, first: date) -> None:
    """Remove the days away that begin on a day; doing it twice changes nothing more."""
    with writing(supporter.session, supporter.about):
        supporter_store.remove_away(supporter.session, supporter.person_id, first)


def _touching(supporter: Supporter, days: Away) -> tuple[Away, ...]:
    found = supporter_store.away(supporter.session, [supporter.person_id], days.first, days.last)
    return found.get(supporter.person_id, ())


def _require_supporter(supporter: Supporter) -> None:
    person = accounts.person(supporter.session, supporter.person_id, supporter.today)
    if person is None or person.roles.isdisjoint(one.value for one in SUPPORTERS):
        raise NotASupporterError
