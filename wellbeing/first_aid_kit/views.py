"""The pages of a person's first-aid kit: read, edit in place, print."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.content.models import KitSection
from wellbeing.extensions import db, house
from wellbeing.first_aid_kit import service
from wellbeing.first_aid_kit.forms import PageForm, form_of
from wellbeing.first_aid_kit.pages import Page
from wellbeing.first_aid_kit.service import Notebook
from wellbeing.first_aid_kit.showing import show_page, shown
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

blueprint = Blueprint("first_aid_kit", __name__)


@blueprint.get("/my-kit")
@for_signed_in
def my_kit(person: SignedIn) -> ResponseReturnValue:
    return _show(_notebook_of(person))


@blueprint.get("/my-kit/print")
@for_signed_in
def print_kit(person: SignedIn) -> ResponseReturnValue:
    kit = service.kit_of(_notebook_of(person))
    nation = accounts.organisation(db.session()).nation
    return render_template(
        "first_aid_kit/print.html",
        kit=words().kit,
        sections=[each for each in shown(words().kit.sections, kit) if not each.is_empty],
        contacts=words().crisis_contacts(nation)[0].contacts,
    )


@blueprint.get("/my-kit/<section>")
@for_signed_in
def my_page(person: SignedIn, section: str) -> ResponseReturnValue:
    part, notebook = _section(section), _notebook_of(person)
    draft = service.draft_of(notebook, section)
    form = form_of(part).showing(draft or service.kit_of(notebook).page(section))
    return _show(notebook, form, has_draft=draft is not None)


@blueprint.post("/my-kit/<section>")
@for_signed_in
def save_page(person: SignedIn, section: str) -> ResponseReturnValue:
    part, notebook = _section(section), _notebook_of(person)
    form = form_of(part)()
    if "together" in request.form:
        return _show_together(notebook, form)
    if not form.is_sent_and_valid():
        return _show(notebook, form), 422
    try:
        service.save(notebook, form.to_page())
    except service.ChangedMeanwhileError as changed:
        form.version.data = str(changed.now.version)
        return _show(notebook, form, other=changed.now), 409
    flash("Saved.")
    return forget(redirect(url_for("first_aid_kit.my_kit", _anchor=section), 303))


@blueprint.post("/my-kit/<section>/draft")
@for_signed_in
def keep_draft(person: SignedIn, section: str) -> ResponseReturnValue:
    form = form_of(_section(section))()
    service.keep_draft(_notebook_of(person), form.to_page())
    return "", 204


@blueprint.post("/my-kit/<section>/drop-draft")
@for_signed_in
def drop_draft(person: SignedIn, section: str) -> ResponseReturnValue:
    service.drop_draft(_notebook_of(person), _section(section).id)
    return redirect(url_for("first_aid_kit.my_page", section=section, _anchor=section), 303)


def _show_together(notebook: Notebook, form: PageForm) -> ResponseReturnValue:
    now = service.kit_of(notebook).page(form.section.id)
    form.put(form.to_page().put_together_with(now, form.between))
    return _show(notebook, form, is_joined=True)


def _show(
    notebook: Notebook,
    form: PageForm | None = None,
    *,
    has_draft: bool = False,
    is_joined: bool = False,
    other: Page | None = None,
) -> str:
    """Show the whole notebook, with one page open when there is a form for it."""
    kit = words().kit
    return render_template(
        "first_aid_kit/my_kit.html",
        kit=kit,
        sections=shown(kit.sections, service.kit_of(notebook)),
        unsaved=service.unsaved(notebook, tuple(each.id for each in kit.sections)),
        explainers=words().explainers.explainers,
        form=form,
        has_draft=has_draft,
        is_joined=is_joined,
        other=None if form is None or other is None else show_page(form.section, other),
        pressed=PressedForm(formdata=None),
    )


def _notebook_of(person: SignedIn) -> Notebook:
    return Notebook(db.session(), house().vault, person.id)


def _section(section_id: str) -> KitSection:
    found = next((each for each in words().kit.sections if each.id == section_id), None)
    if found is None:
        abort(404)
    return found
