"""The responders' pages: who asks for contact now, and each one once the look is kept."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.responders import service
from wellbeing.responders.blueprint import blueprint
from wellbeing.responders.service import Deed
from wellbeing.responders.showing import shown_asked
from wellbeing.responders.visit import desk_now, numbers, zone
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

LIST, ONE = "responders.asked_of_me", "responders.one_call"
SAID = {
    Deed.TAKEN: "Kept. They see that you are contacting them. Do it now.",
    Deed.REACHED: "Kept. They see that you said so.",
    Deed.NOT_REACHED: "Kept. They see it, and who comes after you is told now. Below stands what comes next.",
}
TAKEN = "Somebody else is contacting them at this moment. If that fails, you are told."
GONE = "This is not open to you any more: it was taken back, or its time is over."


@blueprint.get("/asked-of-me")
@for_signed_in
def asked_of_me(person: SignedIn) -> ResponseReturnValue:
    desk = desk_now()
    found = service.asked_of(desk, person.id)
    return render_template(
        "responders/asked_of_me.html",
        calls=[shown_asked(one, person.id, zone()) for one in found],
        is_named=service.own(desk.session, person.id) is not None,
    )


@blueprint.get("/asked-of-me/<call_id>")
@for_signed_in
def one_call(person: SignedIn, call_id: str) -> ResponseReturnValue:
    """Show one, once the look is written down."""
    try:
        found = service.look(desk_now(), person.id, call_id)
    except service.NotThereError:
        abort(404)
    return render_template(
        "responders/one_call.html",
        call=shown_asked(found, person.id, zone()),
        care=words().duty_of_care,
        numbers=numbers(),
    )


@blueprint.post("/asked-of-me/<call_id>")
@for_signed_in
def act(person: SignedIn, call_id: str) -> ResponseReturnValue:
    """Write down what a responder did; the page then says what comes next."""
    did = request.form.get("did", "")
    if not PressedForm().is_sent_and_valid() or did not in set(Deed):
        return redirect(url_for(ONE, call_id=call_id), 303)
    try:
        service.act(desk_now(), person.id, call_id, Deed(did))
    except service.SomebodyHasItError:
        flash(TAKEN)
    except service.NotThereError:
        flash(GONE)
        return forget(redirect(url_for(LIST), 303))
    else:
        flash(SAID[Deed(did)])
    return forget(redirect(url_for(ONE, call_id=call_id), 303))
