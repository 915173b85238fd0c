"""Reading: what waits for me, my team's log, the logs of other units I may see, and the ideas."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.actions import passing_up, service, taking_out
from wellbeing.actions.blueprint import blueprint
from wellbeing.actions.forms import number_of
from wellbeing.actions.showing import ShownLog, shown_due, shown_log
from wellbeing.actions.visit import Visit, visit_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

# So many other logs are listed; the rest are reached from the pages of their units.
MOST_LISTED = 60
# So much of what waits for somebody stands on one page; the rest follows when this is done.
MOST_DUE = 30


@blueprint.get("/actions")
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    home = visit.home
    waits = service.agenda(visit.session, visit.person_id, visit.today, MOST_DUE)
    others = _others(visit, home)
    return render_template(
        "actions/overview.html",
        home=home,
        log=_shown(visit, _newest(visit, home.id)) if home else None,
        leads_home=home is not None and visit.leads(home.id),
        leads=visit.leads_any,
        due=[shown_due(visit.library, one, visit.today) for one in waits.first],
        more_due=waits.more,
        first_units=None if waits.of_all else service.MOST_UNITS,
        others=others[:MOST_LISTED],
        has_more=len(others) >= MOST_LISTED,
    )


@blueprint.get("/actions/<unit_id>")
@for_signed_in
def log(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    unit, before = visit.unit(unit_id), number_of(request.args.get("before"))
    page = _older(visit, unit_id, before) if before else _newest(visit, unit_id)
    may_take_out = taking_out.may_take_out(visit.log(unit_id), page.actions)
    return render_template(
        "actions/log.html",
        unit=unit,
        log=_shown(visit, page),
        is_first=not before,
        may_take_out={action_id for action_id, texts in may_take_out.items() if texts},
        leads=visit.leads(unit_id),
        in_team=visit.is_of_team(unit_id),
        above=passing_up.above(visit.log(unit_id)),
        pressed=PressedForm(formdata=None),
    )


@blueprint.get("/actions/ideas")
@for_signed_in
def ideas(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    return render_template("actions/ideas.html", library=visit.library, leads=visit.leads_any)


@blueprint.get("/actions/ideas/<area_id>")
@for_signed_in
def area(person: SignedIn, area_id: str) -> ResponseReturnValue:
    visit = visit_of(person)
    found = visit.library.area(area_id)
    if found is None:
        abort(404)
    return render_template(
        "actions/area.html", area=found, library=visit.library, leads=visit.leads_any
    )


def _newest(visit: Visit, unit_id: str) -> service.LogPage:
    return service.first_page(visit.session, unit_id, visit.today)


def _older(visit: Visit, unit_id: str, before: int) -> service.LogPage:
    return service.older_page(visit.session, unit_id, visit.today, before)


def _shown(visit: Visit, page: service.LogPage) -> ShownLog:
    return shown_log(visit.library, page, visit.today)


def _others(visit: Visit, home: accounts.Unit | None) -> list[accounts.Unit]:
    """Return the units above the person's own, those they lead, and some directly under these."""
    session, on = visit.session, visit.today
    led = accounts.units_led(session, visit.person_id, on)
    chain = accounts.units_above(session, home) if home else ()
    under = accounts.units_directly_under(session, [each.id for each in led], on, MOST_LISTED)
    found = {each.id: each for each in (*reversed(chain), *led, *under)}
    return [each for each in found.values() if home is None or each.id != home.id]
