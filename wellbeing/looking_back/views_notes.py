"""Notes for oneself: switched on and off by the person, one for each week, sealed."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins.told import AskedAbout
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.looking_back import service
from wellbeing.looking_back.blueprint import blueprint
from wellbeing.looking_back.forms import DELETE, NoteForm, SwitchOffForm
from wellbeing.looking_back.papers import Paper
from wellbeing.looking_back.picture import long_day
from wellbeing.looking_back.places import Place, note_of
from wellbeing.looking_back.service import Shelf
from wellbeing.looking_back.views_weeks import week_called
from wellbeing.looking_back.weeks_shown import shelf_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.week import Week

NOTES = "looking_back.my_notes"
WEEK = "looking_back.week"
ON = "Notes are on. Nobody else can read them."
OFF_KEPT = "Notes are off. What you wrote is closed away, and goes with the answers of its week."
OFF_DELETED = "Notes are off. To bring your notes back, switch notes on again within 7 days."


@dataclass(frozen=True)
class _Page:
    """The page on which one note is written."""

    shelf: Shelf
    asked: Week

    @property
    def place(self) -> Place:
        return note_of(self.asked)

    def shown(
        self,
        form: NoteForm,
        *,
        other: Paper | None = None,
        is_off: bool = False,
        is_joined: bool = False,
    ) -> str:
        return render_template(
            "looking_back/note.html",
            form=form,
            week=AskedAbout.whole(self.asked),
            name=str(self.asked),
            kept_weeks=self.shelf.desk.kept_weeks,
            other=other,
            is_off=is_off,
            is_joined=is_joined,
        )


@blueprint.route("/my-weeks/notes", methods=["GET", "POST"])
@for_signed_in
def my_notes(person: SignedIn) -> ResponseReturnValue:
    """Show the notes, or switch them on."""
    visit = visit_of(person)
    shelf = shelf_of(visit)
    if request.method == "POST" and PressedForm().is_sent_and_valid():
        service.switch_notes_on(shelf)
        flash(ON)
        return redirect(url_for(NOTES), 303)
    is_on = service.notes_are_on(shelf)
    return render_template(
        "looking_back/my_notes.html",
        is_on=is_on,
        notes=_dated(service.notes(shelf)) if is_on else (),
        deleted=_dated(service.deleted_notes(shelf)) if is_on else (),
        this_week=str(visit.desk.this_week),
        kept_weeks=visit.desk.kept_weeks,
        pressed=PressedForm(formdata=None),
    )


@blueprint.route("/my-weeks/notes/off", methods=["GET", "POST"])
@for_signed_in
def notes_off(person: SignedIn) -> ResponseReturnValue:
    """Ask what shall become of the notes, and switch them off."""
    shelf, form = shelf_of(visit_of(person)), SwitchOffForm()
    if not service.notes_are_on(shelf):
        return forget(redirect(url_for(NOTES), 303))
    if not form.is_sent_and_valid():
        page = render_template("looking_back/notes_off.html", form=form)
        return page, 422 if form.errors else 200
    is_deleted = form.choice.data == DELETE
    service.switch_notes_off(shelf, delete_all=is_deleted)
    flash(OFF_DELETED if is_deleted else OFF_KEPT)
    return forget(redirect(url_for(NOTES), 303))


@blueprint.get("/my-weeks/<week_name>/note")
@for_signed_in
def note(person: SignedIn, week_name: str) -> ResponseReturnValue:
    page = _page(person, week_name)
    is_off = not service.notes_are_on(page.shelf)
    form = NoteForm.showing(Paper() if is_off else page.shelf.paper(page.place))
    if is_off and not form.note.data:
        return redirect(url_for(NOTES), 303)
    return page.shown(form, is_off=is_off)


@blueprint.post("/my-weeks/<week_name>/note")
@for_signed_in
def save_note(person: SignedIn, week_name: str) -> ResponseReturnValue:
    """Keep a note; notes that were switched off meanwhile lose nothing that was typed."""
    page, form = _page(person, week_name), NoteForm()
    if "together" in request.form and service.notes_are_on(page.shelf):
        form.put(form.to_paper().put_together_with(page.shelf.paper(page.place)))
        return page.shown(form, is_joined=True)
    if not form.is_sent_and_valid():
        return page.shown(form, is_off=not service.notes_are_on(page.shelf)), 422
    return _saved(page, form, switch_on="switch_on" in request.form)


@blueprint.post("/my-weeks/<week_name>/note/delete")
@for_signed_in
def delete_note(person: SignedIn, week_name: str) -> ResponseReturnValue:
    page = _page(person, week_name)
    service.delete(page.shelf, page.place)
    flash("Deleted. For 7 days you can bring it back.")
    return _to_week(page)


@blueprint.post("/my-weeks/<week_name>/note/bring-back")
@for_signed_in
def bring_note_back(person: SignedIn, week_name: str) -> ResponseReturnValue:
    page = _page(person, week_name)
    service.bring_back(page.shelf, page.place)
    flash("Your note is back.")
    return _to_week(page)


def _saved(page: _Page, form: NoteForm, *, switch_on: bool) -> ResponseReturnValue:
    try:
        kept = service.save_note(page.shelf, page.place, form.to_paper(), switch_on=switch_on)
    except service.NotesOffError:
        return page.shown(form, is_off=True), 409
    except service.ChangedMeanwhileError as changed:
        form.version.data = str(changed.now.version)
        return page.shown(form, other=changed.now), 409
    flash("The note is empty now." if kept.is_empty else "Saved.")
    return _to_week(page)


def _to_week(page: _Page) -> ResponseReturnValue:
    return forget(redirect(url_for(WEEK, week_name=page.asked, _anchor="note"), 303))


def _page(person: SignedIn, week_name: str) -> _Page:
    visit: Visit = visit_of(person)
    return _Page(shelf_of(visit), week_called(visit, week_name))


def _dated(found: dict[Week, Paper]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(week), long_day(week), paper.text_of("note")) for week, paper in found.items()
    )
