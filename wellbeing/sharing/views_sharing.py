"""Sharing something: choose, look at exactly what will be read, confirm who you are; then it is kept."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts.confirming import ConfirmForm
from wellbeing.accounts.own import Door
from wellbeing.accounts.people import Role
from wellbeing.checkins.visit import visit_of
from wellbeing.extensions import limiter
from wellbeing.sharing import service
from wellbeing.sharing.blueprint import blueprint
from wellbeing.sharing.forms import CHANGE, KEEP, ShareForm
from wellbeing.sharing.originals import copy_now
from wellbeing.sharing.record import SHEET
from wellbeing.sharing.service import Ahead, Copy, Desk, Named
from wellbeing.sharing.views_mine import MINE
from wellbeing.sharing.visit import desk_now
from wellbeing.sharing.wording import day_in_words, in_role, not_seen
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

OWN_ADDRESS = (
    "This is your own address. Enter that of the person you would like to share this with."
)
FULL = f"You share {service.MOST_OPEN} things at present. End one of them first, then share this."


@dataclass(frozen=True)
class Sharing:
    """One person about to share one thing."""

    person: SignedIn
    desk: Desk
    what: str
    copy: Copy
    # Who stands in the list; what was chosen is one of these, or an address.
    readers: tuple[Named, ...]

    @classmethod
    def of(cls, person: SignedIn, what: str) -> "Sharing":
        copy = copy_now(visit_of(person), what) or abort(404)
        desk = desk_now()
        return cls(person, desk, what, copy, service.readers(desk, person.id))

    def form(self) -> ShareForm:
        form = ShareForm()
        form.offer(self.readers, self.desk.today)
        return form

    def page(self, form: ShareForm) -> str:
        return render_template(
            "sharing/begin.html", form=form, copy=self.copy, what=self.what, back=self.back
        )

    def look(self, form: ShareForm, ahead: Ahead, confirm: ConfirmForm, *, changed: bool) -> str:
        reader = ahead.record.reader
        return render_template(
            "sharing/look.html",
            ahead=ahead,
            name=self.person.name,
            to=ahead.to if reader.address else f"{ahead.to}, {in_role(reader.role)}",
            by_address=bool(reader.address),
            by_supervisor=reader.role == Role.SUPERVISOR,
            until=day_in_words(ahead.record.until),
            today=day_in_words(self.desk.today),
            not_seen=not_seen(self.what),
            filled={**form.filled(), "shown": ahead.mark, "press": service.new_press()},
            confirm=confirm,
            changed=changed,
            back=self.back,
        )

    @property
    def back(self) -> str:
        if self.what == SHEET:
            return url_for("looking_back.prepare")
        return url_for("first_aid_kit.my_page", section=self.what)

    def ahead(self, form: ShareForm) -> Ahead | None:
        """Return what the form would share; None when the address is the person's own."""
        try:
            wanted = form.to_wanted(self.what)
            return service.ahead(self.desk, self.person.id, self._to(form), wanted, self.copy)
        except service.OwnAddressError:
            form.address.errors = [OWN_ADDRESS]
            return None

    def is_confirmed(self, confirm: ConfirmForm) -> bool:
        desk = self.desk
        door = Door(desk.session, desk.vault, desk.now, desk.today)
        return confirm.is_sent_and_valid() and confirm.is_confirmed(door, self.person.id)

    def _to(self, form: ShareForm) -> Named:
        if form.is_by_address:
            return service.reader_at(self.desk, self.person.id, form.address.data or "")
        return next(one for one in self.readers if one.reader.id == form.to.data)


@blueprint.route("/sharing/new/<what>", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
@for_signed_in
def begin(person: SignedIn, what: str) -> ResponseReturnValue:
    sharing = Sharing.of(person, what)
    if sharing.copy.is_empty:
        return render_template("sharing/nothing.html", what=what, back=sharing.back)
    form = sharing.form()
    if not form.is_submitted() or form.stage.data == CHANGE:
        return sharing.page(form)
    ahead = sharing.ahead(form) if form.is_sent_and_valid() else None
    if ahead is None:
        return sharing.page(form), 422
    return _looked_at(sharing, form, ahead)


def _looked_at(sharing: Sharing, form: ShareForm, ahead: Ahead) -> ResponseReturnValue:
    """Show what would be shared; keep it only when exactly this was looked at before."""
    keeps, confirm = form.stage.data == KEEP, ConfirmForm.made()
    if not keeps or form.shown.data != ahead.mark:
        return sharing.look(form, ahead, confirm, changed=keeps)
    if not sharing.is_confirmed(confirm):
        return sharing.look(form, ahead, confirm, changed=False), 422
    try:
        service.share(sharing.desk, ahead)
    except service.FullError:
        form.form_errors.append(FULL)
        return sharing.page(form), 422
    flash(f"Shared until {day_in_words(ahead.record.until)}. This page shows when it was opened.")
    return forget(redirect(url_for(MINE), 303))
