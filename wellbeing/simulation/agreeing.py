"""Two people change the policy of the sample: one proposes it, the other agrees two days later."""

from collections.abc import Mapping

from wellbeing.policies import service as policies
from wellbeing.policies.shipped import good
from wellbeing.simulation.organisation import LEAD, REPRESENTATIVE, Staff
from wellbeing.simulation.stage import Stage
from wellbeing.stepped_care import Policy
from wellbeing.week import Week

# For how many weeks of the sample the changed policy has been in force at its end.
IN_FORCE_FOR = 6
PROPOSED_ON, AGREED_ON = 1, 3
WHY = (
    "Several colleagues asked for the two short screens. They stay each person's own choice, and "
    "the result is for that person only."
)
AGREED = "The staff side agrees, as long as it stays a choice and nobody is pressed to use them."


class Agreement:
    """Switches both screens on, once, some weeks before the end; whoever is missing leaves it out."""

    def __init__(self, stage: Stage, weeks: int) -> None:
        """Choose the week in which the two people agree; the change counts from the next one."""
        self._stage = stage
        self._week = max(0, weeks - IN_FORCE_FOR - 1)
        self._change_id: str | None = None

    def on(self, week: int, weekday: int, held: Mapping[str, str]) -> None:
        """Do what is to be done on this day; `held` gives the person who holds each role."""
        if week != self._week or not {LEAD, REPRESENTATIVE} <= set(held):
            return
        if weekday == PROPOSED_ON:
            self._change_id = self._proposed(held[LEAD])
        elif weekday == AGREED_ON and self._change_id is not None:
            policies.approve(self._board, held[REPRESENTATIVE], self._change_id, AGREED)
            self._stage.rules.forget()

    @property
    def _board(self) -> policies.Board:
        stage = self._stage
        return policies.Board(stage.session, stage.vault, stage.now, stage.today)

    def _proposed(self, lead: str) -> str | None:
        """Propose the change; None when a week is played again and it was agreed before."""
        board = self._board
        found = policies.obstacle(board)
        if found is not None:
            return found.change.id if found.is_open else None
        begins = board.this_week.plus(1)
        before = policies.rulebook(board.session).at(begins)
        return policies.propose(board, lead, _changed(before, begins), WHY)


def holders(staff: tuple[Staff, ...], ids: Mapping[str, str]) -> dict[str, str]:
    """Return one person's id for each role that somebody holds."""
    return {role: ids[one.work_email] for one in reversed(staff) for role in one.roles}


def _changed(before: Policy, begins: Week) -> str:
    """Return the text of the release with another date and version, and both screens switched on."""
    changes = (
        ("# The default policy, version 1.", "# The default policy with both screens, version 2."),
        (f"version = {before.version}", f"version = {before.version + 1}"),
        (f"in_force_from = {before.in_force_from}", f"in_force_from = {begins.monday}"),
        ("phq_4 = false", "phq_4 = true"),
        ("pc_ptsd_5 = false", "pc_ptsd_5 = true"),
    )
    lines = next(one.text for one in good() if one.policy == before).split("\n")
    for old, new in changes:
        lines = [new + line.removeprefix(old) if line.startswith(old) else line for line in lines]
    return "\n".join(lines)
