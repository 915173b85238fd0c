"""One request as its receiver reads it, once the look is written down, and their answer to it."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words
from wellbeing.work_requests import service
from wellbeing.work_requests.blueprint import blueprint
from wellbeing.work_requests.forms import AnswerForm
from wellbeing.work_requests.showing import shown_received
from wellbeing.work_requests.visit import desk_now


@blueprint.route("/work-requests/<work_request_id>", methods=["GET", "POST"])
@for_signed_in
def one_request(person: SignedIn, work_request_id: str) -> ResponseReturnValue:
    desk, form = desk_now(), AnswerForm()
    try:
        if form.is_sent_and_valid():
            service.answer(desk, person.id, work_request_id, form.to_answer(desk.today))
            flash("Sent. The person is told that there is an answer.")
            return forget(redirect(url_for("work_requests.overview"), 303))
        found = service.look(desk, person.id, work_request_id)
    except service.NotThereError:
        abort(404)
    shown = shown_received(words().work, found)
    page = render_template("work_requests/request.html", form=form, request=shown)
    return page, (422 if form.errors else 200)
