"""What people decide about formal support; each decision is named in the week it was made."""

from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.wording import weeks


def asked_for_formal() -> Reason:
    """F5: whoever asks is heard at any time."""
    return Reason("F5", "You asked for formal support. It begins when a professional agrees.")


def agreed_without_a_rule() -> Reason:
    """F7: what a professional and the person agree counts more than any rule."""
    return Reason("F7", "You and a professional agreed on formal support. No rule had to ask.")


def signed_off() -> Reason:
    """H1: the person's consent first, then a trained reviewer outside the management line."""
    return Reason("H1", "You agreed to formal support, and a reviewer signed it off.")


def ended_together(policy: Policy) -> Reason:
    """H2: formal support ends only by the person and the professional together."""
    return Reason(
        "H2",
        "You and the professional ended formal support together. Reactive support follows for at "
        f"least {weeks(policy.down.min_weeks)}. You can close it yourself at any time.",
        {"weeks": policy.down.min_weeks},
    )


def declined(policy: Policy) -> Reason:
    """H3: a "no" changes nothing else, and is respected for some weeks."""
    return Reason(
        "H3",
        "You said no to formal support. Nothing else changes. It is not suggested again for "
        f"{weeks(policy.formal.reoffer_weeks)}, unless you ask for it or report a direct event.",
        {"weeks": policy.formal.reoffer_weeks},
    )
