"""People of the sample say a little apart from their answers: few, rarely, and as the pages would keep it."""

from random import Random

from wellbeing.checkins import own_say
from wellbeing.checkins.pressures import high_pressures
from wellbeing.content.loader import content
from wellbeing.history.service import Answers, Armour
from wellbeing.preferences.asked import Pages, keep_one_more, keep_pages
from wellbeing.preferences.contact import ContactWishes, Way, keep_contact_wishes
from wellbeing.simulation.life import Answered
from wellbeing.simulation.organisation import Staff
from wellbeing.simulation.stage import Stage
from wellbeing.stepped_care import HIGHEST_ANSWER
from wellbeing.week import Week

WANTS_ONE_MORE = 0.06
TICKS = 0.1
ASKED_OTHERWISE = 0.08
SAYS_HOW = 0.08
# About once in six years of check-ins.
FRESH_START = 0.003
WISHES = (
    ContactWishes(how="phone", safe_times="Tuesday and Thursday, 10 to 12", not_by=(Way.EMAIL,)),
    ContactWishes(how="in_person", may_leave_message=True),
    ContactWishes(how="writing", not_by=(Way.PHONE, Way.VIDEO)),
)


class OwnSay:
    """Draws who says what, the same each time for a seed."""

    def __init__(self, stage: Stage, seed: int) -> None:
        """Know nobody yet."""
        self._stage = stage
        self._seed = seed

    def begin(self, person_id: str, person: Staff) -> None:
        """Let a few choose what suits them when they begin to take part."""
        session, vault = self._stage.session, self._stage.vault
        if self._wants_one_more(person):
            keep_one_more(session, vault, person_id, wanted=True)
        rng = self._drawn("what suits them", person)
        otherwise, says_how = rng.random() < ASKED_OTHERWISE, rng.random() < SAYS_HOW
        if otherwise:
            keep_pages(session, vault, person_id, rng.choice((Pages.ONE, Pages.ALL)))
        if says_how:
            keep_contact_wishes(session, vault, person_id, rng.choice(WISHES))

    def answers(self, person: Staff, answered: Answered, week: Week) -> Answers:
        """Return what is sent, with an answer to the one more question of those who want it."""
        one_more = content().questions.one_more
        armour = None
        if one_more is not None and self._wants_one_more(person):
            days = self._drawn("one more", person, week).randint(0, HIGHEST_ANSWER)
            armour = Armour(one_more.of_week(week).id, days)
        return Answers(answered.check_in, answered.talk_with, answered.talk_how, armour)

    def after(self, person_id: str, person: Staff, answered: Answered, week: Week) -> None:
        """Let a few tick what a pressure was about, and very few begin their usual level anew."""
        desk, rng = self._stage.desk, self._drawn("own say", person, week)
        ticks, begins = rng.random() < TICKS, rng.random() < FRESH_START
        if ticks:
            high = high_pressures(answered.check_in, content(), desk.policies.at(week))
            if tags := [rng.choice(one.tags).id for one in high]:
                own_say.keep_about(desk, person_id, week, tags)
        if begins:
            own_say.start_afresh(desk, person_id)

    def _wants_one_more(self, person: Staff) -> bool:
        return self._drawn("wants one more", person).random() < WANTS_ONE_MORE

    def _drawn(self, what: str, person: Staff, week: Week | None = None) -> Random:
        return Random(f"{self._seed}:{what}:{person.work_email}:{week}")
