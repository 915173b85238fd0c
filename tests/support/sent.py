"""A check-in that was sent and acknowledged, and what is wrong with what is kept of it."""

import re
from dataclasses import dataclass

from tests.support.house import Home
from wellbeing.history.kept import Drawer, placed
from wellbeing.policies import shipped
from wellbeing.week import Week

RECEIPT = re.compile(r"Saved\. Receipt ([0-9A-Z]{4}-[0-9A-Z]{2})")
SIGNS = ("sleep", "alert", "worry", "irritable", "low", "avoid")


@dataclass(frozen=True)
class Sent:
    """Whose check-in, the answer to each sign in it, and the receipt that the person has seen."""

    person_id: str
    answer: int
    receipt: str

    def faults(self, home: Home, week: Week) -> list[str]:
        """Say what is wrong with what is kept of it."""
        name = f"{self.person_id} {self.receipt}"
        with home.session() as session:
            drawer = Drawer(session, home.vault, self.person_id)
            kept = drawer.check_in(week)
            steps = drawer.placed([week])
            cared = drawer.care()
        if kept is None:
            return [f"{name}: the check-in is lost"]
        faults = []
        if kept.receipt != self.receipt:
            faults.append(f"{name}: another receipt is kept: {kept.receipt}")
        if kept.answers.check_in.signs != (self.answer,) * len(SIGNS):
            faults.append(f"{name}: other answers are kept")
        if len(steps) != 1 or cared.state != steps[0].after:
            faults.append(f"{name}: the placement does not belong to the answers")
        elif placed(steps[0].before, steps[0].given, shipped.rulebook().at(week)) != steps[0]:
            faults.append(f"{name}: the placement does not replay")
        return faults
