"""Teams of the sample write down what they heard, do something about it, and pass things up."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.actions import keeping, passing_up, service
from wellbeing.actions.log import Decision, Helped, State, Written
from wellbeing.actions.passing_up import Said
from wellbeing.simulation.stage import Stage

MONDAY = 0
# So many teams keep a log, which is enough to look at.
MOST_TEAMS = 9
# Every third team tells the same stories.
TEAMS_WITH_OTHERS = 3


@dataclass(frozen=True)
class Story:
    """One action of the sample: how many weeks before the end what happens with it."""

    idea: str
    begins: int
    due_after: int
    owned: bool = True
    done: int | None = None
    did: str = ""
    helped: tuple[tuple[int, Helped], ...] = ()
    passed: int | None = None
    answered: int | None = None
    said: Said | None = None
    promised_in: int = 0
    is_decided: bool = True


STORIES = (
    Story(
        "stop_one_thing",
        begins=11,
        due_after=4,
        done=7,
        did="The weekly report to two places is now one report. It saves each of us about an hour.",
        helped=((2, Helped.PARTLY),),
    ),
    Story(
        "limit_of_cases",
        begins=6,
        due_after=8,
        passed=6,
        answered=4,
        said=Said(
            Decision.BY,
            "There is money for one more post from the new quarter on. Until then no new cases "
            "come to you on Fridays.",
        ),
        promised_in=6,
    ),
    Story("protected_reflective_time", begins=4, due_after=5),
    Story("what_we_know", begins=1, due_after=3, owned=False, is_decided=False),
    Story("quiet_place", begins=3, due_after=4, passed=1),
    Story(
        "write_it_once",
        begins=8,
        due_after=9,
        passed=8,
        answered=6,
        said=Said(
            Decision.NO,
            "The system is bought for three more years and cannot drop the second form. I have "
            "asked for a shorter one.",
        ),
    ),
)


class Acting:
    """Plays the stories of some teams; playing a week twice writes nothing twice."""

    def __init__(self, stage: Stage, weeks: int, seed: int) -> None:
        """Begin with every log empty."""
        self._stage = stage
        self._weeks = weeks
        self._seed = seed

    def on(self, week: int, weekday: int) -> None:
        """Do what is to be done in this week, on its Monday."""
        if weekday != MONDAY or week >= self._weeks:
            return
        left = self._weeks - week
        due = {number for number, one in enumerate(STORIES) if self._happens(one, week, left)}
        if due:
            for place, unit in enumerate(self._teams()):
                for number in sorted(due):
                    if (number + place) % TEAMS_WITH_OTHERS == 0:
                        self._play(unit, number, week)

    def _happens(self, story: Story, week: int, left: int) -> bool:
        """Say whether something of a story lies in this week; a short sample begins with the rest."""
        days = {story.begins, story.done, story.passed, story.answered}
        days |= {ago for ago, _ in story.helped}
        return left in days or (week == 0 and story.begins > left)

    def _teams(self) -> list[accounts.Unit]:
        stage = self._stage
        teams = [
            unit
            for unit in accounts.units(stage.session, stage.today)
            if unit.level is accounts.Level.TEAM
        ]
        return teams[:MOST_TEAMS]

    def _play(self, unit: accounts.Unit, number: int, week: int) -> None:
        """Bring one story of one team up to this week."""
        lead = self._lead_of(unit)
        if lead is None:
            return
        story, left = STORIES[number], self._weeks - week
        log = self._log(unit.id, lead)
        action_id = self._key(unit, number)
        self._begin(log, action_id, self._written(story, lead))
        if story.passed is not None and left <= story.passed:
            self._pass_up(log, action_id)
        if story.answered is not None and left <= story.answered:
            self._answer(unit, action_id, story)
        if story.done is not None and left <= story.done:
            version = self._version(unit.id, action_id)
            keeping.end(log, action_id, version, State.DONE, story.did)
        if left in dict(story.helped):
            keeping.review(log, action_id, dict(story.helped)[left])

    def _begin(self, log: keeping.Log, action_id: str, written: Written) -> None:
        """Write an action down in its first week; sent again later it would be a change."""
        if self._version(log.unit_id, action_id) == 0:
            keeping.add(log, action_id, written)

    def _pass_up(self, log: keeping.Log, action_id: str) -> None:
        with suppress(passing_up.NobodyAboveError):
            passing_up.pass_up(log, action_id)

    def _written(self, story: Story, lead_id: str) -> Written:
        library = self._stage.actions
        found = library.idea(story.idea)
        if found is None:
            raise LookupError(f"the action library has no idea {story.idea}")
        area, cause, idea = found
        return Written(
            area=area.id,
            heard=cause.heard,
            does=idea.does if story.is_decided else "",
            due_on=self._stage.today + timedelta(weeks=story.due_after),
            owner_id=lead_id if story.owned else None,
            idea=idea.id,
        )

    def _answer(self, unit: accounts.Unit, action_id: str, story: Story) -> None:
        stage = self._stage
        action = service.action(stage.session, unit.id, action_id, stage.today)
        if story.said is None or action is None or action.passed is None or action.passed.answers:
            return
        asked = accounts.unit(stage.session, action.passed.to_unit_id)
        lead = self._lead_of(asked) if asked else None
        if asked is None or lead is None:
            return
        by_on = stage.today + timedelta(weeks=story.promised_in) if story.promised_in else None
        said = Said(story.said.decision, story.said.why, by_on)
        passing_up.answer(self._log(asked.id, lead), action_id, 1, said)

    def _lead_of(self, unit: accounts.Unit) -> str | None:
        found = leading.leads_of(self._stage.session, unit, self._stage.today)
        return found[0].id if found else None

    def _version(self, unit_id: str, action_id: str) -> int:
        stage = self._stage
        found = service.action(stage.session, unit_id, action_id, stage.today)
        return found.version if found else 0

    def _log(self, unit_id: str, person_id: str) -> keeping.Log:
        return keeping.Log(self._stage.session, unit_id, person_id, self._stage.today)

    def _key(self, unit: accounts.Unit, number: int) -> str:
        written = f"{self._seed}:action:{unit.id}:{number}"
        return sha256(written.encode()).hexdigest()[:32]
