"""The page of one case: what is agreed, the letters, and the buttons that need no form."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.contact import service
from wellbeing.contact.blueprint import blueprint
from wellbeing.contact.forms import LetterForm, number_of
from wellbeing.contact.showing import ShownNews, shown_closed, shown_news
from wellbeing.contact.visit import Visit, closed_for, news_for, visit_of
from wellbeing.cover import service as cover
from wellbeing.extensions import db
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in, signed_in

CASE = "contact.case"
CLOSED = "This case is closed, or nobody has it at present. Nothing was sent."
CHANGED = "This changed while the page was open. It shows now what stands."


@blueprint.route("/cases/<request_id>", methods=["GET", "POST"])
@for_signed_in
def case(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Show times and letters; a letter is sent from here."""
    visit, form = visit_of(person, request_id), LetterForm()
    if form.is_sent_and_valid() and _is_sent(visit, form):
        return back_to(request_id, "Sent. Only you two can read it.")
    try:
        page = visit.shown(visit.opened())
    except service.NotThereError:
        abort(404)
    written = render_template("contact/case.html", form=form, page=page)
    return written, 422 if form.errors else 200


@blueprint.post("/cases/<request_id>/call-off")
@for_signed_in
def call_off(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Give up the agreed time, or take back what is offered: the page says which it shows."""
    visitor, slot_id = visit_of(person, request_id).visitor, request.form.get("slot", "")
    try:
        if slot_id:
            service.call_off(visitor, slot_id)
        else:
            service.take_back(visitor, number_of(request.form.get("seen")))
    except service.ChangedError:
        return back_to(request_id, CHANGED)
    except service.NotThereError:
        return refused(visitor)
    return back_to(request_id, "Done. This no longer stands. No reason is needed.")


@blueprint.post("/cases/<request_id>/afterwards")
@for_signed_in
def afterwards(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Keep what one of the two says of a time that has passed."""
    visitor, said = visit_of(person, request_id).visitor, request.form.get("said", "")
    if said not in set(service.Said):
        return back_to(request_id, "What arrived is not one of the answers. Choose again.")
    try:
        service.say(visitor, request.form.get("slot", ""), service.Said(said))
    except service.ChangedError:
        return back_to(request_id, CHANGED)
    except service.NotThereError:
        return refused(visitor)
    return back_to(request_id, "Kept.")


@blueprint.app_template_global()
def contact_line(request_id: str) -> ShownNews | None:
    """Return the line about a case's contact for pages that show the case; None where there is none."""
    person = signed_in()
    if person is None:
        return None
    news = news_for(person).get(request_id)
    if news is None:
        return shown_closed() if request_id in closed_for(person) else None
    return shown_news(news, cover.staffed_hours(db.session()).zone)


def back_to(request_id: str, said: str) -> ResponseReturnValue:
    flash(said)
    return forget(redirect(url_for(CASE, request_id=request_id), 303))


def refused(visitor: service.Visitor) -> ResponseReturnValue:
    """Tell whoever asked that the case is closed; to everybody else nothing is there."""
    if not service.may_read(visitor.office, visitor.person_id, visitor.request_id):
        abort(404)
    return back_to(visitor.request_id, CLOSED)


def _is_sent(visit: Visit, form: LetterForm) -> bool:
    """Send the letter; where it cannot be sent, say why beside it and keep it in its box."""
    try:
        service.write(visit.visitor, form.text, form.key)
    except service.FullError:
        form.letter.errors = [
            f"There are {service.MOST_LETTERS} letters, and no more fit. Agree on a time to talk."
        ]
    except service.NotThereError:
        form.letter.errors = [CLOSED]
    else:
        return True
    return False
