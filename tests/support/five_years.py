"""Somebody of whom five years are kept: as nobody's are, since answers go after 53 weeks."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.support.house import Home
from tests.support.my_data import SLEPT_BADLY, Planter
from tests.support.settled_home import settled_in
from tests.support.sharing import Sharers
from tests.support.world import CHARACTERS, unit_id
from wellbeing.audit import service as audit
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.looking_back import papers, places
from wellbeing.looking_back import service as looking_back
from wellbeing.records.export_parts import Asked

ANN = next(who.id for who in CHARACTERS if who.name == "staff")
FIVE_YEARS = 261
# What a case of a year or two leaves behind.
SHARED_EACH, LOOKED_EACH = 8, 4
# In the last weeks everything else is planted.
PLANTED = 2


@contextmanager
def somebody(folder: Path, weeks: int) -> Iterator[tuple[Home, Asked]]:
    """Give the home, and what a download of this person needs."""
    with settled_in(folder) as home, home.session() as session:
        planter = Planter(home, session, ANN, unit_id("red"))
        visit = planter.asked.visit
        desk = replace(visit.desk, kept_weeks=weeks)
        for back in range(weeks, 0, -1):
            _week(planter, desk, back)
        # Of this week, and of a deleted note before it.
        planter.everywhere()
        for _ in range(weeks // SHARED_EACH):
            _share(planter)
        yield home, Asked(replace(visit, desk=desk))


def _week(planter: Planter, desk: history.Desk, back: int) -> None:
    """Let one week have answers, a note, a look at what was shared, and an event of the audit log."""
    week = desk.this_week.plus(-back)
    then = replace(desk, today=week.monday)
    with writing(then.session, ANN):
        answers = history.Answers(SLEPT_BADLY)
        history.record(then, ANN, week, answers, secrets.token_hex(16), replace=True)
    shelf = looking_back.Shelf(then, ANN)
    looking_back.switch_notes_on(shelf)
    if back > PLANTED:
        note = papers.Paper(texts=(("text", f"Week {week} " * 20),))
        looking_back.save(shelf, places.note_of(week), note)
    if back % LOOKED_EACH == 0:
        with writing(then.session):
            scribe = audit.Scribe(planter.home.vault, audit.by_command(), week.monday)
            scribe.note(then.session, audit.Act(audit.Kind.ROLE_GIVEN, ANN, "peer_supporter"))


def _share(planter: Planter) -> None:
    sharers = Sharers(planter.home)
    shared = sharers.share(who=ANN)
    sharers.look(shared)
    sharers.end(shared, ANN)
