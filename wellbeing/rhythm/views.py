"""The page on which a person says when they are asked, and the one that ends messages by a link."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.extensions import csrf, db, house
from wellbeing.rhythm import service
from wellbeing.rhythm.forms import RhythmForm, filled, rota_of
from wellbeing.rhythm.number_service import read_refusal
from wellbeing.rhythm.service import Desk, Wish
from wellbeing.rhythm.stop_links import row_to_stop
from wellbeing.rhythm.telling import Told, told
from wellbeing.rhythm.ways import News, Ways, news_of, ways_of
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("rhythm", __name__)
LINKS_ENDED = (
    "Done. No link that was sent to you so far works any more. The next message has a new one."
)


@blueprint.route("/when-you-are-asked", methods=["GET", "POST"])
@for_signed_in
def when_asked(person: SignedIn) -> ResponseReturnValue:
    desk = _desk()
    wish = service.wish_of(desk, person.id)
    news = news_of(desk, person.id)
    form = _form(wish, desk, news.ways)
    if not form.is_sent_and_valid():
        return _page(form, told(wish, desk, person.id), news), (422 if form.errors else 200)
    try:
        service.choose(desk, person.id, form.to_wish())
    except service.ChangedMeanwhileError as changed:
        form.version.data = str(changed.now.version)
        news = news_of(desk, person.id)
        return _page(form, told(changed.now, desk, person.id), news, newer=True), 409
    read_refusal(desk, person.id)
    flash(_kept(desk, person.id))
    return forget(redirect(url_for("rhythm.when_asked"), 303))


@blueprint.post("/when-you-are-asked/end-links")
@for_signed_in
def end_links(person: SignedIn) -> ResponseReturnValue:
    """Make every link useless that was sent to this person so far."""
    if PressedForm().is_sent_and_valid():
        service.end_links(_desk(), person.id)
        flash(LINKS_ENDED)
    return redirect(url_for("rhythm.when_asked"), 303)


@blueprint.route("/messages/<mark>", methods=["GET", "POST"])
# A mail program presses it, without a page before: RFC 8058.
@csrf.exempt  # type: ignore[untyped-decorator]
def end_messages(mark: str) -> ResponseReturnValue:
    """End the weekly messages of whoever this link was sent to; it can do and say nothing else."""
    desk = _desk()
    row = row_to_stop(desk, mark)
    if row is None:
        return render_template("rhythm/no_link.html"), 404
    is_done = request.method == "POST"
    if is_done:
        service.stop_messages(desk, row)
    return render_template("rhythm/end.html", is_done=is_done, mark=mark)


def _kept(desk: Desk, person_id: str) -> str:
    """Promise a message only where one can be sent."""
    wish = service.wish_of(desk, person_id)
    is_sent = ways_of(desk, person_id, wish).sends
    return f"Kept. {told(wish, desk, person_id).next}" if is_sent else "Kept."


def _desk() -> Desk:
    parts = house()
    return Desk(db.session(), parts.vault, parts.clock.now())


def _form(wish: Wish, desk: Desk, ways: Ways) -> RhythmForm:
    rota = rota_of(request.args.get("weeks", ""), len(wish.slot.worked))
    form = RhythmForm(data=filled(wish, desk.today, rota))
    form.today, form.rota = desk.today, rota
    form.offer_zones(wish.slot.zone, desk.organisation.zone)
    form.name_weeks()
    form.offer_ways(*ways.offered)
    return form


def _page(form: RhythmForm, now: Told, news: News, *, newer: bool = False) -> str:
    return render_template(
        "rhythm/when_asked.html",
        form=form,
        now=now,
        newer=newer,
        ways=news.ways,
        of_messages=news,
    )
