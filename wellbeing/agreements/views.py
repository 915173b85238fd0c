"""The pages of a team's agreement: read, edit, look back, put an earlier version back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Unit
from wellbeing.agreements import service
from wellbeing.agreements.forms import AgreementForm, form_of, number_of
from wellbeing.agreements.service import Meeting, Team, Version
from wellbeing.agreements.showing import day_in_words, parts_of, versions_in_words
from wellbeing.extensions import db, house
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

blueprint = Blueprint("agreements", __name__)
PREFIX = "/our-agreement"
FEW, MANY = 3, 50


@blueprint.get(PREFIX)
@for_signed_in
def mine(person: SignedIn) -> ResponseReturnValue:
    teams = service.teams_of(db.session(), person.id, _team("").today)
    if not teams:
        return render_template("agreements/no_team.html", words=words().agreement)
    return _read(person, teams[0])


@blueprint.get(f"{PREFIX}/<unit_id>")
@for_signed_in
def read(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    return _read(person, _unit(unit_id))


@blueprint.route(f"{PREFIX}/<unit_id>/change", methods=["GET", "POST"])
@for_signed_in
def change(_person: SignedIn, unit_id: str) -> ResponseReturnValue:
    team, form = _team(unit_id), form_of(words().agreement)()
    if request.method != "POST":
        form.begin_with(service.latest(team))
        return _form_page(team, form)
    if "add" in request.form or "together" in request.form:
        _help(team, form)
        return _form_page(team, form)
    if not form.is_sent_and_valid():
        return _form_page(team, form), 422
    try:
        saved = service.save(team, form.read, form.texts)
    except service.ChangedMeanwhileError as changed:
        form.show(changed.now, changed.meetings)
        return _form_page(team, form, changed.meetings), 409
    flash(
        "Saved. Somebody else changed other parts meanwhile, and both are kept."
        if saved.is_joined
        else "Saved."
    )
    return forget(redirect(url_for("agreements.read", unit_id=unit_id), 303))


@blueprint.get(f"{PREFIX}/<unit_id>/versions")
@for_signed_in
def versions(_person: SignedIn, unit_id: str) -> ResponseReturnValue:
    last = number_of(request.args.get("from")) or None
    found = service.versions(_team(unit_id), last, MANY + 1)
    return render_template(
        "agreements/versions.html",
        words=words().agreement,
        unit=_unit(unit_id),
        versions=versions_in_words(words().agreement, found, MANY),
        earlier=found[MANY].number if len(found) > MANY else None,
    )


@blueprint.get(f"{PREFIX}/<unit_id>/versions/<int:number>")
@for_signed_in
def version(_person: SignedIn, unit_id: str, number: int) -> ResponseReturnValue:
    team = _team(unit_id)
    found, now = _version(team, number), service.latest(team)
    return render_template(
        "agreements/version.html",
        words=words().agreement,
        unit=_unit(unit_id),
        version=found,
        day=day_in_words(found.written_on),
        parts=parts_of(words().agreement, found),
        now=now,
        says_the_same=found.says_the_same_as(now),
    )


@blueprint.post(f"{PREFIX}/<unit_id>/versions/<int:number>/put-back")
@for_signed_in
def put_back(_person: SignedIn, unit_id: str, number: int) -> ResponseReturnValue:
    if PressedForm().is_sent_and_valid():
        flash(_put_back(_team(unit_id), number, number_of(request.form.get("seen"))))
    return redirect(url_for("agreements.read", unit_id=unit_id), 303)


@blueprint.route(f"{PREFIX}/<unit_id>/versions/<int:number>/take-out", methods=["GET", "POST"])
@for_signed_in
def take_out(_person: SignedIn, unit_id: str, number: int) -> ResponseReturnValue:
    team = _team(unit_id)
    found = _version(team, number)
    if number == service.latest(team).number or found.is_taken_out:
        return redirect(url_for("agreements.version", unit_id=unit_id, number=number), 303)
    if not PressedForm().is_sent_and_valid():
        return render_template(
            "agreements/take_out.html",
            words=words().agreement,
            unit=_unit(unit_id),
            version=found,
            parts=parts_of(words().agreement, found),
        )
    service.take_out(team, number)
    flash(f"The words of version {number} are taken out.")
    return redirect(url_for("agreements.versions", unit_id=unit_id), 303)


def _put_back(team: Team, number: int, seen: int) -> str:
    """Put a version back, and return what to say about it."""
    try:
        service.put_back(team, number, seen)
    except service.ChangedMeanwhileError:
        return "Somebody saved the agreement meanwhile, so nothing was put back. Please look again."
    except service.NoSuchVersionError:
        return "That version has no words any more. Nothing was changed."
    return f"Version {number} stands again. The one before it is kept too."


def _help(team: Team, form: AgreementForm) -> None:
    """Put an idea, or the other person's text, into the boxes; nothing is saved by it."""
    if "add" in request.form:
        form.add_idea(request.form["add"])
        return
    other = service.version(team, form.read) or Version()
    form.put_together(other, request.form.getlist("met"))


def _still_apart(team: Team, form: AgreementForm) -> dict[str, str]:
    """Return what the other person wrote, while the two texts of a part are not put together."""
    met = set() if "together" in request.form else set(request.form.getlist("met"))
    other = service.version(team, form.read) if met else None
    if other is None:
        return {}
    return {part.id: other.text_of(part.id) for part in form.parts if part.id in met}


def _read(person: SignedIn, unit: Unit) -> str:
    team = _team(unit.id)
    found = service.versions(team, None, FEW + 1)
    now = found[0] if found else Version()
    return render_template(
        "agreements/read.html",
        words=words().agreement,
        unit=unit,
        now=now,
        day=day_in_words(now.written_on),
        parts=parts_of(words().agreement, now),
        versions=versions_in_words(words().agreement, found, FEW),
        others=[
            each
            for each in service.teams_of(team.session, person.id, team.today)
            if each.id != unit.id
        ],
    )


def _form_page(team: Team, form: AgreementForm, meetings: tuple[Meeting, ...] = ()) -> str:
    theirs = {one.part: one.theirs for one in meetings if one.theirs is not None}
    return render_template(
        "agreements/change.html",
        words=words().agreement,
        unit=_unit(team.unit_id),
        form=form,
        theirs=theirs or _still_apart(team, form),
        is_joined="together" in request.form,
        tapped=request.form.get("add", "").rpartition(".")[0],
    )


def _team(unit_id: str) -> Team:
    session = db.session()
    return Team(session, unit_id, house().today(accounts.organisation(session).zone))


def _unit(unit_id: str) -> Unit:
    return accounts.unit(db.session(), unit_id) or abort(404)


def _version(team: Team, number: int) -> Version:
    return service.version(team, number) or abort(404)
