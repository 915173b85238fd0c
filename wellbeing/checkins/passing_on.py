"""What sending a check-in with a wish to talk would pass on: said before, and nothing else is sent."""

from dataclasses import dataclass

from wellbeing.checkins import service
from wellbeing.checkins.visit import Visit
from wellbeing.history.service import Answers
from wellbeing.support import service as support

CHOOSE = "You have not chosen with whom you would like to talk, so nobody is told. You can still choose, here or later."
ALREADY = "Your request to talk is with somebody already. It stays open, and nothing new is sent."


@dataclass(frozen=True)
class PassedOn:
    """What the last page of a check-in says about a wish to talk."""

    preview: support.Preview | None
    said: str

    @property
    def mark(self) -> str:
        return self.preview.mark if self.preview else ""


def passed_on(visit: Visit, answers: Answers) -> PassedOn | None:
    """Return what sending these answers would pass on; None without a wish to talk."""
    if not answers.check_in.asks_to_talk:
        return None
    if support.is_open(visit.desk, visit.person_id, support.Kind.TALK):
        return PassedOn(None, ALREADY)
    if not answers.talk_with:
        return PassedOn(None, CHOOSE)
    try:
        ahead = support.ahead(visit.office, visit.person_id, _wish(visit, answers))
    except support.NobodyToAskError as error:
        return PassedOn(None, support.why_nobody_in_words(visit.words, support.Kind.TALK, error))
    return PassedOn(support.preview(visit.words, ahead), "")


def _wish(visit: Visit, answers: Answers) -> support.Wish:
    """Return the wish with what the person keeps about being reached."""
    return support.as_preferred(visit.office, visit.person_id, service.wish_of(answers))


def was_not_sent(visit: Visit, sent: service.Sent) -> bool:
    """Say whether a page showed what would be passed on, and by then it was not true any more."""
    if not sent.shown or not sent.answers.check_in.asks_to_talk:
        return False
    return not support.is_open(visit.desk, visit.person_id, support.Kind.TALK)
