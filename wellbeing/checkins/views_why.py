"""The page "Why am I here": the latest week, or another that is kept, with everything behind it."""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.steps import NO_STEP, STEP_NAMES
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.checkins.why import kept_page, why_page
from wellbeing.history import service as history
from wellbeing.history.service import PastWeek, WeekTrace
from wellbeing.policies import service as policies
from wellbeing.web.signed_in import SignedIn, for_signed_in

WEEK = "week"


@blueprint.get("/my-step/why")
@for_signed_in
def why(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    weeks = history.past_weeks(visit.desk, visit.person_id, visit.desk.kept_weeks)
    chosen = _chosen(weeks)
    trace = history.trace_of(visit.desk, visit.person_id, chosen.week) if chosen else None
    if chosen is None:
        return render_template("checkins/why_not_yet.html")
    shown = {
        "weeks": [(str(one.week), _named(one), one == chosen) for one in reversed(weeks)],
        "is_latest": chosen == weeks[-1],
        "not_kept": request.args.get(WEEK, str(chosen.week)) != str(chosen.week),
    }
    if trace is None:
        return _only_kept(visit, chosen, shown)
    page = why_page(trace, visit.sent(chosen.week), visit.words)
    return render_template(
        "checkins/why.html",
        page=page,
        began_is_kept=page.began in [one.week for one in weeks],
        policy=trace.policy,
        past=_policy_of(visit, trace),
        **shown,
    )


def _only_kept(visit: Visit, chosen: PastWeek, shown: Mapping[str, Any]) -> str:
    """Show a week as it was kept, when it cannot be made again."""
    placement = history.placement_of(visit.desk, visit.person_id, chosen.week)
    if placement is None:
        return render_template("checkins/why_not_yet.html")
    return render_template("checkins/why_kept.html", page=kept_page(placement), **shown)


def _chosen(weeks: tuple[PastWeek, ...]) -> PastWeek | None:
    """Return the week asked for; one that is not kept gives the latest."""
    asked = request.args.get(WEEK)
    return next((one for one in weeks if str(one.week) == asked), weeks[-1] if weeks else None)


def _policy_of(visit: Visit, trace: WeekTrace) -> str | None:
    """Return the id of the policy that decided the week, when another decides now."""
    session = visit.desk.session
    then = policies.kept_as(session, trace.placement.week, trace.policy)
    now = policies.kept_for(session, visit.this_week)
    return None if then is None or then == now else then.id


def _named(past: PastWeek) -> str:
    monday = past.week.monday
    step = STEP_NAMES[past.step] if past.step else NO_STEP
    missed = "" if past.answered else ", no check-in"
    return f"{monday.day} {monday:%B %Y}: {step}{missed}"
