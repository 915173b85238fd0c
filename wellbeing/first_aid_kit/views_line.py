"""One line of the kit, in its place: change it, move it, take it out, put it in again."""

from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.content.kit_models import KitSection
from wellbeing.first_aid_kit import service
from wellbeing.first_aid_kit.blueprint import blueprint
from wellbeing.first_aid_kit.forms import LineForm, line_form_of
from wellbeing.first_aid_kit.page import OpenLine, SectionPage
from wellbeing.first_aid_kit.service import Line, Notebook
from wellbeing.first_aid_kit.showing import list_of
from wellbeing.first_aid_kit.visit import HERE, notebook_of, section_named
from wellbeing.web.forms import PressedForm, owner_of
from wellbeing.web.limbo import forget, kept_fields
from wellbeing.web.signed_in import SignedIn, for_signed_in

UP, DOWN, OUT, BOTH = "up", "down", "out", "both"
MOVES = {UP: -1, DOWN: 1}
# What the script that keeps takes as: another window was first, so do not try again.
CHANGED_MEANWHILE = 412
GONE = "That line is not on this page any more."
NOT_KEPT = "That line is not kept any more. Nothing was changed."
FULL = "That list is full. Take a line out first."


@dataclass(frozen=True)
class _Opened:
    """A line that was asked for, with its form."""

    notebook: Notebook
    section: KitSection
    line_id: str
    form: LineForm

    def page(self, other: Line | None = None, *, is_conflict: bool = False) -> str:
        line = OpenLine(self.line_id, self.form, other, is_conflict)
        return SectionPage(self.notebook, self.section).with_line(line)


@blueprint.get("/my-kit/<section>/line/<line_id>")
@for_signed_in
def my_line(person: SignedIn, section: str, line_id: str) -> ResponseReturnValue:
    opened = _opened(person, section, line_id)
    if opened is None:
        return _not_there(section)
    line = _line(opened)
    if line is None:
        # It was taken out while somebody was signed out in the middle of writing.
        return opened.page(is_conflict=True) if any(opened.form.texts) else _not_there(section)
    opened.form.begin_with(line)
    return opened.page()


@blueprint.post("/my-kit/<section>/line/<line_id>")
@for_signed_in
def change_line(person: SignedIn, section: str, line_id: str) -> ResponseReturnValue:
    opened = _opened(person, section, line_id)
    if opened is None:
        return _not_there(section)
    wanted = request.form.get("do", "")
    fine = opened.form.is_sent_and_valid()
    if not fine or (wanted != OUT and not opened.form.is_filled()):
        return opened.page(), 422
    try:
        return forget(_done(opened, wanted))
    except service.FullError:
        opened.form.form_errors.append(FULL)
        return opened.page(_line(opened), is_conflict=True), 422
    except service.ChangedMeanwhileError as changed:
        if changed.now is not None:
            opened.form.show_version(changed.now)
        return opened.page(changed.now, is_conflict=True), 409


# This address cannot be opened, so a keeping that is refused is never given back as a page.
@blueprint.post("/my-kit/<section>/line/<line_id>/keep")
@for_signed_in
def keep_line(person: SignedIn, section: str, line_id: str) -> ResponseReturnValue:
    """Keep a line while it is being typed; the answer tells the version that stands then."""
    opened = _opened(person, section, line_id)
    if opened is None:
        return "", CHANGED_MEANWHILE
    if not opened.form.is_sent_and_valid() or not any(opened.form.texts):
        return "", 422
    try:
        line = service.change(opened.notebook, section, opened.form.change(line_id))
    except service.ChangedMeanwhileError:
        return "", CHANGED_MEANWHILE
    return "", 204, {"Kept-Version": str(line.version)}


@blueprint.post("/my-kit/<section>/line/<line_id>/put-in")
@for_signed_in
def put_in_again(person: SignedIn, section: str, line_id: str) -> ResponseReturnValue:
    part = section_named(section)
    if PressedForm().is_sent_and_valid():
        try:
            service.put_in_again(notebook_of(person), part.id, line_id)
            flash("The line is in its place again.")
        except service.NoLongerKeptError:
            flash(NOT_KEPT)
        except service.FullError:
            flash(FULL)
    return redirect(url_for(HERE, section=section), 303)


def _done(opened: _Opened, wanted: str) -> Response:
    """Do what the pressed button says; whatever was typed is kept before a line moves."""
    section, notebook = opened.section.id, opened.notebook
    if wanted == OUT:
        version = opened.form.change(opened.line_id).version
        service.take_out(notebook, section, opened.line_id, version)
        return redirect(url_for(HERE, section=section, out=opened.line_id), 303)
    if wanted == BOTH:
        return _as_a_new_line(opened)
    service.change(notebook, section, opened.form.change(opened.line_id))
    if wanted in MOVES:
        service.move(notebook, section, opened.line_id, MOVES[wanted])
        here = url_for(
            "first_aid_kit.my_line",
            section=section,
            line_id=opened.line_id,
            moved=wanted,
        )
        return redirect(here, 303)
    flash("Saved.")
    return redirect(url_for(HERE, section=section, _anchor=opened.form.of.id), 303)


def _as_a_new_line(opened: _Opened) -> Response:
    service.add(opened.notebook, opened.section.id, [opened.form.new_line()])
    flash("Added as a line of its own.")
    return redirect(url_for(HERE, section=opened.section.id, _anchor=opened.form.of.id), 303)


def _opened(person: SignedIn, section: str, line_id: str) -> _Opened | None:
    """Find the line, or the list in which it stood as its form says."""
    part, notebook = section_named(section), notebook_of(person)
    line = service.kit_of(notebook).page(section).line(line_id)
    of = list_of(part, line) if line else part.list_named(_list_as_sent(person))
    if of is None:
        return None
    return _Opened(notebook, part, line_id, line_form_of(of)())


def _list_as_sent(person: SignedIn) -> str:
    kept = kept_fields(owner_of(person.id))
    return request.form.get("list", "") or (kept.get("list", "") if kept else "")


def _line(opened: _Opened) -> Line | None:
    return service.kit_of(opened.notebook).page(opened.section.id).line(opened.line_id)


def _not_there(section: str) -> Response:
    flash(GONE)
    return redirect(url_for(HERE, section=section), 303)
