"""What silence means: after long enough, that nothing current is known; never that all is well."""

from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rules_down import review_due
from wellbeing.stepped_care.state import State
from wellbeing.stepped_care.wording import weeks


def no_current_information(state: State, policy: Policy) -> Reason | None:
    """D4: a label in place of the step; formal support ends only by people together."""
    if state.weeks_without_data < policy.down.stale_weeks or state.step is Step.FORMAL:
        return None
    return Reason(
        "D4",
        f"There has been no check-in for {weeks(state.weeks_without_data)}, so there is no "
        "current information about your step. Your next check-in shows it again.",
        {"weeks": state.weeks_without_data},
    )


# Asked of the state at the end of the week.
CLOSING_OF_WEEK: Rules[State] = {"D3": review_due, "D4": no_current_information}
