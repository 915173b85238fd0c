"""The readers' pages: what is to be answered first, and each one once the look is kept."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.complaints import service
from wellbeing.complaints.blueprint import blueprint
from wellbeing.complaints.forms import AnswerForm
from wellbeing.complaints.service import Desk
from wellbeing.complaints.showing import shown_to_read
from wellbeing.complaints.visit import desk_now, said_words
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

LIST = "complaints.to_read"
NOT_SENT = "Somebody has answered this meanwhile. What you wrote was not sent. It stands below."


@blueprint.get("/said")
@for_signed_in
def to_read(person: SignedIn) -> ResponseReturnValue:
    desk, words = desk_now(), said_words()
    found = service.to_read(desk, person.id)
    shown = [shown_to_read(words, one, desk.today) for one in found]
    return render_template(
        "complaints/to_read.html",
        waiting=[one for one in shown if one.is_open],
        answered=[one for one in shown if not one.is_open],
        overdue=sum(one.is_overdue for one in shown),
    )


@blueprint.route("/said/<complaint_id>", methods=["GET", "POST"])
@for_signed_in
def read(person: SignedIn, complaint_id: str) -> ResponseReturnValue:
    """Show one, once the look is written down; the answer is sent from here."""
    desk, form = desk_now(), AnswerForm()
    try:
        if form.is_sent_and_valid() and _is_answered(desk, person, complaint_id, form):
            return forget(redirect(url_for(LIST), 303))
        found = service.look(desk, person.id, complaint_id)
    except service.NotThereError:
        abort(404)
    page = render_template(
        "complaints/read.html",
        form=form,
        said=shown_to_read(said_words(), found, desk.today),
        words=said_words(),
    )
    return page, 422 if form.errors else 200


def _is_answered(desk: Desk, person: SignedIn, complaint_id: str, form: AnswerForm) -> bool:
    """Send the answer; where somebody else was first, what was typed stays on the page."""
    try:
        service.answer(desk, person.id, complaint_id, form.to_answer())
    except service.AlreadyAnsweredError:
        form.form_errors.append(NOT_SENT)
        return False
    flash("Answered. Whoever said it can read the answer now, if they are still here.")
    return True
