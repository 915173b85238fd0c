"""Who holds which role, for all staff to read; what waits, and the second person's decision."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.accounts.granting import OPEN
from wellbeing.extensions import db, house
from wellbeing.role_grants import service, showing
from wellbeing.role_grants.forms import GrantForm
from wellbeing.two_people import AlreadyDecidedError, Board, NotTheirsError, ProposerLeftError
from wellbeing.web.decision_form import APPROVE
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("role_grants", __name__)
PREFIX = "/roles"
DECIDES = frozenset({"wellbeing_lead", "staff_representative"})
TOO_LATE = "This was decided or taken back meanwhile. Nothing was changed now."
NOT_YOURS = (
    "This waits for somebody else: whoever asked and whoever would get the role cannot agree to it."
)
ASKER_LEFT = (
    "Whoever asked for this no longer works here, so it cannot begin. The next import of the roster "
    "asks for it again."
)


def board() -> Board:
    session, parts = db.session(), house()
    today = parts.today(accounts.organisation(session).zone)
    mails = parts.settings.mail.is_configured
    return Board(session, parts.vault, parts.now(), today, sends_mail=mails)


@blueprint.get(PREFIX)
@for_signed_in
def overview(person: SignedIn) -> ResponseReturnValue:
    decides = not DECIDES.isdisjoint(person.roles)
    page = showing.page(board(), person.id, decides=decides)
    return render_template("role_grants/overview.html", page=page, decides=decides)


@blueprint.route(f"{PREFIX}/<grant_id>/decide", methods=["GET", "POST"])
@for_signed_in
def decide(person: SignedIn, grant_id: str) -> ResponseReturnValue:
    here, form = board(), GrantForm()
    told = showing.shown(here, grant_id, person.id) or abort(404)
    back = redirect(url_for("role_grants.overview"), 303)
    if not told.can_decide:
        flash(NOT_YOURS if told.grant.decision == OPEN else TOO_LATE)
        return back
    if not form.is_sent_and_valid():
        page = render_template("role_grants/decide.html", form=form, told=told)
        return page, (422 if form.errors else 200)
    flash(_decided(here, person.id, told, form))
    return back


def _decided(here: Board, person_id: str, told: showing.ShownGrant, form: GrantForm) -> str:
    """Decide, and return what to say about it."""
    note = form.note.data or ""
    try:
        if form.verdict.data == APPROVE:
            service.agree(here, person_id, told.grant.id, note)
            return f"You agreed. {told.person} holds this role from now on, and is told."
        service.decline(here, person_id, told.grant.id, note)
    except (AlreadyDecidedError, NotTheirsError):
        return TOO_LATE
    except ProposerLeftError:
        return ASKER_LEFT
    return f"You did not agree. {told.person} does not get this role, and can read your reason."
