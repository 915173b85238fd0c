"""The checklist before check-ins open: what is there, what is missing, and each line filled in."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.going_live import service, views_opening
from wellbeing.going_live.asked import BY_KEY
from wellbeing.going_live.blueprint import PREFIX, blueprint
from wellbeing.going_live.checklist import missing
from wellbeing.going_live.facts import contacts, holding
from wellbeing.going_live.forms import LineForm
from wellbeing.going_live.showing import overview_page, shown_contacts
from wellbeing.going_live.visit import board, desk
from wellbeing.two_people import NotTheirsError
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

__all__ = ["blueprint", "views_opening"]
LEADS = "wellbeing_lead"
CONTACTS = "going_live.help_contacts"


@blueprint.get(PREFIX)
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    return render_template(
        "going_live/overview.html", page=overview_page(desk()), leads=LEADS in person.roles
    )


@blueprint.route(f"{PREFIX}/lines/<key>", methods=["GET", "POST"])
@for_signed_in
def line(person: SignedIn, key: str) -> ResponseReturnValue:
    asked, here = BY_KEY.get(key) or abort(404), desk()
    kept = holding(here, asked)
    form = LineForm(said=kept.said) if kept else LineForm()
    if not form.is_sent_and_valid():
        page = render_template("going_live/line.html", form=form, asked=asked)
        return page, (422 if form.errors else 200)
    service.confirm_line(board(), here, person.id, key, form.said.data or "")
    left = len(missing(service.lines(here)))
    flash(f"Kept. {left} {'thing is' if left == 1 else 'things are'} still missing.")
    return redirect(url_for("going_live.overview"), 303)


@blueprint.get(f"{PREFIX}/help-contacts")
@for_signed_in
def help_contacts(person: SignedIn) -> ResponseReturnValue:
    shown = shown_contacts(contacts(desk()))
    return render_template(
        "going_live/help_contacts.html", contacts=shown, leads=LEADS in person.roles
    )


@blueprint.post(f"{PREFIX}/help-contacts")
@for_signed_in
def confirm_contact(person: SignedIn) -> ResponseReturnValue:
    form = PressedForm()
    if form.is_sent_and_valid():
        try:
            mark = request.form.get("mark", "")
            entry = service.confirm_contact(board(), desk(), person.id, mark)
        except service.UnknownLineError:
            flash("This entry has changed meanwhile. Look at it again.")
        except NotTheirsError:
            abort(404)
        else:
            flash(f"Kept: “{entry.contact.title}” was checked today.")
    return redirect(url_for(CONTACTS), 303)
