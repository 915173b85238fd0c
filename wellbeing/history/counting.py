"""Whether a person's answers count in figures: who says no looks to every figure like no answer at all."""

from dataclasses import replace

from wellbeing.database import writing
from wellbeing.history.desk import Desk
from wellbeing.history.kept import Drawer, Whole


def counts(desk: Desk, person_id: str) -> bool:
    return not Drawer(desk.session, desk.vault, person_id).care().left_out


def let_count(desk: Desk, person_id: str, *, yes: bool) -> None:
    """Leave a person's answers out of all figures from now on, or count what they send from now on.

    What was kept for figures that are not out yet goes at once, and does not come back.
    """
    with writing(desk.session, person_id):
        drawer = Drawer(desk.session, desk.vault, person_id)
        whole = drawer.whole_to_change()
        if whole.care.left_out is yes:
            drawer.keep_whole(Whole(replace(whole.care, left_out=not yes)))
