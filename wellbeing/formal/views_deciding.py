"""The practitioner's pages: what the person shared, the decision, and the end they both say."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.formal import service
from wellbeing.formal.blueprint import blueprint
from wellbeing.formal.forms import DecideForm
from wellbeing.formal.service import Bureau
from wellbeing.formal.showing import day_in_words, ends_in_words, shown_theirs
from wellbeing.formal.views_mine import said_of_ending
from wellbeing.formal.visit import bureau_of
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

LIST, ONE = "formal.decisions", "formal.decide"
GONE = "The person took their agreement back, or changed what they share. Nothing was decided."
NOT_READ = "Open what the person shares now before you decide. They chose it for you."


@blueprint.get("/decisions")
@for_signed_in
def decisions(person: SignedIn) -> ResponseReturnValue:
    bureau = bureau_of(person)
    found = service.all_theirs(bureau, person.id)
    return render_template(
        "formal/decisions.html", decisions=[shown_theirs(one, bureau.text) for one in found]
    )


@blueprint.route("/decisions/<request_id>", methods=["GET", "POST"])
@for_signed_in
def decide(person: SignedIn, request_id: str) -> ResponseReturnValue:
    bureau, form = bureau_of(person), DecideForm()
    text = bureau.text
    form.begin_with([(one.id, one.label) for one in text.helps], bureau.today)
    try:
        if form.is_sent_and_valid():
            return forget(_decided(bureau, form, person.id, request_id))
    except service.NotReadError:
        form.reason.errors = [NOT_READ]
    try:
        found = service.theirs(bureau, person.id, request_id)
    except service.NotThereError:
        abort(404)
    page = render_template(
        "formal/decide.html",
        form=form,
        one=shown_theirs(found, text),
        text=text,
        ends_together=ends_in_words(bureau),
    )
    return page, 422 if form.errors else 200


@blueprint.get("/decisions/<request_id>/shared")
@for_signed_in
def shared(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Show what the person shared, once the look is written down."""
    bureau = bureau_of(person)
    try:
        found = service.look(bureau, person.id, request_id)
    except service.NotThereError:
        abort(404)
    told = service.theirs(bureau, person.id, request_id)
    return render_template(
        "formal/shared.html",
        evidence=found,
        name=told.name,
        until=day_in_words(told.until),
        request_id=request_id,
    )


@blueprint.post("/decisions/<request_id>/end")
@for_signed_in
def say_end(person: SignedIn, request_id: str) -> ResponseReturnValue:
    ends = request.form.get("ends") == "yes"
    try:
        ended = service.practitioner_says(bureau_of(person), person.id, request_id, ends=ends)
    except service.NotThereError:
        flash("Formal support is not open any more.")
        return redirect(url_for(LIST), 303)
    flash(said_of_ending(ended=ended, ends=ends))
    return redirect(url_for(LIST) if ended else url_for(ONE, request_id=request_id), 303)


def _decided(bureau: Bureau, form: DecideForm, practitioner_id: str, request_id: str) -> Response:
    again = redirect(url_for(ONE, request_id=request_id), 303)
    try:
        if form.signs:
            service.sign_off(bureau, practitioner_id, request_id, form.to_sign_off())
            flash("Signed off. The person was told. Formal support has begun.")
            return again
        service.refuse(bureau, practitioner_id, request_id, *form.said)
    except service.NotAgreedError:
        flash(GONE)
        return again
    except service.NotThereError:
        flash(GONE)
        return redirect(url_for(LIST), 303)
    flash("Sent. Only the person can read it. The request is closed.")
    return redirect(url_for(LIST), 303)
