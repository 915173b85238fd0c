"""A peer supporter's or practitioner's own page: their card, their limit, and their days away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.accounts import service as accounts
from wellbeing.cover import own as cards
from wellbeing.cover import service
from wellbeing.cover.blueprint import blueprint
from wellbeing.cover.forms import AwayForm, CardForm
from wellbeing.cover.own import Supporter
from wellbeing.cover.service import Card
from wellbeing.cover.showing import day_from, supporting_role
from wellbeing.extensions import db, house
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

PREFIX = "/my-hours"


@blueprint.get(PREFIX)
@for_signed_in
def own(person: SignedIn) -> ResponseReturnValue:
    supporter = _supporter(person)
    return render_template(
        "cover/own.html",
        name=person.name,
        role=supporting_role(person.roles),
        card=cards.card(supporter) or Card(),
        away=cards.days_away(supporter),
        lines=service.staffed_hours(supporter.session).in_words(),
    )


@blueprint.route(f"{PREFIX}/card", methods=["GET", "POST"])
@for_signed_in
def write_card(person: SignedIn) -> ResponseReturnValue:
    supporter = _supporter(person)
    form = CardForm(obj=cards.card(supporter))
    if not form.is_sent_and_valid():
        return render_template("cover/card.html", form=form), (422 if form.errors else 200)
    cards.keep_card(supporter, form.to_card())
    flash("Your card is kept. Who may ask you reads it from now on.")
    return _back()


@blueprint.route(f"{PREFIX}/away", methods=["GET", "POST"])
@for_signed_in
def go_away(person: SignedIn) -> ResponseReturnValue:
    supporter, form = _supporter(person), AwayForm()
    form.today = supporter.today
    if not form.is_sent_and_valid():
        return render_template("cover/away.html", form=form), (422 if form.errors else 200)
    kept = cards.go_away(supporter, form.to_away())
    flash(f"Kept: you are away {kept.in_words}.")
    return _back()


@blueprint.post(f"{PREFIX}/back")
@for_signed_in
def come_back(person: SignedIn) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        first = day_from(request.form.get("first", ""))
        if first is not None:
            cards.come_back(_supporter(person), first)
            flash("These days away are removed.")
    return _back()


def _supporter(person: SignedIn) -> Supporter:
    session = db.session()
    return Supporter(session, person.id, house().today(accounts.organisation(session).zone))


def _back() -> Response:
    return forget(redirect(url_for("cover.own"), 303))
