"""A hello, if somebody goes quiet while they are supported: only where they chose it before (M3).

The one message of this service that depends on silence. The contact who has the person's open case is told
that they are asked to say hello, once for one silence. They read no date, no step and no answer, and
whoever leads the person is never told. Otherwise silence is respected (M4).
"""

from dataclasses import replace
from datetime import timedelta

from wellbeing.checkins import service
from wellbeing.checkins.consents import Decision
from wellbeing.checkins.said_ahead import Folder, SaidAhead, Told
from wellbeing.checkins.weeks import open_weeks
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.messages import service as messages
from wellbeing.opening import service as opening
from wellbeing.retention import span_of
from wellbeing.rhythm import service as rhythm
from wellbeing.stepped_care import Offer
from wellbeing.support import service as support
from wellbeing.support.service import Office, OpenCase
from wellbeing.week import Week

# So long a contact reads it: until then, whatever the person does. That it goes says nothing either.
SHOWN_FOR = timedelta(weeks=2)
KEPT_FOR = span_of("hello")
SUPERVISOR = "supervisor"


def choose(office: Office, person_id: str, *, hello: bool) -> None:
    """Keep the choice; taking it back holds at once, also for what a contact was told already."""
    folder = Folder(office.session, office.vault)
    with writing(office.session, person_id):
        folder.keep(replace(folder.of(person_id), hello=hello))


def tell_contact(office: Office, said: SaidAhead) -> None:
    """Tell the contact of the open case when its person has gone quiet and chose that."""
    if not said.hello or not _is_quiet(office, said.person):
        return
    folder = Folder(office.session, office.vault)
    with writing(office.session, said.person):
        # Read again: a choice that was taken back, or a check-in that came meanwhile, tells nobody.
        now = folder.of(said.person)
        case = case_for_hello(office, said.person)
        if (
            case is None
            or not now.hello
            or not _is_quiet(office, said.person)
            or any(one.week == _quiet_week(office) for one in now.told)
        ):
            return
        told = Told(case.contact, case.id, office.today, _quiet_week(office))
        folder.keep(replace(now, told=(*now.told, told)))
        office.tell(messages.Kind.REQUEST, [case.contact])


def case_for_hello(office: Office, person_id: str) -> OpenCase | None:
    """Return the open case whose contact may say hello; one with a supervisor is none."""
    found = support.open_cases_of(office, person_id)
    return next((one for one in found if one.wish.with_whom != SUPERVISOR), None)


def is_asked_of(office: Office, contact_id: str, case: OpenCase) -> bool:
    """Say whether this contact was told to say hello in this case, and may still read so."""
    said = Folder(office.session, office.vault).of(case.asker)
    return said.hello and any(
        (one.contact, one.case) == (contact_id, case.id) and office.today <= one.on + SHOWN_FOR
        for one in said.told
    )


def without_past(office: Office, said: SaidAhead) -> SaidAhead:
    kept = tuple(one for one in said.told if office.today <= one.on + KEPT_FOR)
    return replace(said, told=kept)


def _is_quiet(office: Office, person_id: str) -> bool:
    """Say whether the week just ended is the one after which the rules offer a hello.

    A week that can still be answered is not over, and one of a pause or of days off is not quiet. Nor
    is anybody who cannot check in: they left, or check-ins are not open to their team.
    """
    desk, zone = office.desk, office.rota.hours.zone
    if len(open_weeks(office.now, zone)) > 1 or not _may_check_in(office, person_id):
        return False
    current = history.current(desk, person_id, desk.this_week)
    if current is None or Offer.HELLO_IF_AGREED not in current.placement.offers:
        return False
    return current.placement.week == _quiet_week(office) and not _is_away(office, person_id)


def _may_check_in(office: Office, person_id: str) -> bool:
    decided = service.decided(office.desk, person_id)
    agreed = decided is not None and decided.decision is Decision.AGREE
    return agreed and opening.may_check_in(office.session, person_id, office.today)


def _quiet_week(office: Office) -> Week:
    return office.desk.this_week.plus(-1)


def _is_away(office: Office, person_id: str) -> bool:
    desk = rhythm.Desk(office.session, office.vault, office.now)
    away = rhythm.wish_of(desk, person_id).away
    if away is not None and away.holds(office.today):
        return True
    back = rhythm.was_away_in(desk, person_id)
    if back is None:
        return False
    return 0 <= office.desk.this_week.since(back) <= office.desk.policy.action.missed_hello
