"""Asking for a human: choose, look at what will be read, send; nothing leaves before the last press."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.history import service as history
from wellbeing.stepped_care import Step
from wellbeing.support import service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.forms import CHANGE, FEW_DAYS, SEND, SOON, AskForm, ask_form
from wellbeing.support.showing import preview
from wellbeing.support.wording import day_in_words, hows, whoms
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

PAGES = {
    Kind.TALK: "support.ask_to_talk",
    Kind.REVIEW: "support.does_not_fit",
    Kind.FORMAL: "support.ask_for_formal",
}
MINE = "support.my_requests"
IN_FORMAL = "You are in formal support now. Talk with your practitioner about what you need."


@blueprint.route("/ask/someone", methods=["GET", "POST"])
@for_signed_in
def ask_to_talk(person: SignedIn) -> ResponseReturnValue:
    return _asked(Asking(errand_of(person), Kind.TALK))


@blueprint.route("/ask/more", methods=["GET", "POST"])
@for_signed_in
def ask_for_formal(person: SignedIn) -> ResponseReturnValue:
    return _asked(Asking(errand_of(person), Kind.FORMAL))


@blueprint.route("/my-step/does-not-fit", methods=["GET", "POST"])
@for_signed_in
def does_not_fit(person: SignedIn) -> ResponseReturnValue:
    return _asked(Asking(errand_of(person), Kind.REVIEW))


@dataclass(frozen=True)
class Asking:
    """One person about to ask for one thing."""

    errand: Errand
    kind: Kind

    @property
    def whom(self) -> list[tuple[str, str]]:
        """Return the kinds of people who can be asked: only those that are here."""
        return [
            (one.value, one.label) for one in whoms(self.errand.words) if self._reaches(one.value)
        ]

    @property
    def reaches_somebody(self) -> bool:
        return bool(self.whom) if self.kind is Kind.TALK else self._reaches("")

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the kinds of people nobody here is."""
        there = {value for value, _ in self.whom}
        labels = whoms(self.errand.words) if self.kind is Kind.TALK else ()
        return tuple(one.label for one in labels if one.value not in there)

    def form(self) -> AskForm:
        words = self.errand.words
        how = [(one.value, one.label) for one in hows(words)]
        when = [
            (FEW_DAYS, self._by("In the next few days")),
            (SOON, self._by("As soon as possible", soon=True)),
        ]
        form = ask_form(words.support.ask(self.kind), self.whom, how, when)
        return form(data=self._chosen_before())

    def page(self, form: AskForm) -> str:
        return render_template(
            "support/ask.html",
            form=form,
            ask=self.errand.words.support.ask(self.kind),
            support=self.errand.words.support,
            missing=self.missing,
            is_reactive=self._step is Step.REACTIVE,
        )

    def look(self, form: AskForm, *, changed: bool) -> str:
        ahead = service.ahead(self.errand.office, self.errand.person_id, form.to_wish())
        shown = preview(self.errand.words, ahead)
        return render_template(
            "support/look.html",
            shown=shown,
            filled={**form.filled(), "shown": shown.mark},
            days=self.errand.office.working_days(ahead.wish),
            ask=self.errand.words.support.ask(self.kind),
            support=self.errand.words.support,
            takes_part=self.errand.takes_part,
            changed=changed,
        )

    def nobody(self) -> str:
        return render_template(
            "support/nobody.html",
            ask=self.errand.words.support.ask(self.kind),
            support=self.errand.words.support,
            is_reactive=self._step is Step.REACTIVE,
        )

    @property
    def in_formal(self) -> bool:
        return self.kind is Kind.FORMAL and self._step is Step.FORMAL

    @property
    def _step(self) -> Step | None:
        desk = self.errand.office.desk
        now = history.current(desk, self.errand.person_id, desk.this_week)
        return now.placement.step if now else None

    def _reaches(self, with_whom: str) -> bool:
        wish = Wish(self.kind, with_whom=with_whom)
        return service.reaches_somebody(self.errand.office, self.errand.person_id, wish)

    def _by(self, label: str, *, soon: bool = False) -> str:
        return f"{label}, by {day_in_words(self.errand.office.due_on(Wish(self.kind, soon=soon)))}"

    def _chosen_before(self) -> dict[str, str]:
        """Begin a wish to talk with what the last check-in said about it."""
        desk = self.errand.office.desk
        now = history.current(desk, self.errand.person_id, desk.this_week)
        answers = now.answers if now and self.kind is Kind.TALK else None
        if answers is None:
            return {}
        return {"with_whom": answers.talk_with or "", "how": answers.talk_how or ""}


def _asked(asking: Asking) -> ResponseReturnValue:
    errand = asking.errand
    if asking.in_formal:
        flash(IN_FORMAL)
        return redirect(url_for("checkins.my_step"), 303)
    if service.is_open(errand.office.desk, errand.person_id, asking.kind):
        flash("You have asked for this already. It is open.")
        return redirect(url_for(MINE), 303)
    if not asking.reaches_somebody:
        return asking.nobody()
    form = asking.form()
    if not form.is_submitted() or form.stage.data == CHANGE:
        return asking.page(form)
    if not form.is_sent_and_valid():
        return asking.page(form), 422
    return _looked_at(asking, form)


def _looked_at(asking: Asking, form: AskForm) -> ResponseReturnValue:
    """Show what would be sent; send it only when exactly this was looked at before."""
    sends = form.stage.data == SEND
    try:
        if not sends or not _is_sent(asking.errand, form):
            return asking.look(form, changed=sends)
    except service.NobodyToAskError:
        return asking.nobody()
    flash("Sent. This page shows who takes it, and who looked at it.")
    return forget(redirect(url_for(MINE), 303))


def _is_sent(errand: Errand, form: AskForm) -> bool:
    """Send it, unless something else would be sent than was shown."""
    shown, takes_part = form.shown.data or "", errand.takes_part
    try:
        service.ask(errand.office, errand.person_id, form.to_wish(), shown, takes_part=takes_part)
    except service.ChangedError:
        return False
    return True
