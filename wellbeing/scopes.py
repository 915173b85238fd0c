"""Whose a thing is: what the guard asks of a person besides their role, for each scope of the matrix."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wellbeing.accounts import leading
from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.sharing.visit import may_open as may_open_shared
from wellbeing.support.errand import may_open
from wellbeing.web.access_matrix import Scope
from wellbeing.web.signed_in import SignedIn


def _check_unit(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    unit_id = arguments.get("unit_id")
    if unit_id is None:
        return True
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return accounts.may_see_unit(session, person.id, str(unit_id), today)


def _check_request(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    request_id = arguments.get("request_id")
    return request_id is None or may_open(person, str(request_id))


def _check_shared(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    share_id = arguments.get("share_id")
    return share_id is None or may_open_shared(person, str(share_id))


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
    Scope.ADDRESSED: _check_request,
    Scope.SHARED: _check_shared,
}
