"""The pages before the first check-in: what this is, and what a person agrees to."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import service
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.consents import Decision, standing
from wellbeing.checkins.forms import ConsentForm
from wellbeing.checkins.visit import Visit, read_first, visit_of
from wellbeing.extensions import db, house
from wellbeing.figure_settings import service as figure_settings
from wellbeing.preferences.device import told_of_device
from wellbeing.web.access_matrix import shipped
from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import kept_path
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.who_sees import who_sees
from wellbeing.web.words import words

THIS_WEEK = "checkins.this_week"


@blueprint.get("/welcome")
@for_signed_in
def welcome(person: SignedIn) -> ResponseReturnValue:
    visit, said = visit_of(person), words().welcome
    if not visit.is_open:
        return read_first(visit)
    today = visit.desk.today
    with house().ledger() as released:
        holding = figure_settings.holding(db.session(), released, today)
    return render_template(
        "checkins/welcome.html",
        welcome=said,
        sections=said.sections_for(holding.smallest_group),
        device=told_of_device(person),
    )


@blueprint.route("/consent", methods=["GET", "POST"])
@for_signed_in
def consent(person: SignedIn) -> ResponseReturnValue:
    visit, form = visit_of(person), ConsentForm()
    text = visit.words.consent
    # Who agreed while it was open can still withdraw.
    if not visit.is_open and service.decided(visit.desk, person.id) is None:
        return read_first(visit)
    if not form.is_sent_and_valid():
        return _show(visit, form), 422 if form.errors else 200
    if form.version.data != text.version:
        flash("The text has changed since this page was shown. Please read it again.")
        return redirect(url_for("checkins.consent"), 303)
    decision = Decision(form.choice.data)
    service.consent(visit.desk, text, visit.person_id, decision)
    if decision is Decision.AGREE:
        return redirect(kept_path(owner_of(person.id)) or url_for(THIS_WEEK), 303)
    return redirect(url_for("checkins.consent"), 303)


def _show(visit: Visit, form: ConsentForm) -> str:
    decided = service.decided(visit.desk, visit.person_id)
    text = visit.words.consent
    return render_template(
        "checkins/consent.html",
        form=form,
        text=text,
        decided=decided,
        again_on=decided.again_on(text) if decided else None,
        standing=standing(decided, text, visit.desk.today).value,
        seen=who_sees(shipped()),
        without_asking=visit.words.duty_of_care.without_asking,
    )
