"""The rules in a few sentences, with the numbers of the policy that is told."""

from wellbeing.stepped_care import HIGHEST_SCORE, Policy
from wellbeing.stepped_care.wording import count


def in_short(policy: Policy) -> tuple[str, ...]:
    """Return what a tired person needs to know."""
    up, down = policy.reactive, policy.down
    return (
        "Your step says what is offered to you. It does not say how well or ill you are.",
        "Everyone begins in prevention. What is there is for everyone, always.",
        f"More support is offered when your warning signs add up to {up.high} or more of "
        f"{HIGHEST_SCORE} in {_check_ins(up.n_consecutive)}.",
        "It is also offered when they are clearly above what is usual for you, or very high even "
        "once.",
        "It is also offered after a distressing event, when pressure is too much and nobody at "
        "work supports you, and whenever you ask.",
        f"It ends after {_check_ins(down.n_consecutive)} that are settled, or at once when you "
        "close it.",
        "Formal support is only ever suggested. It begins when you agree and a trained person "
        "signs it off.",
        "Nothing is read from silence. A missed check-in moves no step, and no manager sees it.",
    )


def _check_ins(number: int) -> str:
    return "one check-in" if number == 1 else f"{count(number)} check-ins in a row"
