"""Teams of the sample write their agreements, and some weeks later add to them."""

from collections.abc import Mapping

from wellbeing.accounts import service as accounts
from wellbeing.agreements import service as agreements
from wellbeing.agreements.service import PartText, Team
from wellbeing.simulation.stage import Stage

MONDAY = 0
# Two of three teams have an agreement; the third shows how one begins.
EVERY_THIRD = 3
FIRST: Mapping[str, str] = {
    "respect": "We let each other finish.\nWe talk with a colleague, not about them.",
    "open": "Anyone can say that it is too much, and nobody asks for proof.",
    "time": "Lunch is from half past twelve. Whoever is in the office takes the calls.",
}
LATER: Mapping[str, str] = {
    **FIRST,
    "hard-days": "After a hard visit we call a colleague before the next one.\nWe ask: do you want "
    "to talk, help with a task, or quiet?",
    "time": "Lunch is from half past twelve. Whoever is in the office takes the calls.\nMessages "
    "after six in the evening can wait until the morning.",
    "again": "We read it together at the first meeting in spring.",
}
# How many weeks before the end each text is saved.
SAVINGS = ((9, FIRST), (3, LATER))


class Writing:
    """Plays the saving of agreements; playing a week twice saves nothing twice."""

    def __init__(self, stage: Stage, weeks: int) -> None:
        """Begin with every page empty."""
        self._stage = stage
        self._weeks = weeks

    def on(self, week: int, weekday: int) -> None:
        """Save what is due by this week, on its Monday."""
        left = self._weeks - week
        due = [texts for ago, texts in SAVINGS if left <= ago]
        if weekday != MONDAY or left not in {1, *(ago for ago, _ in SAVINGS)}:
            return
        for place, unit in enumerate(self._teams()):
            if place % EVERY_THIRD != EVERY_THIRD - 1:
                self._save(unit.id, due)

    def _save(self, unit_id: str, due: list[Mapping[str, str]]) -> None:
        team = Team(self._stage.session, unit_id, self._stage.today)
        for number, texts in enumerate(due, 1):
            if agreements.latest(team).number < number:
                said = [PartText(part, text) for part, text in texts.items()]
                agreements.save(team, number - 1, said)

    def _teams(self) -> list[accounts.Unit]:
        found = accounts.units(self._stage.session, self._stage.today)
        return [unit for unit in found if unit.level is accounts.Level.TEAM]
