"""The sample's supporters write their cards, its wellbeing lead sets the hours, and one of them is away soon."""

from collections.abc import Mapping
from datetime import time, timedelta

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.cover import own
from wellbeing.cover import service as cover
from wellbeing.cover.own import Supporter
from wellbeing.cover.service import Away, Card, ClosedDay
from wellbeing.cover.setting import Lead, close_day, set_week
from wellbeing.simulation.organisation import LEAD
from wellbeing.simulation.responding import name_responders
from wellbeing.simulation.stage import Stage

MONDAY = 0
LONG_DAY, SHORT_DAY = (time(9), time(17)), (time(9), time(16, 30))
HOURS = (*(LONG_DAY,) * 4, SHORT_DAY, None, None)
# From the last Monday played: Wednesday to Friday two weeks later, and the Friday after that.
AWAY_FROM, AWAY_FOR, CLOSED_IN = timedelta(days=16), timedelta(days=2), timedelta(days=25)
ALONE = (
    "Nothing. What you tell me stays with me, unless somebody is in danger; then I tell you first."
)
CARDS: Mapping[Role, tuple[Card, ...]] = {
    Role.PEER_SUPPORTER: (
        Card(
            training="TRiM practitioner since 2022. I worked in a team like yours for nine years.",
            languages="English, Polish",
            hours="Monday to Thursday, mornings",
            first_conversation="We walk or sit down with a tea. You decide what you say and when we stop.",
            how_long="About 45 minutes, shorter if you like",
            written_down=ALONE,
            most_at_once=4,
        ),
        Card(
            training="Mental health first aid, and a course in listening of three days.",
            languages="English, Welsh",
            hours="Most days after 13:00, also by phone from home",
            first_conversation="You say what brought you, and I listen. I ask little and give no advice you did not ask for.",
            how_long="Half an hour to begin with",
            written_down=ALONE,
            most_at_once=3,
        ),
        Card(
            training="Peer supporter since 2024, with supervision every month.",
            languages="English, British Sign Language",
            hours="Tuesday to Friday",
            first_conversation="We agree first what you want from it. Video is fine, in sign language too.",
            how_long="Up to an hour",
            written_down=ALONE,
            most_at_once=4,
        ),
    ),
    Role.PRACTITIONER: (
        Card(
            training="Occupational health nurse, with training in trauma-focused support.",
            languages="English",
            hours="Monday to Friday, 9:30 to 16:00",
            first_conversation="I ask what has changed for you and what you need. We look together at what could help.",
            how_long="50 minutes",
            written_down="A short note in the occupational health record. You can read it, and your manager cannot.",
            most_at_once=8,
        ),
        Card(
            training="Counsellor, accredited since 2015.",
            languages="English, Punjabi",
            hours="Monday, Tuesday and Thursday",
            first_conversation="We talk about what is heavy at present. You need not tell what happened.",
            how_long="50 minutes",
            written_down="The day and that we met. You can read it, and your manager cannot.",
            most_at_once=8,
        ),
    ),
}


class Covering:
    """Looks each Monday whether every supporter has a card; a week played again changes nothing."""

    def __init__(self, stage: Stage, weeks: int) -> None:
        """Know when the sample ends."""
        self._stage = stage
        self._weeks = weeks

    def on(self, week: int, weekday: int, held: Mapping[str, str]) -> None:
        """Do what is to be done on this day; `held` gives the person who holds each role."""
        if weekday != MONDAY:
            return
        if LEAD in held and not cover.is_confirmed(self._stage.session):
            set_week(self._lead(held[LEAD]), HOURS, 0)
        for role, cards in CARDS.items():
            self._write(role, cards)
        if LEAD in held:
            name_responders(self._stage, held[LEAD])
        if week == self._weeks - 1:
            self._look_ahead(held)

    def _write(self, role: Role, cards: tuple[Card, ...]) -> None:
        session, today = self._stage.session, self._stage.today
        ids = [one.id for one in accounts.people_with_role(session, role, today)]
        written = cover.cards(session, ids)
        for place, person_id in enumerate(ids):
            if person_id not in written:
                own.keep_card(self._supporter(person_id), cards[place % len(cards)])

    def _look_ahead(self, held: Mapping[str, str]) -> None:
        """One supporter is away in the week after the sample's last, and a day is closed after that."""
        today = self._stage.today
        found = accounts.people_with_role(self._stage.session, Role.PEER_SUPPORTER, today)
        if found:
            first = today + AWAY_FROM
            own.go_away(self._supporter(found[-1].id), Away(first, first + AWAY_FOR))
        if LEAD in held:
            close_day(self._lead(held[LEAD]), ClosedDay(today + CLOSED_IN, "Training day"))

    def _supporter(self, person_id: str) -> Supporter:
        return Supporter(self._stage.session, person_id, self._stage.today)

    def _lead(self, person_id: str) -> Lead:
        stage = self._stage
        return Lead(stage.session, stage.vault, person_id, stage.today)
