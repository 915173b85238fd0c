"""Which wish to talk a week holds beside the check-in that was sent for it."""

from dataclasses import replace

from wellbeing.stepped_care import ActKind, CheckIn, Talk, WeekInput

ABOUT_TALKS = (ActKind.TALK_HELD, ActKind.TALK_WITHDRAWN)


def with_wish_kept(new: CheckIn, given: WeekInput, sent: CheckIn | None) -> CheckIn:
    """Return a check-in as the rules see it: a wish said apart from check-ins is not lost by it."""
    wish = _said_apart(given, sent)
    return new if new.asks_to_talk or wish is None else replace(new, talk=wish)


def _said_apart(given: WeekInput, sent: CheckIn | None) -> Talk | None:
    """Return the wish that no check-in brought; None when it was withdrawn."""
    judged = given.check_in
    if judged is None or not judged.asks_to_talk:
        return None
    if any(act.kind is ActKind.TALK_WITHDRAWN for act in given.acts):
        return None
    return None if sent is not None and sent.talk is judged.talk else judged.talk
