"""The person's pages: what I said and what became of it, saying something, another reader, taking back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.complaints import service
from wellbeing.complaints.blueprint import blueprint
from wellbeing.complaints.forms import SEND, AboutForm, ReaderForm, SayForm
from wellbeing.complaints.record import READ_WITHIN_WORKING_DAYS
from wellbeing.complaints.service import Desk
from wellbeing.complaints.showing import shown_mine
from wellbeing.complaints.visit import desk_now, said_words
from wellbeing.complaints.wording import day_in_words
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

MINE = "complaints.mine"
FULL = (
    f"{service.MOST_OPEN} things you said are not answered yet, so this was not kept. The page "
    "names other ways to be heard."
)
CANNOT_READ = "Whoever you chose cannot read it any more, so this was not kept. Choose again."
GONE = "This cannot be changed any more: it was answered, or taken back."


@blueprint.get("/say")
@for_signed_in
def mine(person: SignedIn) -> ResponseReturnValue:
    desk, words = desk_now(), said_words()
    found = service.mine(desk, person.id)
    return render_template(
        "complaints/mine.html",
        said=[shown_mine(words, one, desk.today) for one in found],
        words=words,
        how=_how(),
        kept=words.kept.format(years=service.YEARS_KEPT),
        reads=bool(service.to_read(desk, person.id)),
    )


@blueprint.route("/say/new", methods=["GET", "POST"])
@for_signed_in
def say(person: SignedIn) -> ResponseReturnValue:
    """Ask what it is about, then for the words; nothing is kept before the second page was sent."""
    desk, form = desk_now(), SayForm()
    if not form.is_known:
        return _about_page(form)
    form.begin(said_words())
    form.offer_readers(service.choices(desk, person.id, form.about_what))
    if request.form.get("stage") != SEND:
        # What was not sent yet is not to be put right.
        return _words_page(desk, form)
    if not form.is_sent_and_valid():
        return _words_page(desk, form), 422
    return _kept(desk, person, form)


@blueprint.route("/say/<said_id>/reader", methods=["GET", "POST"])
@for_signed_in
def reader(person: SignedIn, said_id: str) -> ResponseReturnValue:
    """Let somebody else read it."""
    desk, form = desk_now(), ReaderForm()
    found = next((one for one in service.mine(desk, person.id) if one.id == said_id), None)
    if found is None or not found.said.is_open:
        flash(GONE)
        return redirect(url_for(MINE), 303)
    form.offer_readers(service.choices(desk, person.id, found.said.about))
    if not form.is_sent_and_valid():
        page = render_template("complaints/reader.html", form=form, words=said_words())
        return page, 422 if form.errors else 200
    try:
        service.choose_again(desk, person.id, said_id, form.to_readers())
        flash("Kept. They can read it now. The days stay as they were promised.")
    except service.NotThereError:
        flash(GONE)
    return forget(redirect(url_for(MINE), 303))


@blueprint.post("/say/take-back")
@for_signed_in
def take_back(person: SignedIn) -> ResponseReturnValue:
    """Take back what the form names."""
    if PressedForm().is_sent_and_valid():
        gone = service.take_back(desk_now(), person.id, request.form.get("said", ""))
        flash("Taken back and deleted. Nobody can open it any more." if gone else GONE)
    return forget(redirect(url_for(MINE), 303))


def _kept(desk: Desk, person: SignedIn, form: SayForm) -> ResponseReturnValue:
    try:
        reference = service.say(desk, person.id, form.to_wanted())
    except service.FullError:
        form.form_errors.append(FULL)
        return _words_page(desk, form), 422
    except service.NotThereError:
        form.form_errors.append(CANNOT_READ)
        return _words_page(desk, form), 422
    _, answer_by = service.promised(desk)
    flash(
        f"Received. Your reference is {reference}. You get an answer by {day_in_words(answer_by)}."
    )
    return forget(redirect(url_for(MINE), 303))


def _about_page(sent: SayForm) -> ResponseReturnValue:
    form = AboutForm()
    form.offer(said_words())
    wrong = sent.is_submitted() and not form.validate()
    page = render_template("complaints/about.html", form=form, words=said_words(), how=_how())
    return page, 422 if wrong else 200


def _words_page(desk: Desk, form: SayForm) -> str:
    words = said_words()
    read_by, answer_by = service.promised(desk)
    return render_template(
        "complaints/say.html",
        form=form,
        words=words,
        kind=words.kind(form.about_what),
        read_by=day_in_words(read_by),
        answer_by=day_in_words(answer_by),
        kept=words.kept.format(years=service.YEARS_KEPT),
    )


def _how() -> str:
    days = service.ANSWERED_WITHIN.days
    return said_words().how.format(days=days, read_days=READ_WITHIN_WORKING_DAYS)
