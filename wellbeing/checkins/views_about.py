"""What the pressures of a week were about: ticked once, for the person alone, changed while the week is open."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import own_say
from wellbeing.checkins.about import NOT_NOW, about_form, about_now
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.visit import visit_of
from wellbeing.history import service as history
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

MY_STEP = "checkins.my_step"
KEPT = "Kept, for you alone. What you could do now follows it."
CHANGED = "That week is over, or you have sent your answers again since. Nothing was changed."


@blueprint.route("/my-step/about", methods=["GET", "POST"])
@for_signed_in
def about(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    current = history.current(visit.desk, visit.person_id, visit.this_week)
    asked = about_now(visit, current)
    if asked is None:
        if request.method == "POST":
            flash(CHANGED)
        return redirect(url_for(MY_STEP), 303)
    form = about_form(asked)
    if not form.is_sent_and_valid():
        page = render_template("checkins/about.html", form=form, about=asked)
        return page, (422 if form.errors else 200)
    ticked = () if form.act.data == NOT_NOW else form.ticked
    # A window that is behind shows what other answers called for, and must not take these ones' turn.
    kept = visit.week_of(form.week.data) == asked.week and own_say.keep_about(
        visit.desk, visit.person_id, asked.week, ticked, form.of.data or ""
    )
    if ticked or not kept:
        flash(KEPT if kept else CHANGED)
    return forget(redirect(url_for(MY_STEP), 303))
