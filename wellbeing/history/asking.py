"""A wish to talk that is said apart from a check-in: the rules see it, and no check-in is made of it."""

from dataclasses import replace

from wellbeing.history.changing import change_week, require_changeable
from wellbeing.history.desk import Desk
from wellbeing.history.kept import Drawer
from wellbeing.history.wishes import ABOUT_TALKS
from wellbeing.stepped_care import SIGNS, CheckIn, Placement, Talk, WeekInput
from wellbeing.week import Week

NOTHING_ANSWERED = CheckIn(signs=(None,) * len(SIGNS))


def ask_to_talk(desk: Desk, person_id: str, week: Week, talk: Talk) -> Placement:
    """Give the week an answer about talking, and place it anew; asking twice is asking once.

    A check-in of this week that is sent later is still its first, and does not undo the wish.
    """
    require_changeable(desk, week)
    drawer = Drawer(desk.session, desk.vault, person_id)
    whole = drawer.whole_to_change()
    return change_week(desk, drawer, whole, week, lambda before: _with_wish(before, talk))


def talk_is_open(desk: Desk, person_id: str) -> bool:
    return Drawer(desk.session, desk.vault, person_id).care().state.talk_open


def formal_is_open(desk: Desk, person_id: str) -> bool:
    """Say whether formal support is suggested, by a rule or at the person's own word.

    A suggestion lapses when a silence has become long, and so not before its last week is over: a
    fresh start in that week, which is no data, brings the end of it no nearer.
    """
    drawer = Drawer(desk.session, desk.vault, person_id)
    state = drawer.care().state
    kept = drawer.placed([desk.this_week]) if state.week == desk.this_week else ()
    goes_on = [one.before for one in kept if not one.is_told(desk.this_week)]
    return (*goes_on, state)[0].formal_suggested


def asked_for_formal(desk: Desk, person_id: str) -> bool:
    return Drawer(desk.session, desk.vault, person_id).care().state.asked_formal


def _with_wish(given: WeekInput, talk: Talk) -> WeekInput:
    """Put the wish beside what was answered; it is newer than a talk that was recorded before."""
    answered = given.check_in or NOTHING_ANSWERED
    acts = tuple(act for act in given.acts if act.kind not in ABOUT_TALKS)
    return replace(given, check_in=replace(answered, talk=talk), acts=acts)
