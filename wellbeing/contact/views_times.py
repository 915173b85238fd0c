"""Offering times, answering an offer, and asking for another time; nothing typed is lost.

Where something changed while a page was open, the page that fits now is shown, with what was typed.
"""

from flask import abort, flash, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.contact import service
from wellbeing.contact.blueprint import blueprint
from wellbeing.contact.forms import (
    NONE_FITS,
    AnotherForm,
    AnswerForm,
    LetterForm,
    OfferForm,
    TimesForm,
    own_words,
)
from wellbeing.contact.service import Page
from wellbeing.contact.showing import AGREED, OFFERED
from wellbeing.contact.views_case import CHANGED, back_to, refused
from wellbeing.contact.visit import Visit, visit_of
from wellbeing.contact.wording import ways_left
from wellbeing.web.forms import PostedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

CONFLICT = 409


@blueprint.route("/cases/<request_id>/times", methods=["GET", "POST"])
@for_signed_in
def times(person: SignedIn, request_id: str) -> ResponseReturnValue:
    """Let the contact offer times, and the person who asked answer."""
    visit = visit_of(person, request_id)
    try:
        page = visit.opened()
        if not page.is_open:
            return refused(visit.visitor)
        return _answered(visit, page) if page.is_asker else _offered(visit, page)
    except service.NotThereError:
        abort(404)


def _offered(visit: Visit, page: Page) -> ResponseReturnValue:
    form, ways = TimesForm(), ways_left(visit.errand.words, page.wish)
    form.begin(visit.errand.office.now, page.zone, ways)
    if not form.is_submitted():
        _begin(form, page, [value for value, _ in ways])
    if not form.is_sent_and_valid():
        return _page("contact/offer.html", form, visit, page)
    try:
        service.offer(visit.visitor, form.to_wanted(), form.version)
    except service.ChangedError:
        now = visit.opened()
        form.seen.data = str(now.now.times.version)
        return _page("contact/offer.html", form, visit, now, changed=True)
    return back_to(page.id, f"Offered. {page.other} can pick one of the times.")


def _begin(form: OfferForm, page: Page, ways: list[str]) -> None:
    """Begin with the way the person would like, unless something was typed before."""
    if form.seen.raw_data:
        return
    form.seen.data = str(page.now.times.version)
    if page.wish.how in ways:
        form.how.data = page.wish.how


def _answered(visit: Visit, page: Page, *, changed: bool = False) -> ResponseReturnValue:
    """Let the person answer what stands now."""
    state = visit.shown(page).times.state
    if state == OFFERED:
        return _picked(visit, page, changed=changed)
    if state == AGREED:
        return _moved(visit, page, changed=changed)
    return _nothing_stands(visit, page)


def _picked(visit: Visit, page: Page, *, changed: bool) -> ResponseReturnValue:
    form, shown = AnswerForm(), visit.shown(page).times
    form.offer(list(shown.offered))
    changed = changed or (form.is_submitted() and form.version != shown.version)
    if changed or not form.seen.raw_data:
        form.seen.data = str(shown.version)
    if changed or not form.is_sent_and_valid():
        return _page("contact/answer.html", form, visit, page, changed=changed)
    try:
        if form.choice.data != NONE_FITS:
            service.pick(visit.visitor, str(form.choice.data))
            return back_to(page.id, "Agreed. Either of you can move it or give it up.")
        service.refuse(visit.visitor, form.words, form.version)
    except service.ChangedError:
        return _answered(visit, visit.opened(), changed=True)
    return back_to(page.id, f"Sent. {page.other} can offer others.")


def _moved(visit: Visit, page: Page, *, changed: bool) -> ResponseReturnValue:
    form, slot_id = AnotherForm(), visit.shown(page).times.slot_id
    if request.form.get("choice") == slot_id:
        return back_to(page.id, "Agreed. Either of you can move it or give it up.")
    changed = changed or (form.is_submitted() and form.slot.data != slot_id)
    form.slot.data = slot_id
    if changed or not form.is_sent_and_valid():
        return _page("contact/another.html", form, visit, page, changed=changed)
    try:
        service.ask_for_another(visit.visitor, slot_id, form.words)
    except service.ChangedError:
        return _answered(visit, visit.opened(), changed=True)
    return back_to(page.id, f"Sent. The time no longer stands. {page.other} can offer others.")


def _nothing_stands(visit: Visit, page: Page) -> ResponseReturnValue:
    """Lead back; words that were meant for times that are gone go into the box of a letter."""
    words = own_words(request.form.get("which"))
    if not words:
        return back_to(
            page.id, CHANGED if request.method == "POST" else "No times are offered now."
        )
    flash(f"{CHANGED} Nothing was sent. What you wrote is in the box for a letter.")
    form = LetterForm(formdata=None)
    form.letter.data = words
    return _page("contact/case.html", form, visit, page, changed=True)


def _page(
    template: str, form: PostedForm, visit: Visit, page: Page, *, changed: bool = False
) -> ResponseReturnValue:
    written = render_template(template, form=form, page=visit.shown(page), changed=changed)
    if changed:
        return written, CONFLICT
    return written, 422 if form.errors else 200
