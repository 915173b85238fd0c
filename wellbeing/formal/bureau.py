"""What formal support is worked on with: the office of requests, and the words that are agreed to."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.checkins import service as checkins
from wellbeing.content.formal_models import FormalWords
from wellbeing.content.loader import Content
from wellbeing.formal.folder import Folder
from wellbeing.history.service import Desk
from wellbeing.support.service import Office


@dataclass(frozen=True)
class Bureau:
    """Everything formal support needs, for one moment."""

    office: Office
    words: Content

    @property
    def session(self) -> Session:
        return self.office.session

    @property
    def desk(self) -> Desk:
        return self.office.desk

    @property
    def today(self) -> date:
        return self.office.today

    @property
    def text(self) -> FormalWords:
        return self.words.formal

    @property
    def folder(self) -> Folder:
        return Folder(self.office.session, self.office.vault)

    def rules_hear(self, person_id: str) -> bool:
        """Say whether the person takes part in checking in: else no rule hears of anything."""
        return checkins.takes_part(self.desk, self.words.consent, person_id)
