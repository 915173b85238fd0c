"""The person's pages: numbers first, then whether somebody here is told; and what became of it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.extensions import house
from wellbeing.responders import service
from wellbeing.responders.blueprint import blueprint
from wellbeing.responders.forms import CallForm, names_in_words
from wellbeing.responders.service import Desk, Nobody, Offer
from wellbeing.responders.showing import shown_mine
from wellbeing.responders.visit import desk_now, numbers, zone
from wellbeing.responders.wording import moment_in_words, offered
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.unsent import not_sent
from wellbeing.web.words import words

NOW, ASKED = "responders.somebody_now", "responders.asked"
NOBODY_TOLD = "Nobody was told, and nothing was kept. The numbers stay here for you."
ALREADY = "You have asked already, and that stands. What you sent now was not added to it."
CHANGED = (
    "Who would be told has changed meanwhile, so nobody was told yet. Read it and press again."
)
OVER = (
    "This page was sent before, and what came of it is over, so nobody was told now. Press again to ask "
    "once more."
)
GONE = "Nothing was left to take back. This is how it stands now."
STANDS = "This had changed meanwhile. This is how it stands now."
BACK = "Taken back. Nobody who had not opened it can open it any more."


@blueprint.route("/somebody-now", methods=["GET", "POST"])
@for_signed_in
def somebody_now(person: SignedIn) -> ResponseReturnValue:
    """Lead with the numbers, then ask whether somebody here is told; without an answer nobody is."""
    desk, form = desk_now(), CallForm()
    found = service.offer(desk, person.id)
    if isinstance(found, Nobody):
        return _nobody_page(desk, person, found)
    form.begin(found.people[0].name, _mark(found))
    if not form.is_sent_and_valid():
        return _page(desk, person, form, found), 422 if form.errors else 200
    if not form.tells:
        flash(NOBODY_TOLD)
        return forget(redirect(url_for(NOW), 303))
    if not _has_asked(desk, person, form, found):
        return _page(desk, person, form, found), 422
    return forget(redirect(url_for(ASKED), 303))


@blueprint.get("/somebody-now/asked")
@for_signed_in
def asked(person: SignedIn) -> ResponseReturnValue:
    found = service.mine(desk_now(), person.id)
    return render_template(
        "responders/asked.html",
        calls=[shown_mine(one, zone()) for one in found],
        numbers=numbers(),
        days=service.KEPT_FOR.days,
    )


@blueprint.post("/somebody-now/take-back")
@for_signed_in
def take_back(person: SignedIn) -> ResponseReturnValue:
    """Take back what the form names."""
    if PressedForm().is_sent_and_valid():
        is_back = service.take_back(desk_now(), person.id, request.form.get("call", ""))
        flash(BACK if is_back else GONE)
    return forget(redirect(url_for(ASKED), 303))


@blueprint.post("/somebody-now/not-so")
@for_signed_in
def not_so(person: SignedIn) -> ResponseReturnValue:
    """Let the call that the form names go on: whoever said that they spoke with its person has not."""
    is_sent = PressedForm().is_sent_and_valid()
    if is_sent and not service.not_so(desk_now(), person.id, request.form.get("call", "")):
        flash(STANDS)
    return forget(redirect(url_for(ASKED), 303))


def _has_asked(desk: Desk, person: SignedIn, form: CallForm, found: Offer) -> bool:
    """Send it; where nobody is told, the form says why and can be sent again as it is."""
    try:
        call_id = service.ask(desk, person.id, form.to_wanted(found.ids))
    except service.OthersThereError:
        form.form_errors.append(CHANGED)
        return False
    except service.OverError:
        form.press_anew()
        form.form_errors.append(OVER)
        return False
    if call_id != form.press.data:
        flash(ALREADY)
    return True


def _page(desk: Desk, person: SignedIn, form: CallForm, found: Offer) -> str:
    # What is shown is what is sent along: after a change it is read anew.
    form.read.data = form.mark
    waiting = service.waiting(desk, person.id)
    claimed = service.claimed(desk, person.id)
    notice_at = service.notice_from(desk, person.id, found.ids[0])
    return render_template(
        "responders/somebody_now.html",
        form=form,
        found=found,
        names=names_in_words([one.name for one in found.people]),
        told=offered(found, zone(), notice_at),
        waiting=shown_mine(waiting, zone()) if waiting else None,
        claimed=shown_mine(claimed, zone()) if claimed else None,
        **_always(),
    )


def _nobody_page(desk: Desk, person: SignedIn, found: Nobody) -> ResponseReturnValue:
    waiting = service.waiting(desk, person.id)
    was_sent = request.method == "POST"
    page = render_template(
        "responders/nobody.html",
        found=found,
        opens=moment_in_words(found.opens_at, zone()) if found.opens_at else "",
        was_sent=was_sent,
        typed=not_sent("reach"),
        waiting=shown_mine(waiting, zone()) if waiting else None,
        **_always(),
    )
    return page, 409 if was_sent else 200


def _always() -> dict[str, object]:
    return {
        "numbers": numbers(),
        "care": words().duty_of_care,
        "days": service.KEPT_FOR.days,
    }


def _mark(found: Offer) -> str:
    """Return what stands for those who would be told; no id of theirs is on the page."""
    return house().vault.row_key("call-offer", *found.ids).hex()[:32]
