"""A person's own first pages say what became of their messages without them."""

from wellbeing.checkins.visit import Visit
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.ways import News, news_of


def told_of_messages(visit: Visit) -> News:
    desk = rhythm.Desk(visit.desk.session, visit.desk.vault, visit.now)
    return news_of(desk, visit.person_id)
