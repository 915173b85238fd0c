"""The roll: the wellbeing lead names responders and their minutes, and each says whether they take it on."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.cover import service as cover
from wellbeing.responders import service
from wellbeing.responders.blueprint import blueprint
from wellbeing.responders.forms import AwayForm, MinutesForm, NameForm
from wellbeing.responders.showing import shown_named
from wellbeing.responders.visit import desk_now
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

PREFIX = "/going-live/responders"
ROLL, BEING_ONE = "responders.roll", "responders.being_one"
UNKNOWN = (
    "Nobody who works here has this address. Look at the roster, and write it as it stands there."
)
FULL = "There are five already. Take somebody off first."
ACTS = {"remove": service.remove, "first": service.put_first}


@blueprint.get(PREFIX)
@for_signed_in
def roll(person: SignedIn) -> ResponseReturnValue:
    del person  # The guard has asked for the role.
    desk = desk_now()
    return render_template(
        "responders/roll.html",
        named=[shown_named(one) for one in service.on_roll(desk)],
        minutes=service.minutes(desk.session),
        hours=cover.staffed_hours(desk.session).in_words(),
        care=words().duty_of_care,
    )


@blueprint.route(f"{PREFIX}/name", methods=["GET", "POST"])
@for_signed_in
def name_one(person: SignedIn) -> ResponseReturnValue:
    form = NameForm()
    if form.is_sent_and_valid():
        try:
            named = service.name(desk_now(), person.id, form.address.data or "")
        except service.UnknownAddressError:
            form.address.errors = [UNKNOWN]
        except service.FullError:
            form.form_errors.append(FULL)
        else:
            flash(f"Kept: {named} is asked to take it on. Until then they are told of nobody.")
            return _to_roll()
    page = render_template("responders/name.html", form=form)
    return page, 422 if form.errors else 200


@blueprint.route(f"{PREFIX}/minutes", methods=["GET", "POST"])
@for_signed_in
def set_minutes(person: SignedIn) -> ResponseReturnValue:
    desk, form = desk_now(), MinutesForm()
    if form.is_sent_and_valid():
        service.set_minutes(desk, person.id, form.to_minutes())
        flash("Kept. Whoever asks from now on reads these minutes before they press.")
        return _to_roll()
    kept = service.minutes(desk.session)
    form.begin_with(kept.minutes if kept else 0)
    page = render_template("responders/minutes.html", form=form)
    return page, 422 if form.errors else 200


@blueprint.post(f"{PREFIX}/change")
@for_signed_in
def change(person: SignedIn) -> ResponseReturnValue:
    """Take off the roll, or put first, whom the form names."""
    act = ACTS.get(request.form.get("do", ""))
    if PressedForm().is_sent_and_valid() and act is not None:
        act(desk_now(), person.id, request.form.get("who", ""))
        flash("Kept.")
    return _to_roll()


@blueprint.route("/being-a-responder", methods=["GET", "POST"])
@for_signed_in
def being_one(person: SignedIn) -> ResponseReturnValue:
    """Say what it means, to whoever was named; days away are entered here."""
    desk, form = desk_now(), AwayForm()
    form.today = desk.today
    named = service.own(desk.session, person.id) or abort(404)
    if form.is_sent_and_valid():
        service.be_away(desk, person.id, form.until.data)
        flash("Kept. Nobody is promised that you are there on these days.")
        return forget(redirect(url_for(BEING_ONE), 303))
    page = render_template(
        "responders/being_one.html",
        form=form,
        named=named,
        is_away=named.is_away(desk.today),
        minutes=service.minutes(desk.session),
        hours=cover.staffed_hours(desk.session).in_words(),
        days=service.KEPT_FOR.days,
    )
    return page, 422 if form.errors else 200


@blueprint.post("/being-a-responder/answer")
@for_signed_in
def answer(person: SignedIn) -> ResponseReturnValue:
    """Take it on, be there again, or take it on no longer."""
    if not PressedForm().is_sent_and_valid():
        return redirect(url_for(BEING_ONE), 303)
    desk, do = desk_now(), request.form.get("do", "")
    if do == "leave":
        service.leave(desk, person.id)
        flash("You are not a responder. The wellbeing lead sees that your name is off the list.")
        return forget(redirect("/", 303))
    if do == "take":
        service.take_on(desk, person.id)
        flash("Thank you. From now on you can be told that somebody asks for contact.")
    if do == "back":
        service.be_away(desk, person.id, None)
        flash("Kept: you are there again.")
    return forget(redirect(url_for(BEING_ONE), 303))


def _to_roll() -> Response:
    return forget(redirect(url_for(ROLL), 303))
