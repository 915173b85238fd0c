"""After some weeks without a check-in, a person's own page offers another day, or a pause.

It is worked out when the page is shown, from what is kept anyway, and leaves no trace: no message,
no row, no figure. After how many weeks is a number of the policy. That it was put away lies sealed
in the person's own decision about taking part, which has one length, so nobody can tell who saw it
(docs/adr/0030).
"""

from dataclasses import replace

from wellbeing.checkins import service
from wellbeing.checkins.consents import FOR_GOOD, Consent, Standing, standing
from wellbeing.checkins.service import Desk
from wellbeing.checkins.visit import Visit
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.rhythm import service as rhythm
from wellbeing.week import Week

FOR_NOW = 8


def offers_another_time(visit: Visit) -> bool:
    """Say whether the page has the note; never for somebody who pauses, or wants no messages."""
    decided = service.decided(visit.desk, visit.person_id)
    if decided is None or not _may_be_shown(decided, visit):
        return False
    # A week that can still be answered is not over.
    oldest_open = visit.open_weeks[-1]
    answered = history.last_answered(visit.desk, visit.person_id)
    began = Week.of(decided.decided_on)
    quiet = visit.desk.policies.at(visit.this_week).action.missed_pause
    if oldest_open.since(max(began, answered or began)) <= quiet:
        return False
    desk = rhythm.Desk(visit.desk.session, visit.desk.vault, visit.now)
    # Weeks of a pause are not quiet: they were chosen.
    back = rhythm.was_away_in(desk, visit.person_id)
    if back is not None and oldest_open.since(back) <= quiet:
        return False
    wish = rhythm.wish_of(desk, visit.person_id)
    pauses = wish.away is not None and wish.away.last >= visit.desk.today
    return wish.slot.messages is not rhythm.Messages.NONE and not pauses


def put_away(desk: Desk, person_id: str, *, for_good: bool) -> None:
    """Show the note no more, or not for some weeks."""
    until = FOR_GOOD if for_good else desk.this_week.plus(FOR_NOW)
    with writing(desk.session, person_id):
        decided = service.decided(desk, person_id)
        if decided is not None:
            service.keep_consent(desk, person_id, replace(decided, no_note_before=until))


def _may_be_shown(decided: Consent, visit: Visit) -> bool:
    agreed = standing(decided, visit.words.consent, visit.desk.today) is Standing.TAKES_PART
    holds = agreed and visit.is_open
    hidden_until = decided.no_note_before
    return holds and (hidden_until is None or hidden_until <= visit.this_week)
