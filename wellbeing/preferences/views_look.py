"""The page on which a person says how pages look for them, and the look that every page asks for."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.extensions import db, house
from wellbeing.preferences import service
from wellbeing.preferences.blueprint import blueprint
from wellbeing.preferences.forms import LookForm, filled
from wellbeing.preferences.service import Drawer, Look
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.look import Shown, show_as
from wellbeing.web.signed_in import SignedIn, for_signed_in

KEPT = "Kept. Pages look like this for you now, on every device where you sign in."
USUAL = "Done. Pages look as usual again, and nothing of your choice is kept."


@blueprint.route("/preferences/look", methods=["GET", "POST"])
@for_signed_in
def look(person: SignedIn) -> ResponseReturnValue:
    drawer = drawer_of(person)
    kept = service.look_of(drawer)
    form = LookForm(data=filled(kept))
    if not form.is_sent_and_valid():
        return _page(form, kept), (422 if form.errors else 200)
    chosen = form.to_look()
    if form.is_only_tried:
        show_as(_shown(chosen))
        return _page(form, kept, tried=chosen)
    service.keep(drawer, chosen)
    flash(KEPT if chosen != Look() else USUAL)
    return forget(redirect(url_for("preferences.look"), 303))


@blueprint.post("/preferences/look/usual")
@for_signed_in
def usual(person: SignedIn) -> ResponseReturnValue:
    """Go back to how pages look for everybody who chose nothing."""
    if PressedForm().is_sent_and_valid():
        service.back_to_usual(drawer_of(person))
        flash(USUAL)
    return redirect(url_for("preferences.look"), 303)


def look_for(person: SignedIn) -> Shown:
    """Return how a page looks for the person who reads it."""
    return _shown(look_of(person))


def look_of(person: SignedIn) -> Look:
    return service.look_of(drawer_of(person))


def drawer_of(person: SignedIn) -> Drawer:
    return Drawer(db.session(), house().vault, person.id)


def _shown(chosen: Look) -> Shown:
    return Shown(chosen.attributes, chosen.paper)


def _page(form: LookForm, kept: Look, tried: Look | None = None) -> str:
    return render_template(
        "preferences/look.html",
        form=form,
        has_chosen=kept != Look(),
        is_tried=tried not in {None, kept},
    )
