"""The page on which a person says how many questions stand on a page of their check-in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.extensions import db, house
from wellbeing.preferences.asked import Pages, keep_pages, pages_of
from wellbeing.preferences.blueprint import blueprint
from wellbeing.preferences.device_forms import PagesForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

KEPT = "Kept. Your check-in is asked like this from now on."


@blueprint.route("/preferences/pages", methods=["GET", "POST"])
@for_signed_in
def pages(person: SignedIn) -> ResponseReturnValue:
    form = PagesForm(data={"pages": pages_for(person).value})
    if form.is_sent_and_valid():
        keep_pages(db.session(), house().vault, person.id, form.to_pages())
        flash(KEPT)
        return forget(redirect(url_for("preferences.pages"), 303))
    page = render_template("preferences/pages.html", form=form)
    return page, (422 if form.errors else 200)


def pages_for(person: SignedIn) -> Pages:
    return pages_of(db.session(), house().vault, person.id)
