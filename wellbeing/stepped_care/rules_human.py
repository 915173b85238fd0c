"""What people decide about formal support; each decision is named in the week it was made."""

from wellbeing.stepped_care.done import Done
from wellbeing.stepped_care.judging import Rules
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import weeks


def asked_for_formal(done: Done, _policy: Policy) -> Reason | None:
    """F5: whoever asks is heard at any time before formal support has begun."""
    if done.step is Step.FORMAL:
        return None
    return Reason("F5", "You asked for formal support. It begins when a professional agrees.")


def agreed_without_a_rule(done: Done, _policy: Policy) -> Reason | None:
    """F7: what a professional and the person agree counts more than any rule."""
    if done.step is Step.FORMAL or done.formal_suggested:
        return None
    return Reason("F7", "You and a professional agreed on formal support. No rule had to ask.")


def signed_off(done: Done, _policy: Policy) -> Reason | None:
    """H1: the person's consent first, then a trained reviewer outside the management line."""
    if done.step is Step.FORMAL:
        return None
    return Reason("H1", "You agreed to formal support, and a reviewer signed it off.")


def ended_together(done: Done, policy: Policy) -> Reason | None:
    """H2: formal support ends only by the person and the professional together."""
    if done.step is not Step.FORMAL:
        return None
    return Reason(
        "H2",
        "You and the professional ended formal support together. Reactive support follows for at "
        f"least {weeks(policy.down.min_weeks)}. You can close it yourself at any time.",
        {"weeks": policy.down.min_weeks},
    )


def declined(done: Done, policy: Policy) -> Reason | None:
    """H3: a "no" changes nothing else, and is respected for some weeks."""
    if not done.formal_suggested:
        return None
    return Reason(
        "H3",
        "You said no to formal support. Nothing else changes. It is not suggested again for "
        f"{weeks(policy.formal.reoffer_weeks)}, unless you ask for it or report a direct event.",
        {"weeks": policy.formal.reoffer_weeks},
    )


ASKING_RULES: Rules[Done] = {"F5": asked_for_formal}
SIGN_OFF_RULES: Rules[Done] = {"F7": agreed_without_a_rule, "H1": signed_off}
ENDING_RULES: Rules[Done] = {"H2": ended_together}
DECLINING_RULES: Rules[Done] = {"H3": declined}
