"""A person's own first pages say when text messages, which they chose, do not come any more."""

from wellbeing.checkins.visit import Visit
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.ways import misses_texts


def told_of_texts(visit: Visit) -> bool:
    desk = rhythm.Desk(visit.desk.session, visit.desk.vault, visit.now)
    return misses_texts(desk, visit.person_id)
