"""A person's own formal support: why, what was agreed and decided, who looked, and how it ends."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.formal import service
from wellbeing.formal.blueprint import blueprint
from wellbeing.formal.service import Bureau
from wellbeing.formal.showing import ends_in_words, shown_mine
from wellbeing.formal.visit import bureau_of
from wellbeing.support import service as support
from wellbeing.support.service import Kind, NobodyToAskError, Wish, moment_in_words
from wellbeing.web.forms import PressedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in

MINE = "formal.mine"


@blueprint.get("/my-step/more")
@for_signed_in
def mine(person: SignedIn) -> ResponseReturnValue:
    bureau = bureau_of(person)
    found = service.mine(bureau, person.id)
    return render_template(
        "formal/mine.html",
        mine=shown_mine(found, bureau.text),
        evidence=found.evidence,
        text=bureau.text,
        by=_by(bureau, person.id),
        after_no=bureau.text.after_no.format(weeks=bureau.desk.policy.formal.reoffer_weeks),
        ends_together=ends_in_words(bureau),
        others=service.who_could(bureau, person.id),
        form=PressedForm(),
    )


@blueprint.post("/my-step/more/take-back")
@for_signed_in
def take_back(person: SignedIn) -> ResponseReturnValue:
    try:
        done = service.take_back(bureau_of(person), person.id)
    except service.AlreadySignedOffError:
        flash(
            "A practitioner signed it off meanwhile. You can close their access, and end it together."
        )
        return redirect(url_for(MINE), 303)
    flash("Taken back. Nobody can sign it off." if done else "There was no agreement any more.")
    return redirect(url_for(MINE), 303)


@blueprint.post("/my-step/more/stop")
@for_signed_in
def stop(person: SignedIn) -> ResponseReturnValue:
    """End what can be read at once; `access` ends the whole request with it."""
    bureau, everything = bureau_of(person), request.form.get("what") == "access"
    done = service.stop_sharing(bureau, person.id)
    if everything:
        done = support.withdraw(bureau.office, person.id, Kind.FORMAL) or done
    flash("Ended. Nobody can open it any more." if done else "This was not open any more.")
    return redirect(url_for(MINE), 303)


@blueprint.post("/my-step/more/end")
@for_signed_in
def end(person: SignedIn) -> ResponseReturnValue:
    """Say that formal support ends, or take that back."""
    ends = request.form.get("ends") == "yes"
    try:
        ended = service.person_says(bureau_of(person), person.id, ends=ends)
    except service.NotThereError:
        flash("Formal support is not open any more.")
        return redirect(url_for(MINE), 303)
    flash(said_of_ending(ended=ended, ends=ends))
    return redirect(url_for(MINE), 303)


@blueprint.post("/my-step/more/another")
@for_signed_in
def another(person: SignedIn) -> ResponseReturnValue:
    """Name who looks after it, while nobody does."""
    try:
        service.name_another(bureau_of(person), person.id, request.form.get("who", ""))
    except service.NotThereError:
        flash("This cannot be done any more. Nothing was changed.")
    else:
        flash("They look after it from now on, and were told.")
    return redirect(url_for(MINE), 303)


def said_of_ending(*, ended: bool, ends: bool) -> str:
    if ended:
        return "Formal support has ended: you both said so."
    return "Kept. It ends when the other says so too." if ends else "Kept. Formal support goes on."


def _by(bureau: Bureau, person_id: str) -> str:
    """Return by when somebody would decide if it was sent now; nothing where nobody would."""
    try:
        sending = support.ahead(bureau.office, person_id, Wish(Kind.FORMAL))
    except NobodyToAskError:
        return ""
    return moment_in_words(sending.case.promised.due_at, sending.zone)
