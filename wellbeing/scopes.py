"""Whose a thing is: what the guard asks of a person besides their role, for each scope of the matrix."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.complaints.visit import may_open as may_open_said
from wellbeing.contact.visit import may_read as may_read_case
from wellbeing.extensions import db, house
from wellbeing.formal.visit import may_open as may_open_formal
from wellbeing.responders.visit import may_open as may_open_call
from wellbeing.sharing.visit import may_open as may_open_shared
from wellbeing.support.errand import is_askers, may_open
from wellbeing.web.access import ScopeCheck
from wellbeing.web.access_matrix import Scope
from wellbeing.web.signed_in import SignedIn
from wellbeing.work_requests.visit import may_open as may_open_work

MayOpen = Callable[[SignedIn, str], bool]


def _check_unit(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    unit_id = arguments.get("unit_id")
    if unit_id is None:
        return True
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return accounts.may_see_unit(session, person.id, str(unit_id), today)


def _of_one(argument: str, may_open: MayOpen) -> ScopeCheck:
    """Return the check of a scope that is about one thing: a route without its id asks for none."""

    def check(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
        found = arguments.get(argument)
        return found is None or may_open(person, str(found))

    return check


def _check_team(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    unit_id = arguments.get("unit_id")
    return unit_id is None or leading.is_of_team(db.session(), person.id, str(unit_id), _today())


def _check_led(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    unit_id = arguments.get("unit_id")
    return unit_id is None or leading.leads(db.session(), person.id, str(unit_id), _today())


def _today() -> date:
    return house().today(accounts.organisation(db.session()).zone)


CHECKS = {
    Scope.UNIT: _check_unit,
    Scope.TEAM: _check_team,
    Scope.LED: _check_led,
    Scope.ADDRESSED: _of_one("request_id", may_open),
    Scope.ASKER: _of_one("request_id", is_askers),
    Scope.SHARED: _of_one("share_id", may_open_shared),
    Scope.RECEIVED: _of_one("work_request_id", may_open_work),
    Scope.CALLED: _of_one("call_id", may_open_call),
    Scope.SAID: _of_one("complaint_id", may_open_said),
    Scope.FORMAL: _of_one("request_id", may_open_formal),
    Scope.IN_CASE: _of_one("request_id", may_read_case),
}
