"""A person's own weeks: five trends, a file of them, and each week with its answers."""

from dataclasses import dataclass

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.checkins.told import (
    AskedAbout,
    about_told,
    answers_told,
    armour_told,
    step_in_words,
    written,
)
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.history import service as history
from wellbeing.history.service import OwnWeek, OwnWeeks
from wellbeing.looking_back import service
from wellbeing.looking_back.blueprint import blueprint
from wellbeing.looking_back.own_file import NAME, as_csv
from wellbeing.looking_back.picture import long_day
from wellbeing.looking_back.places import note_of
from wellbeing.looking_back.service import Shelf
from wellbeing.looking_back.weeks_shown import pictures, ranges_of, shelf_of, shown_weeks
from wellbeing.stepped_care import HIGHEST_SCORE
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.week import Week


@dataclass(frozen=True)
class Listed:
    """One week in the list that leads to each."""

    week: Week
    day: str
    score: str
    step: str
    has_note: bool


@blueprint.get("/my-weeks")
@for_signed_in
def my_weeks(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    own = history.own_weeks(visit.desk, visit.person_id)
    count = _range(visit)
    noted = _noted(shelf_of(visit))
    return render_template(
        "looking_back/my_weeks.html",
        pictures=pictures(visit, own, count),
        armour=armour_told(visit, reversed(shown_weeks(visit, own, count))),
        listed=[_listed(one, noted) for one in reversed(shown_weeks(visit, own, count))],
        has_weeks=bool(own.weeks),
        ranges=[(each, each == count) for each in ranges_of(visit.desk.kept_weeks)],
        count=count,
    )


@blueprint.get("/my-weeks/file")
@for_signed_in
def file(person: SignedIn) -> ResponseReturnValue:
    visit = visit_of(person)
    own = history.own_weeks(visit.desk, visit.person_id)
    shown = shown_weeks(visit, own, _range(visit))
    answer = Response(
        as_csv(shown, visit.words.pressures, visit.desk.policies), mimetype="text/csv"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}"'
    answer.headers["Cache-Control"] = "private, no-store"
    answer.vary.add("Cookie")
    return answer


@blueprint.get("/my-weeks/<week_name>")
@for_signed_in
def week(person: SignedIn, week_name: str) -> ResponseReturnValue:
    visit = visit_of(person)
    asked = week_called(visit, week_name)
    shelf = shelf_of(visit)
    own = history.own_weeks(visit.desk, visit.person_id)
    is_on = service.notes_are_on(shelf)
    return render_template(
        "looking_back/week.html",
        week=AskedAbout.whole(asked),
        name=str(asked),
        year=asked.sunday.year,
        told=_step_and_score(own, asked),
        parts=answers_told(visit, asked),
        about=about_told(visit, asked),
        by_link_on=_by_link(visit, asked),
        is_open=asked in visit.open_weeks,
        around=_around(own, asked),
        notes_are_on=is_on,
        note=shelf.paper(note_of(asked)) if is_on else None,
        deleted=service.deleted(shelf, note_of(asked)) if is_on else None,
        pressed=PressedForm(formdata=None),
    )


def week_called(visit: Visit, name: str) -> Week:
    """Return the week of an address; one that is not kept, or still to come, is not there."""
    found = next((each for each in service.kept_weeks(visit.desk) if str(each) == name), None)
    if found is None:
        abort(404)
    return found


def _range(visit: Visit) -> int:
    asked, ranges = request.args.get("weeks", ""), ranges_of(visit.desk.kept_weeks)
    return next((each for each in ranges if str(each) == asked), ranges[0])


def _noted(shelf: Shelf) -> frozenset[Week]:
    return frozenset(service.notes(shelf)) if service.notes_are_on(shelf) else frozenset()


def _listed(one: OwnWeek, noted: frozenset[Week]) -> Listed:
    step = step_in_words(one.step)
    return Listed(one.week, long_day(one.week), _score(one), step, one.week in noted)


def _score(one: OwnWeek) -> str:
    if one.w is not None:
        return f"{one.w} of {HIGHEST_SCORE}"
    return "No answers" if one.given is None else "Too few answers for a score"


def _step_and_score(own: OwnWeeks, asked: Week) -> tuple[tuple[str, str], ...]:
    one = next((each for each in own.weeks if each.week == asked), None)
    if one is None:
        return ()
    usual = "" if one.baseline is None else f"{one.baseline:g}"
    found = (
        ("Step", step_in_words(one.step)),
        ("Warning signs", _score(one)),
        ("Usual for you in that week", usual),
    )
    return tuple(pair for pair in found if pair[1])


def _by_link(visit: Visit, asked: Week) -> str:
    day = history.by_link_on(visit.desk, visit.person_id, asked)
    return "" if day is None else written(day)


def _around(own: OwnWeeks, asked: Week) -> tuple[tuple[str, Week], ...]:
    """Lead to the nearest weeks of which something is kept."""
    before = [one.week for one in own.weeks if one.week < asked][-1:]
    after = [one.week for one in own.weeks if one.week > asked][:1]
    return (*(("Earlier", each) for each in before), *(("Later", each) for each in after))
