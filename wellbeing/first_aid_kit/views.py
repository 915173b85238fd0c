"""The pages of a person's first-aid kit: the whole notebook, and new lines on one of its pages."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.first_aid_kit import (
    service,
    views_carry,
    views_earlier,
    views_line,
)
from wellbeing.first_aid_kit.blueprint import blueprint
from wellbeing.first_aid_kit.forms import WriteForm, write_form_of
from wellbeing.first_aid_kit.lines import MOST_LINES
from wellbeing.first_aid_kit.page import SectionPage
from wellbeing.first_aid_kit.service import Notebook
from wellbeing.first_aid_kit.showing import shown
from wellbeing.first_aid_kit.visit import HERE, notebook_of, section_named
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

__all__ = ["blueprint", "views_carry", "views_earlier", "views_line"]
FULL = (
    f"A list has room for {MOST_LINES} lines, so nothing was added. What you typed is still here. "
    "Take a line out first, or put two into one."
)


@blueprint.get("/my-kit")
@for_signed_in
def my_kit(person: SignedIn) -> ResponseReturnValue:
    kit, notebook = words().kit, notebook_of(person)
    return render_template(
        "first_aid_kit/my_kit.html",
        kit=kit,
        sections=shown(kit.sections, service.kit_of(notebook)),
        unsaved=service.unsaved(notebook, tuple(each.id for each in kit.sections)),
        explainers=[one for one in words().explainers.explainers if one.id in kit.explainers],
    )


@blueprint.get("/my-kit/<section>")
@for_signed_in
def my_page(person: SignedIn, section: str) -> ResponseReturnValue:
    notebook, part = notebook_of(person), section_named(section)
    form, draft = write_form_of(part)(), service.draft_of(notebook, section)
    form.begin_with(draft)
    return SectionPage(notebook, part).to_write(form, has_draft=bool(draft))


@blueprint.post("/my-kit/<section>")
@for_signed_in
def add(person: SignedIn, section: str) -> ResponseReturnValue:
    notebook, form = notebook_of(person), write_form_of(section_named(section))()
    if not form.is_sent_and_valid():
        return SectionPage(notebook, form.section).to_write(form), 422
    try:
        at = _added(notebook, form)
    except service.FullError:
        form.form_errors.append(FULL)
        return SectionPage(notebook, form.section).to_write(form), 422
    # Whoever tapped an idea may want another one: they stay open.
    ideas = at if "idea" in request.form else None
    return forget(redirect(url_for(HERE, section=section, ideas=ideas, _anchor=at), 303))


# This address cannot be opened, so a keeping that is refused is never given back as a page.
@blueprint.post("/my-kit/<section>/draft")
@for_signed_in
def keep_draft(person: SignedIn, section: str) -> ResponseReturnValue:
    """Keep what is being typed, also what is too long to be added."""
    form = write_form_of(section_named(section))()
    service.keep_draft(notebook_of(person), section, form.typed)
    return "", 204


@blueprint.post("/my-kit/<section>/drop-draft")
@for_signed_in
def drop_draft(person: SignedIn, section: str) -> ResponseReturnValue:
    service.drop_draft(notebook_of(person), section_named(section).id)
    return redirect(url_for(HERE, section=section), 303)


def _added(notebook: Notebook, form: WriteForm) -> str:
    """Add what was typed and what was tapped; return where on the page the last of it stands."""
    tapped = form.tapped(request.form.get("idea", ""), words().networks)
    new = (*form.new_lines, *tapped)
    if not new:
        return form.section.lists[0].id
    service.add(notebook, form.section.id, new)
    flash("Added.")
    return new[-1].list
