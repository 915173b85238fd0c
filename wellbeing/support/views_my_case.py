"""What a person does with a case of their own: another contact or not, the end, and if it was useful."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.cover import service as cover
from wellbeing.support import closing, moving, service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.cabinet import Filed
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.forms_case import COVER, END_COVER, NO, YES, AnswerForm, UsefulForm
from wellbeing.support.showing_case import shown_life
from wellbeing.support.telling import Mine, name_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

MINE = "support.my_requests"
PAGE = "support.my_hand_over"
CHANGED = (
    "What was proposed has changed since you looked. Please look again. Nothing has changed yet."
)
NOT_FREE = "This person cannot do it at present. Nothing has changed."


@blueprint.route("/my-requests/<request_id>/hand-over", methods=["GET", "POST"])
@for_signed_in
def my_hand_over(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Say yes or no to another contact; while the contact is away, ask for one."""
    errand, form = errand_of(person), AnswerForm()
    filed, mine = _filed(errand, request_id), _mine(errand, request_id)
    if not filed.is_open or not (mine.life.contact or mine.life.proposal):
        return redirect(url_for(MINE), 303)
    people = moving.free_for(errand.office, filed.case) if mine.life.away_until else ()
    form.offer([(one.id, one.name) for one in people])
    if form.is_sent_and_valid():
        return _answered(errand, request_id, form)
    shown = shown_life(errand.words, mine.life)
    named = [shown.proposal.to_id] if shown.proposal else [one.id for one in people]
    page = render_template(
        "support/my_hand_over.html",
        form=form,
        life=shown,
        people=people,
        cards=cover.cards(errand.office.session, named),
    )
    return page, 422 if form.errors else 200


def _answered(errand: Errand, request_id: str, form: AnswerForm) -> ResponseReturnValue:
    office, mine, notes = errand.office, errand.person_id, bool(form.notes.data)
    stage, shown = form.stage.data, form.shown.data or ""
    try:
        if stage in {YES, NO}:
            moving.answer(office, mine, request_id, moving.Reply(shown, stage == YES, notes))
        elif stage == COVER:
            moving.ask_for_cover(office, mine, request_id, str(form.to.data or ""), notes=notes)
        elif stage == END_COVER:
            moving.end_cover(office, mine, request_id)
    except (service.ChangedError, service.NotThereError):
        flash(CHANGED)
        return redirect(url_for(PAGE, request_id=request_id), 303)
    except moving.NotFreeError:
        flash(NOT_FREE)
        return redirect(url_for(PAGE, request_id=request_id), 303)
    flash("Kept. Nothing has changed." if stage == NO else "Done. Here you see who has it now.")
    return redirect(url_for(MINE), 303)


@blueprint.route("/my-requests/<request_id>/end", methods=["GET", "POST"])
@for_signed_in
def end(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Ask once, then end it: without a reason, whoever has it."""
    errand, form = errand_of(person), PressedForm()
    mine = _mine(errand, request_id)
    if not mine.is_open:
        return redirect(url_for(MINE), 303)
    if not form.is_sent_and_valid():
        return render_template("support/end.html", form=form, request=mine)
    service.end(errand.office, person.id, request_id)
    flash("Ended. Nobody else can open it any more. You can ask again at any time.")
    return redirect(url_for(MINE), 303)


@blueprint.route("/my-requests/<request_id>/useful", methods=["GET", "POST"])
@for_signed_in
def useful(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Say whether it was useful: for oneself, or also for whoever had it last."""
    errand, form = errand_of(person), UsefulForm()
    case = _filed(errand, request_id).case
    if not closing.can_be_asked_of(case):
        return redirect(url_for(MINE), 303)
    contact = case.takings[-1].by
    if form.is_sent_and_valid():
        closing.say_useful(errand.office, person.id, request_id, form.to_useful(contact))
        flash("Kept.")
        return forget(redirect(url_for(MINE), 303))
    if case.useful is not None and not form.is_submitted():
        said = case.useful
        form.use.data, form.words.data = said.use.value, said.words
        form.for_them.data = bool(said.for_whom)
    page = render_template("support/useful.html", form=form, name=name_of(errand.office, contact))
    return page, 422 if form.errors else 200


def _filed(errand: Errand, request_id: str) -> Filed:
    office = errand.office
    filed = office.cabinet.of_asker_one(request_id, errand.person_id, office.today)
    if filed is None:
        abort(404)
    return filed


def _mine(errand: Errand, request_id: str) -> Mine:
    """Return one request as its asker sees it."""
    mine = service.mine(errand.office, errand.person_id)
    found = next((one for one in mine if one.id == request_id), None)
    if found is None:
        abort(404)
    return found
