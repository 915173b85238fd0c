"""Asking for a change at work: choose, write, look at exactly what is read, send; or take it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.content.work_models import WorkWords
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.unsent import not_sent
from wellbeing.web.words import words
from wellbeing.work_requests import service
from wellbeing.work_requests.blueprint import blueprint
from wellbeing.work_requests.forms import CHANGE, SEND, AskForm, said_of
from wellbeing.work_requests.service import Desk
from wellbeing.work_requests.showing import day_in_words, shown_mine, shown_received
from wellbeing.work_requests.visit import desk_now

PAGE = "work_requests.overview"
FULL = f"You have {service.MOST_OPEN} requests without an answer. Take one of them back first."
GONE = "This person does not lead you any more. Choose again."
NO_SUCH = "There is no such request of yours any more."
TAKEN_BACK = "Taken back. Nobody can open it any more, and its words are gone."


@blueprint.get("/work-requests")
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    desk, said = desk_now(), words().work
    return render_template(
        "work_requests/overview.html",
        mine=[shown_mine(said, one) for one in service.mine(desk, person.id)],
        received=[shown_received(said, one) for one in service.received_by(desk, person.id)],
        said=said,
    )


@blueprint.route("/work-requests/new", methods=["GET", "POST"])
@for_signed_in
def new(person: SignedIn) -> ResponseReturnValue:
    desk, said, form = desk_now(), words().work, AskForm()
    leaders = service.leaders(desk, person.id)
    if not leaders:
        return render_template("work_requests/nobody.html", typed=not_sent("words"))
    form.offer([(one.id, one.name) for one in said.topics], leaders)
    sentence = said.sentence(request.form.get("add", "")) if form.is_submitted() else ""
    if sentence:
        form.add(sentence)
    if sentence or not form.is_submitted() or form.stage.data == CHANGE:
        return _page(form, said)
    if not form.is_sent_and_valid():
        return _page(form, said), 422
    if form.stage.data != SEND:
        return _look(person, desk, form, said)
    return _sent(person, desk, form, said)


@blueprint.post("/work-requests/mine/take-back")
@for_signed_in
def take_back(person: SignedIn) -> ResponseReturnValue:
    """Take back what the form names; what is not the person's own ends as what is not there does."""
    taken = service.take_back(desk_now(), person.id, request.form.get("request", ""))
    flash(TAKEN_BACK if taken else NO_SUCH)
    return redirect(url_for(PAGE), 303)


def _page(form: AskForm, said: WorkWords) -> str:
    return render_template("work_requests/new.html", form=form, said=said)


def _look(person: SignedIn, desk: Desk, form: AskForm, said: WorkWords) -> str:
    to = next(one for one in service.leaders(desk, person.id) if one.id == form.to.data)
    return render_template(
        "work_requests/look.html",
        name=person.name,
        to=said_of(to),
        topic=said.topic(form.topic.data),
        words=form.to_wanted().words,
        today=day_in_words(desk.today),
        filled={**form.filled(), "press": service.new_press()},
        said=said,
    )


def _sent(person: SignedIn, desk: Desk, form: AskForm, said: WorkWords) -> ResponseReturnValue:
    try:
        service.send(desk, person.id, form.to_wanted())
    except service.FullError:
        form.words.errors = [FULL]
    except service.NotALeaderError:
        form.to.errors = [GONE]
    else:
        flash("Sent. This page shows who looked at it, and what is answered.")
        return forget(redirect(url_for(PAGE), 303))
    return _page(form, said), 422
