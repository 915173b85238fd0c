"""What work requests are worked on with, for one moment."""

from dataclasses import dataclass

from wellbeing.moment import Moment
from wellbeing.work_requests.cupboard import Cupboard


@dataclass(frozen=True)
class Desk(Moment):
    """The moment, and where these requests lie."""

    @property
    def cupboard(self) -> Cupboard:
        return Cupboard(self.session, self.vault)
