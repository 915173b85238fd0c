"""A page of the kit as it stood in the last seven days, to go back to."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.first_aid_kit import service
from wellbeing.first_aid_kit.blueprint import blueprint
from wellbeing.first_aid_kit.forms import number_of
from wellbeing.first_aid_kit.showing import moment_in_words, show_page
from wellbeing.first_aid_kit.visit import HERE, notebook_of, section_named, zone
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

CHANGED = "This page was changed in another window meanwhile, so nothing was put back. Look again."
NOT_KEPT = "That page is not kept any more. Nothing was changed."
BACK = "The earlier page stands again. The one before it is kept for 7 days too."


@blueprint.get("/my-kit/<section>/earlier")
@for_signed_in
def earlier(person: SignedIn, section: str) -> ResponseReturnValue:
    notebook, part = notebook_of(person), section_named(section)
    here = zone()
    return render_template(
        "first_aid_kit/earlier.html",
        kit=words().kit,
        section=part,
        seen=service.kit_of(notebook).page(section).number,
        pages=[
            (one.name, moment_in_words(one.at, here), show_page(part, one.page))
            for one in service.earlier_pages(notebook, section)
        ],
    )


@blueprint.post("/my-kit/<section>/earlier/<name>")
@for_signed_in
def put_back(person: SignedIn, section: str, name: str) -> ResponseReturnValue:
    part = section_named(section)
    if PressedForm().is_sent_and_valid():
        seen = number_of(request.form.get("seen"))
        try:
            service.put_back(notebook_of(person), part.id, name, seen)
            flash(BACK)
        except service.ChangedMeanwhileError:
            flash(CHANGED)
        except service.NoLongerKeptError:
            flash(NOT_KEPT)
    return redirect(url_for(HERE, section=section), 303)
