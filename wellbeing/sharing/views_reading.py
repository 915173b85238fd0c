"""What others share with a person: a list without names, and each thing once the look is kept."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.sharing import service
from wellbeing.sharing.blueprint import blueprint
from wellbeing.sharing.visit import desk_now
from wellbeing.sharing.wording import day_in_words
from wellbeing.web.signed_in import SignedIn, for_signed_in


@blueprint.get("/shared-with-me")
@for_signed_in
def with_me(person: SignedIn) -> ResponseReturnValue:
    found = service.shared_with(desk_now(), person.id)
    return render_template(
        "sharing/with_me.html", shared=[(one, day_in_words(one.until)) for one in found]
    )


@blueprint.get("/shared-with-me/<share_id>")
@for_signed_in
def read(person: SignedIn, share_id: str) -> ResponseReturnValue:
    """Show it, once the look is written down."""
    try:
        found = service.look(desk_now(), person.id, share_id)
    except service.NotThereError:
        abort(404)
    return render_template(
        "sharing/read.html",
        shared=found,
        share_id=share_id,
        until=day_in_words(found.until),
        from_on=day_in_words(found.from_on),
    )


@blueprint.post("/shared-with-me/<share_id>/away")
@for_signed_in
def put_away(person: SignedIn, share_id: str) -> ResponseReturnValue:
    """End what a reader no longer wants; whoever shared it sees that they did."""
    try:
        service.put_away(desk_now(), person.id, share_id)
    except service.NotThereError:
        abort(404)
    flash("Put away. You cannot open it any more.")
    return redirect(url_for("sharing.with_me"), 303)
