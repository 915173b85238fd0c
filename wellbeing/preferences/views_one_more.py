"""The page on which a person switches one more question of their check-in on or off."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from wellbeing.extensions import db, house
from wellbeing.preferences.asked import keep_one_more, wants_one_more
from wellbeing.preferences.blueprint import blueprint
from wellbeing.web.forms import PostedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

SWITCH_ON = "on"
ON = "Switched on. Your next check-in asks one question more."
OFF = "Switched off. What you answered before stays in “My weeks”."


class SwitchForm(PostedForm):
    """A button that says which way it switches: pressed twice, it is pressed once."""

    act = HiddenField()


@blueprint.route("/preferences/one-more-question", methods=["GET", "POST"])
@for_signed_in
def one_more(person: SignedIn) -> ResponseReturnValue:
    session, vault, form = db.session(), house().vault, SwitchForm()
    if form.is_sent_and_valid():
        wanted = form.act.data == SWITCH_ON
        keep_one_more(session, vault, person.id, wanted=wanted)
        flash(ON if wanted else OFF)
        return redirect(url_for("preferences.one_more"), 303)
    offered = words().questions.one_more
    page = render_template(
        "preferences/one_more.html",
        form=form,
        is_on=wants_one_more(session, vault, person.id),
        questions=[one.title for one in offered.questions] if offered else [],
    )
    return page, (422 if form.errors else 200)
