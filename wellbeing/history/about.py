"""What a person ticked about the pressures of a week: theirs alone, and nothing that any rule reads."""

from collections.abc import Sequence
from dataclasses import replace

from wellbeing.history.desk import Desk
from wellbeing.history.kept import Answers, Drawer, SentCheckIn
from wellbeing.week import Week


def about(desk: Desk, person_id: str, week: Week) -> tuple[str, ...] | None:
    """Return the tags of a week; None where nothing was said yet, or no check-in is kept."""
    sent = Drawer(desk.session, desk.vault, person_id).check_in(week)
    return None if sent is None else sent.about


def keep_about(
    desk: Desk, person_id: str, week: Week, tags: Sequence[str], receipt: str | None = None
) -> bool:
    """Keep the tags with the check-in of a week that is open, in the caller's transaction.

    Neither the answers nor the placement change. Without a check-in there is nothing to keep them with,
    and tags for one that was sent again since are not for its answers: False where nothing is kept.
    """
    drawer = Drawer(desk.session, desk.vault, person_id)
    drawer.whole_to_change()  # Until this transaction ends nobody sends the week again.
    sent = drawer.check_in(week)
    if sent is None or receipt not in (None, sent.receipt):
        return False
    kept = replace(sent, about=tuple(dict.fromkeys(tags)))
    drawer.keep_check_in(week, kept, replaces=True)
    return True


def still_about(earlier: SentCheckIn | None, answers: Answers) -> tuple[str, ...] | None:
    """Say what still holds when a week is sent again: all of it, while the pressures are the same."""
    if earlier is None or _pressures(earlier.answers) != _pressures(answers):
        return None
    return earlier.about


def _pressures(answers: Answers) -> tuple[int | None, ...]:
    given = answers.check_in
    return given.op, given.org, given.life
