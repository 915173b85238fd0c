"""What is kept about a person, who looked at it, and everything of it as one file, for them alone."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from wellbeing.accounts.confirming import ConfirmForm
from wellbeing.checkins.told import written_with_year
from wellbeing.checkins.visit import visit_of
from wellbeing.extensions import house, limiter
from wellbeing.history import service as history
from wellbeing.records.export_book import LEFT_OUT, PARTS
from wellbeing.records.export_files import zip_of
from wellbeing.records.export_filling import filled
from wellbeing.records.export_parts import Asked, Part, Row
from wellbeing.web.access_matrix import shipped
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import PostedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.who_sees import together, who_sees

blueprint = Blueprint("my_data", __name__)
# Whoever sees it among other downloads learns nothing from it.
NAME = "my-data.zip"
YES, NO = "yes", "no"
LEFT_OUT_SAID = "Your answers are left out of all figures that are not out yet."
COUNTED_SAID = "What you send from now on counts in figures again."
LOOKS = ("Day", "Who", "What they opened")


@dataclass(frozen=True)
class Kept:
    """One kind of thing that is kept, as a line of the page."""

    title: str
    # Empty where the page of it is for other roles than those of whoever reads.
    where: str
    who: tuple[str, ...]
    until: str


class FiguresForm(PostedForm):
    """Whether answers count in figures, as the one button of the form says."""

    counted = OneAnswer(choices=[SelectChoice(YES), SelectChoice(NO)])


@blueprint.get("/my-data")
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    return _page(person, ConfirmForm.made())


@blueprint.post("/my-data")
@limiter.limit("30/minute")
@for_signed_in
def download(person: SignedIn) -> ResponseReturnValue:
    """Hand out everything, once whoever asks has shown again that they are the person."""
    form = ConfirmForm.made()
    if not form.is_sent_and_valid() or not form.is_confirmed(_asked(person).door, person.id):
        return _page(person, form), 422
    answer = Response(zip_of(_asked(person)), mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.vary.add("Cookie")
    return answer


@blueprint.post("/my-data/figures")
@for_signed_in
def figures(person: SignedIn) -> ResponseReturnValue:
    """Leave somebody's answers out of all figures, or count them again: it looks like not answering."""
    form = FiguresForm()
    if not form.is_sent_and_valid() or not form.counted.data:
        return _page(person, ConfirmForm.made()), 422
    yes = form.counted.data == YES
    history.let_count(_asked(person).visit.desk, person.id, yes=yes)
    flash(COUNTED_SAID if yes else LEFT_OUT_SAID)
    return redirect(url_for("my_data.overview", _anchor="figures"), 303)


def _page(person: SignedIn, form: ConfirmForm) -> str:
    asked = _asked(person)
    (looks,) = filled(asked, [part for part in PARTS if part.id == "looks"])
    return render_template(
        "records/my_data.html",
        form=form,
        kept=[_kept(part, person) for part in PARTS if _is_of(part, asked)],
        headings=LOOKS,
        counts=history.counts(asked.visit.desk, person.id),
        looks=[_look_in_words(row) for row in looks.rows],
        all_looks=looks.is_whole,
        left_out=tuple(LEFT_OUT.values()),
        leave_days=house().settings.keeping.days_of("leavers"),
    )


def _is_of(part: Part, asked: Asked) -> bool:
    """Say whether the page names it: what few have is named to whoever has some, or may have."""
    if not part.of_few:
        return not part.for_programs
    (found,) = filled(asked, [part])
    return bool(found.rows) or not found.is_whole


def _kept(part: Part, person: SignedIn) -> Kept:
    seen = {line.what: line.who for line in who_sees(shipped())}
    told = together(seen[each] for each in part.objects)
    opens = any(line.admits(person.roles) for line in shipped().lines_for(part.where, "GET"))
    return Kept(
        part.title,
        part.where if opens else "",
        told or (part.seen_by,),
        part.until(house().settings.keeping.here),
    )


def _look_in_words(row: Row) -> tuple[str, str, str]:
    day, who, role, thing, times = row
    opened = "once" if times == 1 else f"{times} times"
    # Whoever tried a closed case may hold no role any more.
    seen_by = f"{who}, {role}" if role else f"{who}"
    return written_with_year(date.fromisoformat(str(day))), seen_by, f"{thing}: {opened}"


def _asked(person: SignedIn) -> Asked:
    return Asked(visit_of(person), house().settings.keeping.here)
