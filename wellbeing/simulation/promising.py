"""The sample's last months of tests of the promise, and something that somebody there said is wrong."""

from collections.abc import Mapping, Sequence

from wellbeing.accounts import cast
from wellbeing.accounts.cast import Part
from wellbeing.accounts.people import Role
from wellbeing.complaints import service as complaints
from wellbeing.promise_tests import service as promise_tests
from wellbeing.promise_tests.service import ROLES, Desk
from wellbeing.simulation.organisation import LEAD
from wellbeing.simulation.stage import Stage

# Two whole months, whatever the day, and a part of a third.
WEEKS_OF_TESTS = 13
WORKING_DAYS = 5
# Now and then a test waits until Friday, or longer.
NOW_AND_THEN = 6
SAID = "The figure for my team stood on the page before our meeting about it. We would have liked to hear it first."
ANSWERED = "Thank you. Figures come out for everybody at one moment, on a day that is known: the page of figures names the next one."


class Promising:
    """Lets a test come each week for each role, and be taken; nothing is drawn."""

    def __init__(self, stage: Stage, weeks: int) -> None:
        """Know when the sample ends."""
        self._stage = stage
        self._first = weeks - WEEKS_OF_TESTS

    def on(self, week: int, weekday: int, held: Mapping[str, str]) -> None:
        """Do what is to be done on this day; `held` gives the person who holds each role."""
        if week < self._first or weekday >= WORKING_DAYS or LEAD not in held:
            return
        desk = _desk(self._stage)
        if not promise_tests.each_month(desk.session):
            promise_tests.set_each_month(desk, held[LEAD], promise_tests.SUGGESTED)
        promise_tests.keep_going(desk)
        for place, role in enumerate(ROLES):
            if weekday == (week + place) % WORKING_DAYS:
                promise_tests.send_one(desk, role)
            elif (week + place) % NOW_AND_THEN or weekday == WORKING_DAYS - 1:
                _take(desk, role)


def complain_once(stage: Stage, parts: Sequence[Part]) -> None:
    """Let the first of the sample people who can say something have said it, and be answered."""
    desk = complaints.Desk(stage.session, stage.vault, stage.now, stage.today)
    ids = [found for part in parts if (found := cast.person_id_of(stage.session, part))]
    if any(complaints.mine(desk, each) for each in ids):
        return
    about = complaints.About.WRONG
    for person_id in ids:
        choices = complaints.choices(desk, person_id, about)
        if choices:
            to = choices[-1].ids
            press = stage.vault.row_key("sample-complaint", person_id).hex()[:32]
            wanted = complaints.Wanted(about, SAID, to, by_name=False, press=press)
            complaints.say(desk, person_id, wanted)
            complaints.look(desk, to[0], press)
            complaints.answer(desk, to[0], press, ANSWERED)
            return


def _take(desk: Desk, role: Role) -> None:
    """Let whoever has a test of a role first take it."""
    for person_id in desk.holders(role):
        for one in promise_tests.waiting(desk, person_id):
            promise_tests.take(desk, person_id, one.id)


def _desk(stage: Stage) -> Desk:
    # The last of all that can be drawn, each time: no test comes by chance.
    return Desk(stage.session, stage.vault, stage.now, stage.promise, lambda most: most - 1)
