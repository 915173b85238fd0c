"""What a person can choose about their check-in and its rules, in words, for the page of all preferences."""

from collections.abc import Iterator

from flask import url_for

from wellbeing.checkins.said_ahead import Folder
from wellbeing.checkins.visit import visit_of
from wellbeing.history import service as history
from wellbeing.web.chosen import Chosen
from wellbeing.web.signed_in import SignedIn

ON = "On: your check-in asks one question more, about something that protects you"
HELLO = "If you go quiet while you are supported, whoever has your open request may say hello."
NO_HELLO = "Nothing happens when you do not check in."
BEGUN = "You chose a fresh start for your usual level in this week."
CHANGED = (
    "A new role, team or manager, or back after leave: a talk, and a fresh start if you want one."
)


def chosen(person: SignedIn) -> Iterator[Chosen]:
    visit = visit_of(person)
    more = ON if visit.wants_one_more else "Off"
    yield Chosen("One more question", (more,), url_for("preferences.one_more"))
    said = Folder(visit.desk.session, visit.desk.vault).of(visit.person_id)
    yield Chosen("A hello", (HELLO if said.hello else NO_HELLO,), url_for("checkins.hello"))
    level = history.usual_level(visit.desk, visit.person_id)
    now = BEGUN if level.fresh_this_week else CHANGED
    yield Chosen("When something changes for you", (now,), url_for("checkins.new_start"))
