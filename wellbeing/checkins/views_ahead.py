"""Contact on a later day: choose, look at what will be sent and to whom, keep it, take it back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import booked as bookings
from wellbeing.checkins.ahead_forms import ASK, CHANGE, KEEP, LaterForm
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.booked import Then
from wellbeing.checkins.said_ahead import Became, Booked, Folder
from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.checkins.weeks import written
from wellbeing.support import service as support
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.waits import Way

PAGE, MY_STEP = "checkins.later", "checkins.my_step"
NOBODY_THEN = (
    "Nobody you can ask like this is there on {day}. Choose somebody else, or another day."
)


@dataclass(frozen=True)
class ShownBooked:
    """Contact that was chosen ahead, as its person sees it."""

    on: str
    day: str
    whom: str
    asks: bool
    became: Became
    is_due: bool


def shown_booked(visit: Visit) -> tuple[ShownBooked, ...]:
    said = Folder(visit.desk.session, visit.desk.vault).of(visit.person_id)
    whoms = dict(_whoms(visit))
    return tuple(
        ShownBooked(
            on=one.on.isoformat(),
            day=written(one.on),
            whom=whoms.get(one.with_whom, one.with_whom),
            asks=one.asks,
            became=one.became,
            is_due=one.on <= visit.desk.today,
        )
        for one in said.booked
    )


@blueprint.route("/later", methods=["GET", "POST"])
@for_signed_in
def later(person: SignedIn) -> ResponseReturnValue:
    visit, form = visit_of(person), LaterForm()
    _offer(visit, form)
    if not form.is_submitted() or form.stage.data == CHANGE:
        return _page(visit, form)
    if not form.is_sent_and_valid():
        return _page(visit, form), 422
    looked_at = _looked_at(visit, form)
    if looked_at is None:
        return _page(visit, form), 422
    if form.stage.data != KEEP or form.seen_on.data != visit.desk.today.isoformat():
        return _look(visit, form, looked_at)
    bookings.book(visit.office, visit.person_id, [one.booked for one in looked_at])
    flash("Kept. You can take it back below at any time.")
    return forget(redirect(url_for(PAGE), 303))


@blueprint.post("/later/take-back")
@for_signed_in
def take_later_back(person: SignedIn) -> ResponseReturnValue:
    """Take back what the form names; an address would tell the day."""
    visit = visit_of(person)
    try:
        on = date.fromisoformat(request.form.get("on", ""))
    except ValueError:
        on = date.min
    if bookings.take_back(visit.office, visit.person_id, on):
        flash("Taken back. Nothing is asked for on that day.")
    return redirect(url_for(PAGE), 303)


def ways(person: SignedIn) -> Iterator[Way]:
    """Say that contact could not be asked for; what could be is found among the person's requests."""
    visit = visit_of(person)
    said = Folder(visit.desk.session, visit.desk.vault).of(visit.person_id)
    if any(one.became is Became.NOBODY for one in said.booked):
        yield Way("Contact on a later day", PAGE)


def _offer(visit: Visit, form: LaterForm) -> None:
    first, last = _days(visit)
    form.first.label.text = f"In the first days: {written(first)}"
    form.last.label.text = f"Some weeks later: {written(last)}"
    form.offer(_whoms(visit), [(one.value, one.label) for one in visit.words.support.ways])


def _days(visit: Visit) -> tuple[date, date]:
    event, today = visit.desk.policy.event, visit.desk.today
    return (
        today + timedelta(days=event.contact_first_day),
        today + timedelta(days=event.contact_last_day),
    )


def _whoms(visit: Visit) -> list[tuple[str, str]]:
    choices = visit.words.questions.question("talk_with").choices
    return [(one.value, one.label) for one in choices]


def _looked_at(visit: Visit, form: LaterForm) -> list[Then] | None:
    """Return what would be sent on each day; None, with the reason in the form, where nobody is there."""
    found = []
    for field, on in zip((form.first, form.last), _days(visit), strict=True):
        if not field.data:
            continue
        booked = Booked(on, form.mode.data == ASK, form.with_whom.data, form.how.data or "")
        try:
            found.append(bookings.then(visit.office, visit.person_id, booked))
        except support.NobodyToAskError:
            form.with_whom.errors = [NOBODY_THEN.format(day=written(on))]
            return None
    return found


def _page(visit: Visit, form: LaterForm) -> str:
    return render_template("checkins/later.html", form=form, booked=shown_booked(visit))


def _look(visit: Visit, form: LaterForm, looked_at: list[Then]) -> str:
    shown = [(written(one.booked.on), support.preview(visit.words, one.ahead)) for one in looked_at]
    return render_template(
        "checkins/later_look.html",
        shown=shown,
        asks=form.mode.data == ASK,
        filled={**form.filled(), "seen_on": visit.desk.today.isoformat()},
        support=visit.words.support,
    )
