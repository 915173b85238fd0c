"""What sharing is worked on with, for one moment."""

from dataclasses import dataclass

from wellbeing.moment import Moment
from wellbeing.sharing.cupboard import Cupboard


@dataclass(frozen=True)
class Desk(Moment):
    """The moment, and where what is shared lies."""

    @property
    def cupboard(self) -> Cupboard:
        return Cupboard(self.session, self.vault)
