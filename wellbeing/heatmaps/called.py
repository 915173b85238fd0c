"""What a unit was called and where it stood before: figures keep the names they came out under."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.accounts import earlier
from wellbeing.accounts import service as accounts
from wellbeing.accounts.service import Unit
from wellbeing.heatmaps import words


@dataclass(frozen=True)
class Called:
    """What was otherwise before a day: the name, the unit it stood in, or both."""

    before: str
    name: str
    place: str


def called_before(session: Session, unit: Unit) -> Iterator[Called]:
    """Give what was changed about a unit, the newest first; what stayed the same is left out."""
    name, parent_id = unit.name, unit.parent_id
    for then in earlier.of_unit(session, unit.id):
        stood_in = accounts.unit(session, then.parent_id or "")
        yield Called(
            before=words.day_in_words(then.until_on),
            name=then.name if then.name != name else "",
            place=stood_in.name if stood_in and then.parent_id != parent_id else "",
        )
        name, parent_id = then.name, then.parent_id
