"""A fresh start: after a change at work the person lets their usual level begin anew."""

from wellbeing.stepped_care.done import Done
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import count


def began_afresh(done: Done, policy: Policy) -> Reason | None:
    """B1: at the person's own word, at any step; it touches the usual level and nothing else."""
    needed, left = policy.baseline.weeks_min, done.usual_weeks
    return Reason(
        "B1",
        "You chose a fresh start. Your usual level is made only of weeks after this one. Until "
        f"there are {count(needed)} usual weeks, no rule compares you with it. Nothing else changes.",
        {"weeks": needed, "usual_weeks": left},
    )


FRESH_RULES: Rules[Done] = {"B1": began_afresh}
