"""Preparing a conversation: a sheet for oneself, kept as a draft, printed, and shared only elsewhere."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.looking_back import service
from wellbeing.looking_back.blueprint import blueprint
from wellbeing.looking_back.forms import SheetForm
from wellbeing.looking_back.papers import Paper
from wellbeing.looking_back.picture import long_day
from wellbeing.looking_back.places import SHEET
from wellbeing.looking_back.sheet import Sheet, sheet_of
from wellbeing.looking_back.weeks_shown import shelf_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.week import Week

PREPARE, PAPER = "looking_back.prepare", "looking_back.print_sheet"


@dataclass(frozen=True)
class _Page:
    """The page on which the sheet is written."""

    visit: Visit

    def form(self, paper: Paper | None = None) -> SheetForm:
        form = SheetForm() if paper is None else SheetForm.showing(paper)
        form.offer_notes({str(week): long_day(week) for week in self.notes()})
        return form

    def notes(self) -> dict[Week, Paper]:
        shelf = shelf_of(self.visit)
        return service.notes(shelf) if service.notes_are_on(shelf) else {}

    def sheet(self, paper: Paper) -> Sheet:
        return sheet_of(self.visit, paper)

    def shown(
        self,
        form: SheetForm,
        *,
        other: Paper | None = None,
        is_joined: bool = False,
        is_copied: bool = False,
    ) -> str:
        shelf = shelf_of(self.visit)
        return render_template(
            "looking_back/prepare.html",
            form=form,
            other=None if other is None else self.sheet(other),
            is_joined=is_joined,
            is_copied=is_copied,
            kept_weeks=self.visit.desk.kept_weeks,
            has_paper=not shelf.paper(SHEET).is_empty,
            deleted=service.deleted(shelf, SHEET),
            pressed=PressedForm(formdata=None),
        )


@blueprint.get("/my-weeks/conversation")
@for_signed_in
def prepare(person: SignedIn) -> ResponseReturnValue:
    page = _Page(visit_of(person))
    return page.shown(page.form(shelf_of(page.visit).paper(SHEET)))


@blueprint.post("/my-weeks/conversation")
@for_signed_in
def save_sheet(person: SignedIn) -> ResponseReturnValue:
    page = _Page(visit_of(person))
    form = page.form()
    if "together" in request.form:
        form.put(form.to_paper().put_together_with(shelf_of(page.visit).paper(SHEET)))
        return page.shown(form, is_joined=True)
    if "copy" in request.form:
        return page.shown(form, is_copied=_copied(page, form))
    if not form.is_sent_and_valid():
        return page.shown(form), 422
    try:
        service.save(shelf_of(page.visit), SHEET, form.to_paper())
    except service.ChangedMeanwhileError as changed:
        form.version.data = str(changed.now.version)
        return page.shown(form, other=changed.now), 409
    if "paper" in request.form:
        return forget(redirect(url_for(PAPER), 303))
    flash("Saved.")
    return forget(redirect(url_for(PREPARE), 303))


@blueprint.get("/my-weeks/conversation/print")
@for_signed_in
def print_sheet(person: SignedIn) -> ResponseReturnValue:
    page = _Page(visit_of(person))
    sheet = page.sheet(shelf_of(page.visit).paper(SHEET))
    return render_template("looking_back/prepare_print.html", sheet=sheet)


@blueprint.post("/my-weeks/conversation/delete")
@for_signed_in
def delete_sheet(person: SignedIn) -> ResponseReturnValue:
    service.delete(shelf_of(visit_of(person)), SHEET)
    flash("Deleted. For 7 days you can bring it back.")
    return redirect(url_for(PREPARE), 303)


@blueprint.post("/my-weeks/conversation/bring-back")
@for_signed_in
def bring_sheet_back(person: SignedIn) -> ResponseReturnValue:
    service.bring_back(shelf_of(visit_of(person)), SHEET)
    flash("Your sheet is back.")
    return redirect(url_for(PREPARE), 303)


def _copied(page: _Page, form: SheetForm) -> bool:
    """Put the chosen note under what stands in its box; nothing of it is saved yet."""
    chosen = {str(week): paper for week, paper in page.notes().items()}.get(form.week.data or "")
    if chosen is None:
        return False
    before = form.from_notes.data or ""
    form.from_notes.data = "\n".join(filter(None, (before, chosen.text_of("note"))))
    return True
