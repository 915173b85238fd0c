"""Putting the note of quiet weeks away, for some weeks or for good."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.quiet_weeks import put_away
from wellbeing.checkins.visit import Visit, for_taking_part
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import PostedForm

NOW, GOOD = "now", "good"


class PutAwayForm(PostedForm):
    """One of the two buttons of the note."""

    choice = OneAnswer(choices=[SelectChoice(NOW), SelectChoice(GOOD)])


@blueprint.post("/my-step/put-note-away")
@for_taking_part
def put_note_away(visit: Visit) -> ResponseReturnValue:
    form = PutAwayForm()
    if form.is_sent_and_valid() and form.choice.data:
        put_away(visit.desk, visit.person_id, for_good=form.choice.data == GOOD)
        flash("Put away. “When you are asked” stays at the foot of every page.")
    return redirect(url_for("checkins.this_week"), 303)
